"""The schema's revisions that this version knows, and the files of `migrations/` that lead to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

_INSTALLED = Path(__file__).parents[1] / "migrations"
_CHECKOUT = Path(__file__).parents[3] / "migrations"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT

_SCHEMA = (  # The files are in the order in which they run.
    "accounts",
    "doctors",
    "clinics",
    "schedules",
    "booking",
    "booking_reading",
    "booking_requests",
    "booking_holding",
    "booking_shared",
    "booking_limits",
    "booking_confirming",
    "booking_moving",
    "booking_closing",
    "booking_attendance",
    "booking_reasons",
    "booking_proposals",
    "booking_handover",
    "desk",
    "payments",
    "operations",
    "queue",
    "audit",
    "backup",
    "privacy",
    "replication",
)

SCHEMA_DIGEST = "512b00dadbef6496"
"""Digest of the first revision's statements in the order in which they run; a test compares it with the files."""

REVISIONS: Mapping[str, Sequence[str]] = {
    "schema_10": tuple(f"schema/{name}.sql" for name in _SCHEMA),
}
"""Maps each revision to its SQL files (paths below `FOLDER`, in the order in which they run), oldest revision first.

A revision's files change the schema of the revision before it.
"""

UNKNOWN_FIX = (
    "name an empty database with AMRUTAM_DATABASE_URL and AMRUTAM_MIGRATION_DATABASE_URL (`amrutam"
    " up`: another folder with --data), or run the version of Amrutam that made this one"
)


class UnknownSchema(Exception):
    """The schema has a revision that this version does not know. A command that raises it exits with 2.

    `where`: the database or folder that has the schema, as the subject of the message; `found`: the revision.
    """

    def __init__(self, where: object, found: str) -> None:
        super().__init__(
            f"{where} has the schema of another version of Amrutam ({found}), which this version"
            f" cannot bring up to date. Nothing was changed: {UNKNOWN_FIX}."
        )


def known_revisions() -> set[str]:
    """The names of all revisions to which this version can migrate."""
    return set(REVISIONS)


def newest_revision() -> str:
    """The name of the revision that the schema has after `migrate`."""
    return list(REVISIONS)[-1]


def revisions_after(present: str | None) -> list[str]:
    """The revisions that are to be run on a database with the revision `present`, oldest first.

    None stands for a database without a revision, on which all are run. Raises `UnknownSchema` if `present` is not
    in `REVISIONS`.
    """
    names = list(REVISIONS)
    if present is None:
        return names
    if present not in REVISIONS:
        raise UnknownSchema("The database", present)
    return names[names.index(present) + 1 :]
