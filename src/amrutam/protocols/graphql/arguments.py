"""Parses arguments that several resolvers have: ids and versions."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel

from amrutam.core.http.etags import Tags
from amrutam.protocols.graphql.problems import validated


class Id(BaseModel):
    id: UUID


def uuid_of(id_: str) -> UUID:
    """Returns the UUID in a text. Raises `Invalid` for any other text."""
    return validated(Id, {"id": id_}).id


def tags_of(version: int | None) -> Tags:
    """Converts the argument `version` to the versions that an action accepts; None accepts any version."""
    return None if version is None else frozenset({str(version)})
