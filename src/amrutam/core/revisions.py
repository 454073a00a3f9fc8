"""The revisions of the schema that this version knows, read off the files of `migrations/`."""

from __future__ import annotations

import re
from pathlib import Path

_INSTALLED = Path(__file__).parents[1] / "migrations"
_CHECKOUT = Path(__file__).parents[3] / "migrations"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT

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


def _named(name: str) -> set[str]:
    texts = [path.read_text() for path in (FOLDER / "versions").glob("*.py")]
    return {
        found for text in texts for found in re.findall(rf'^{name} = "(\w+)"', text, re.MULTILINE)
    }


def known_revisions() -> set[str]:
    return _named("revision")


def newest_revision() -> str:
    """The revision that `migrate` leads to."""
    (head,) = known_revisions() - _named("down_revision")
    return head
