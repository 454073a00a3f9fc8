"""Specializations, cities and languages that every platform starts with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from amrutam.core.database import Database, Queries, Statement
from amrutam.core.migration import as_owner
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.doctors.search.words import words_of

SPECIALIZATIONS = Statement(
    "load_specializations",
    """
    INSERT INTO specialization (slug, name, name_hi, concerns)
    SELECT slug, name, name_hi, concerns
    FROM jsonb_to_recordset($1::jsonb) AS t (slug text, name text, name_hi text, concerns text[])
    ON CONFLICT (slug) DO NOTHING
    """,
)
CITIES = Statement(
    "load_cities",
    """
    INSERT INTO city (slug, name, name_hi, state, aliases)
    SELECT slug, name, name_hi, state, aliases
    FROM jsonb_to_recordset($1::jsonb)
        AS t (slug text, name text, name_hi text, state text, aliases text[])
    ON CONFLICT (slug) DO NOTHING
    """,
)
TERMS = Statement(
    "load_search_terms",
    """
    INSERT INTO search_term (term, field, slug)
    SELECT DISTINCT folded(term), $1, slug
    FROM unnest($2::text[], $3::text[]) AS t (term, slug)
    ORDER BY 1, 3  -- two processes that load at once do so in one order, or they deadlock
    ON CONFLICT DO NOTHING
    """,
)
LOADED = Statement("reference_is_loaded", "SELECT EXISTS (SELECT FROM search_term)")


@cache
def reference() -> dict[str, Any]:
    """The lists as they are written in `reference.json`."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("reference.json").read_text())
    return found


@cache
def languages() -> dict[str, str]:
    """From a language's name or code, in lower case, to the name that is stored and shown."""
    listed: dict[str, str] = reference()["languages"]
    return {key.lower(): name for code, name in listed.items() for key in (code, name)}


async def load_reference(queries: Queries) -> None:
    """Adds what is missing, and changes nothing that an operator changed. Harmless to repeat."""
    for statement, field, rows in (
        (SPECIALIZATIONS, "specialization", reference()["specializations"]),
        (CITIES, "city", reference()["cities"]),
    ):
        await queries.execute(statement, json.dumps(rows))
        terms = [(word, row["slug"]) for row in rows for word in _terms(row)]
        await queries.execute(TERMS, field, [t for t, _ in terms], [s for _, s in terms])


async def fill_reference(settings: Settings) -> None:
    """After a migration: without these lists no doctor can be recorded."""
    database = await Database.open(as_owner(settings), metrics.database_seconds)
    try:
        async with database.transaction() as queries:
            await load_reference(queries)
    finally:
        await database.close()


async def ensure_reference(queries: Queries) -> None:
    """Loads the lists if they never were: one short question otherwise."""
    if not await queries.value(LOADED):
        await load_reference(queries)


def _terms(row: dict[str, Any]) -> set[str]:
    texts = [row["slug"], row["name"], row["name_hi"], row.get("state", "")]
    texts += [*row.get("concerns", ()), *row.get("aliases", ())]
    return {word for text in texts for word in words_of(text)}
