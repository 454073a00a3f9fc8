"""The whole schema, as the api role answers it."""

from __future__ import annotations

from functools import cache

from graphql import GraphQLSchema

from amrutam.core.resources import Resources
from amrutam.protocols.graphql import accounts, booking, clinics, doctors, schedules
from amrutam.protocols.graphql.documents import Documents
from amrutam.protocols.graphql.schema import make_schema


@cache
def executable_schema() -> GraphQLSchema:
    """Made once: it holds no state."""
    features = (doctors, clinics, accounts, booking, schedules)
    return make_schema([each for feature in features for each in feature.BOUND])


def documents_of(resources: Resources) -> Documents:
    """A part of `Resources`."""
    return Documents(resources.settings, executable_schema())
