"""The revisions of the schema that this version knows, and the files of `migrations/` that lead to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

_INSTALLED = Path(__file__).parents[1] / "migrations"
_CHECKOUT = Path(__file__).parents[3] / "migrations"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT

_SCHEMA = ("accounts", "doctors", "clinics", "schedules", "booking", "queue", "audit", "backup")

SCHEMA_DIGEST = "b928bf8bbfbdacfb"
"""Of the first revision's statements; a test compares it."""

REVISIONS: Mapping[str, Sequence[str]] = {
    "schema_5": tuple(f"schema/{name}.sql" for name in _SCHEMA),
}
"""Oldest first; each one's files change the schema of the one before."""

UNKNOWN_FIX = (
    "name an empty database with AMRUTAM_DATABASE_URL and AMRUTAM_MIGRATION_DATABASE_URL (`amrutam"
    " up`: another folder with --data), or run the version of Amrutam that made this one"
)


class UnknownSchema(Exception):
    """The schema is at a revision from which no migration of this version goes on; exit 2."""

    def __init__(self, where: object, found: str) -> None:
        super().__init__(
            f"{where} has the schema of another version of Amrutam ({found}), which this version"
            f" cannot bring up to date. Nothing was changed: {UNKNOWN_FIX}."
        )


def known_revisions() -> set[str]:
    return set(REVISIONS)


def newest_revision() -> str:
    """The revision that `migrate` leads to."""
    return list(REVISIONS)[-1]


def revisions_after(present: str | None) -> list[str]:
    """Those still to be run, in order. Raises `UnknownSchema`."""
    names = list(REVISIONS)
    if present is None:
        return names
    if present not in REVISIONS:
        raise UnknownSchema("The database", present)
    return names[names.index(present) + 1 :]
