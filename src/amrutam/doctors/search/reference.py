"""Reads the specializations, cities and languages of `reference.json`, and loads the first two into the database."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from amrutam.core.database import Database, Queries
from amrutam.core.migration import as_owner
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.doctors.search import reference_queries
from amrutam.doctors.search.query_words import words_of


@cache
def reference() -> dict[str, Any]:
    """The content of `reference.json`: a dictionary with three keys.

    `specializations`: dictionaries with `slug`, `name`, `name_hi`, `concerns` (words). `cities`:
    dictionaries with `slug`, `name`, `name_hi`, `state`, `aliases`. `languages`: names by ISO 639 code.
    """
    found: dict[str, Any] = json.loads(Path(__file__).with_name("reference.json").read_text())
    return found


@cache
def languages() -> dict[str, str]:
    """Maps a language's name or code, in lower case, to the name that is stored and shown."""
    listed: dict[str, str] = reference()["languages"]
    return {key.lower(): name for code, name in listed.items() for key in (code, name)}


async def load_reference(queries: Queries) -> None:
    """Adds the specializations, cities and search terms that are missing; entries that exist stay as they are."""
    for statement, field, rows in (
        (reference_queries.SPECIALIZATIONS, "specialization", reference()["specializations"]),
        (reference_queries.CITIES, "city", reference()["cities"]),
    ):
        await queries.execute(statement, json.dumps(rows))
        terms = [(word, row["slug"]) for row in rows for word in _terms(row)]
        await queries.execute(
            reference_queries.TERMS, field, [t for t, _ in terms], [s for _, s in terms]
        )


async def fill_reference(settings: Settings) -> None:
    """Loads the missing entries of the reference lists over a connection of its own, with the rights of the schema's owner.

    `roles/migrating.py` calls this function after the migrations, because without the lists no doctor can be stored.
    Raises `Unavailable` if the database cannot be used.
    """
    database = await Database.open(as_owner(settings), metrics.database_seconds)
    try:
        async with database.transaction() as queries:
            await load_reference(queries)
    finally:
        await database.close()


async def ensure_reference(queries: Queries) -> None:
    """Loads the reference lists if the database has no search term; otherwise only one short query is run."""
    if not await queries.value(reference_queries.LOADED):
        await load_reference(queries)


def _terms(row: dict[str, Any]) -> set[str]:
    texts = [row["slug"], row["name"], row["name_hi"], row.get("state", "")]
    texts += [*row.get("concerns", ()), *row.get("aliases", ())]
    return {word for text in texts for word in words_of(text)}
