"""PostgreSQL's plans for the measured operations: which index each uses, and how many partitions it reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from amrutam.availability.queries import CLAIMS
from amrutam.booking.hold_queries import HOLD_FACTS
from amrutam.booking.queries import PAGES
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.doctors.search.queries import CARDS
from amrutam.doctors.search.query import search_of
from amrutam.doctors.search.sql import MatchedWords, search_statement
from bench.platform import Platform

_SOMEBODY = Statement(
    "bench_somebody",
    """
    SELECT doctor_id, account_id, patient_id, id, starts_at FROM appointment
    WHERE starts_at > now() - interval '40 days' LIMIT 1
    """,
)
_PLACE = "SELECT doctor_id, starts_at FROM appointment_place WHERE id = $1"
_ONE = "SELECT * FROM appointment_shown WHERE doctor_id = $1 AND id = $2 AND starts_at = $3"
_SEARCHES = (
    b"specialization=kayachikitsa",
    b"mode=online",
    b"sort=rating",
    b"sort=fee&max_fee=80000",
)

_PARTITION = "appointment_20"
_ONE_PAGE = {"specialization", "city"}
"""Reference tables of a few dozen rows, for which a plan that reads the whole table is no error."""


async def plans(platform: Platform) -> None:
    """Prints the indexes, and the numbers of pages (8 KiB) and partitions, that each statement reads.

    Exits with an error if a plan reads a whole table that is not in `_ONE_PAGE`.
    """
    resources = await Resources.open(platform.settings)
    one = await resources.database.row(_SOMEBODY)
    assert one is not None
    now = datetime.now(UTC)
    ids = [row["doctor_id"] for row in await resources.database.fetch(
        Statement("bench_listed", "SELECT doctor_id FROM doctor_listing LIMIT 20"))]  # fmt: skip
    week = now + timedelta(days=7)
    asked: list[tuple[str, str, tuple[Any, ...]]] = [
        ("cards of a page", CARDS[None].sql, (ids,)),
        ("claims of a week", CLAIMS.sql, ([one["doctor_id"]], [now], [week])),
        ("facts of a hold", HOLD_FACTS.sql,
         ([(one["doctor_id"], one["account_id"], None, now, week, None)],)),
        ("place of an id", _PLACE, (one["id"],)),
        ("appointment at its place", _ONE, (one["doctor_id"], one["id"], one["starts_at"])),
        ("a patient's coming week", PAGES["patient", True].sql,
         (one["account_id"], now, week, None, None, None, 20, None, None, None)),
    ]  # fmt: skip
    for query in _SEARCHES:
        statement, arguments = search_statement(
            search_of(query), MatchedWords([], "all"), None, whole=True
        )
        asked.append((f"search {query.decode()}", statement.sql, tuple(arguments)))
    async with resources.database.pool.acquire() as connection:
        for name, sql, values in asked:
            print(f"{name:<42} {await _said(connection, sql, values)}", flush=True)
    await resources.close()


async def _said(connection: Any, sql: str, values: tuple[Any, ...]) -> str:
    rows = await connection.fetch(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", *values)
    nodes = list(_nodes(json.loads(rows[0][0])[0]["Plan"]))
    whole = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}
    if whole - _ONE_PAGE:
        raise SystemExit(f"a whole table is read by: {sql}")
    found = Counter(
        node["Index Name"] for node in nodes if "Index Name" in node and node["Actual Loops"]
    )
    pages = nodes[0]["Shared Hit Blocks"] + nodes[0]["Shared Read Blocks"]
    read = {node.get("Relation Name", "") for node in nodes}
    partitions = [name for name in read if name.startswith(_PARTITION)]
    return f"{', '.join(found)}; {pages} pages" + (
        f"; {len(partitions)} of the partitions" if partitions else ""
    )


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from _nodes(part)
