"""Binds the resolvers of all queries and mutations to the schema, for the api role."""

from __future__ import annotations

from functools import cache

from graphql import GraphQLSchema

from amrutam.core.resources import Resources
from amrutam.protocols.graphql import (
    accounts,
    booking,
    clinics,
    doctors,
    own_data,
    practice,
    schedules,
    visits,
)
from amrutam.protocols.graphql.documents import Documents
from amrutam.protocols.graphql.schema import make_schema


@cache
def executable_schema() -> GraphQLSchema:
    """The schema with the resolvers of queries and mutations; `live_slots.live_schema` has those of subscriptions.

    The schema contains no state, so it is made only once in a process.
    """
    features = (
        doctors,
        clinics,
        accounts,
        own_data,
        booking,
        visits,
        schedules,
        practice,
    )
    return make_schema([each for feature in features for each in feature.BOUND])


def documents_of(resources: Resources) -> Documents:
    """Makes the cache of parsed documents; `resources.part(documents_of)` returns the one of the process."""
    return Documents(resources.settings, executable_schema())
