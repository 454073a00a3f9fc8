"""Checks that, with ten thousand doctors, a search by any filter and order reads only a part of the list."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from amrutam.core.settings import Settings
from amrutam.doctors.search.index_queries import LIST
from amrutam.doctors.search.query import Search
from amrutam.doctors.search.reference import reference
from amrutam.doctors.search.sql import MatchedWords, Position, WordHits, search_statement

DOCTORS = 10_000
TOMORROW = date.today() + timedelta(days=1)  # noqa: DTZ011 - the test needs any day near the present one

# Inserts ten thousand doctors; a few have values (a language, a gender, a mode) that are rare among
# the others.
FILL = f"""
INSERT INTO doctor (id, name, registration_number, specialization, city, languages, gender,
    experience_years, rating_hundredths)
SELECT gen_random_uuid(),
    'Dr. ' || (array['Asha','Meera','Arjun','Lalita','Kavya','Ravi','Sunita','Vikram'])[1 + i * 7 % 8]
    || ' ' || chr(97 + i % 26) || chr(97 + i * 7 % 26) || chr(97 + i / 26 % 26) || 'kar',
    'PLAN-' || i, s.slugs[1 + i * 5 % array_length(s.slugs, 1)],
    c.slugs[1 + i * 11 % array_length(c.slugs, 1)],
    CASE WHEN i % 500 = 0 THEN array['Kashmiri'] ELSE array['English', 'Hindi'] END,
    CASE WHEN i % 997 = 0 THEN 'other' WHEN i % 2 = 0 THEN 'female' ELSE 'male' END,
    i % 45, 300 + i * 37 % 200
FROM generate_series(1, {DOCTORS}) AS i,
    (SELECT array_agg(slug) AS slugs FROM specialization) AS s,
    (SELECT array_agg(slug) AS slugs FROM city) AS c;
INSERT INTO doctor_booking SELECT id, 1, true FROM doctor WHERE registration_number LIKE 'PLAN-%';
INSERT INTO consultation_type (doctor_id, kind, name, minutes, fee_amount, modes, is_default)
SELECT id, 'first_visit', 'First visit', 30, 20000 + 700 * (rating_hundredths - 300),
    CASE WHEN id < '01000000-0000-0000-0000-000000000000' THEN '{{in_person}}'::text[]
        ELSE '{{online}}' END, true
FROM doctor WHERE registration_number LIKE 'PLAN-%'
"""
DAYS = """
INSERT INTO doctor_free_day
SELECT l.doctor_id, mode, current_date + day, now() + make_interval(days => day),
    now() + make_interval(days => day)
FROM doctor_listing AS l, generate_series(1, 10) AS day, unnest('{any,online}'::text[]) AS mode
ON CONFLICT DO NOTHING;
UPDATE doctor_listing SET next_available_at = now() + interval '1 hour' * (fee_amount % 900),
    next_online_at = now() + interval '1 hour' * (fee_amount % 900),
    next_until = now() + interval '1 hour' * (1 + fee_amount % 900);
ANALYZE doctor_listing, doctor_free_day, specialization, city
"""


@pytest.fixture(scope="module")
async def crowd(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """Yields a connection in a transaction that has inserted ten thousand doctors and is never committed."""
    assert settings.migration_database_url
    connection = await asyncpg.connect(settings.migration_database_url)
    try:
        await connection.execute("SET pg_trgm.word_similarity_threshold = 0.5")
        # The threshold above is the platform's. Sequential scans are turned off, so that the number of
        # other tests' doctors does not change the plan.
        await connection.execute("SET enable_seqscan = off")
        await connection.execute("BEGIN")
        await _fill(connection)
        yield connection
    finally:
        await connection.close()


async def _fill(connection: asyncpg.Connection) -> None:
    for table in ("specialization", "city"):
        rows = [(row["slug"], row["name"]) for row in _reference(table)]
        extra = ", state" if table == "city" else ""
        await connection.executemany(
            f"INSERT INTO {table} (slug, name, name_hi{extra})"
            f" VALUES ($1, $2, $2{', $2' if extra else ''}) ON CONFLICT DO NOTHING",
            rows,
        )
    await connection.execute(FILL)
    ids = await connection.fetchval("SELECT array_agg(id) FROM doctor")
    await connection.execute(LIST.sql, ids)
    await connection.execute(DAYS)


def _reference(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reference()[
        {"specialization": "specializations", "city": "cities"}[table]
    ]
    return rows


async def plan_of(
    crowd: asyncpg.Connection, search: Search, hits: list[WordHits], after: Position | None
) -> str:
    whole = search.depends_on_free_time
    statement, arguments = search_statement(search, MatchedWords(hits, "all"), after, whole=whole)
    rows = await crowd.fetch("EXPLAIN (ANALYZE, TIMING OFF) " + statement.sql, *arguments)
    return "\n".join(row[0] for row in rows)


FILTERS: list[dict[str, Any]] = [
    {},
    {"specialization": "panchakarma"},
    {"city": "Jaipur"},
    {"language": "Kashmiri"},
    {"language": "Hindi"},
    {"mode": "in_person"},
    {"mode": "online"},
    {"gender": "other"},
    {"gender": "female"},
    {"max_fee": 21_000},
    {"available_on": TOMORROW.isoformat()},
    {"available_on": TOMORROW.isoformat(), "city": "kochi", "mode": "online"},
    {"specialization": "panchakarma", "city": "Jaipur"},
]


@pytest.mark.parametrize("sort", ["next_available", "fee", "experience", "rating"])
@pytest.mark.parametrize("filters", FILTERS, ids=str)
async def test_no_filter_reads_the_whole_list(
    crowd: asyncpg.Connection, filters: dict[str, Any], sort: str
) -> None:
    search = Search(**filters, sort=sort)
    plan = await plan_of(crowd, search, [], None)
    assert "Seq Scan on doctor_listing" not in plan, plan
    assert "Seq Scan on doctor_free_day" not in plan, plan


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("next_available", datetime.now(UTC) + timedelta(days=20)),
        ("fee", 90_000),
        ("experience", -20),
        ("rating", -400),
    ],
)
async def test_a_later_page_starts_in_the_index(
    crowd: asyncpg.Connection, sort: Any, key: Any
) -> None:
    plan = await plan_of(crowd, Search(sort=sort), [], Position(key, UUID(int=2**127)))
    assert "Seq Scan on doctor_listing" not in plan, plan
    assert "Index Cond: (ROW(" in plan, plan
    assert "Rows Removed by Filter" not in plan, plan


@pytest.mark.parametrize(
    "hit",
    [
        WordHits("zzkar", (), {}, {}, 500),
        WordHits("panchkarma", (), {"panchakarma": 818}, {}, 613),
        WordHits("jaipur", (), {}, {"jaipur": 1000}, 750),
        WordHits("abakra", ("abakar", "baakra"), {}, {}, 500),
    ],
    ids=str,
)
async def test_words_take_the_indexes(crowd: asyncpg.Connection, hit: WordHits) -> None:
    plan = await plan_of(crowd, Search(q=hit.word), [hit], None)
    assert "Seq Scan on doctor_listing" not in plan, plan
    assert "Bitmap Index Scan on doctor_listing_text" in plan, plan
