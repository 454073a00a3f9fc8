"""The complete schema, which the api role serves."""

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
    """The schema with all resolvers. The schema is made once for the process, because it contains no state."""
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
