"""Finding doctors: a page of a search, a profile with its next free time, facets.

Which doctors a search that does not ask about free times finds is remembered, by generation; when
they are free never is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from amrutam.core.database import Row
from amrutam.core.errors import Invalid
from amrutam.core.pagination import decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.doctors import queries
from amrutam.doctors.cache import remembered
from amrutam.doctors.search import Search
from amrutam.doctors.search_sql import Position
from amrutam.doctors.words import searched_words


@dataclass(frozen=True, slots=True)
class Page:
    """`items` are JSON objects, ready to send."""

    items: list[str]
    next_cursor: str | None


Keys = list[tuple[Any, str]]
_keys = msgspec.json.Decoder(list[tuple[int, str]])


async def find_doctors(resources: Resources, search: Search) -> Page:
    """Raises `Invalid` for a cursor that is not this search's."""
    after = _position(resources, search)
    if search.asks_nothing_sayable:
        return Page([], None)
    limit = search.limit
    if search.depends_on_free_time:
        rows = await _rows(resources, search, after, whole=True)
        items = [_item(row) for row in rows[:limit]]
        last = (rows[limit - 1]["key"], rows[limit - 1]["doctor_id"]) if len(rows) > limit else None
    else:
        keys = await _remembered_keys(resources, search, after)
        items = await _cards(resources, [id_ for _, id_ in keys[:limit]], search.mode)
        last = keys[limit - 1] if len(keys) > limit else None
    return Page(items, _next_cursor(resources, search, last) if last else None)


async def facets(resources: Resources, of: str) -> bytes:
    """The JSON list of specializations or cities, with counts of listed doctors."""

    async def make() -> bytes:
        return await queries.facets(resources.database, of)

    found = await remembered(resources, f"facets:{of}", make)
    return b'{"items":' + (found or b"[]") + b"}"


async def _rows(
    resources: Resources, search: Search, after: Position | None, *, whole: bool
) -> list[Any]:
    words = searched_words(search.q) if search.q else []
    hits = await queries.word_hits(resources.database, words) if words else []
    return await queries.search(resources.database, search, hits, after, whole=whole)


async def _remembered_keys(resources: Resources, search: Search, after: Position | None) -> Keys:
    async def make() -> bytes:
        rows = await _rows(resources, search, after, whole=False)
        return msgspec.json.encode([(row["key"], row["doctor_id"]) for row in rows])

    named = f"{search.scope}:{search.limit}:{after and (after.key, after.doctor_id)}"
    found = await remembered(resources, f"search:{sha256(named.encode()).hexdigest()}", make)
    return [*_keys.decode(found)] if found else []


async def _cards(resources: Resources, doctor_ids: Sequence[str], mode: str | None) -> list[str]:
    if not doctor_ids:
        return []
    rows = await queries.cards(resources.database, doctor_ids, mode)
    by_id = {row["id"]: _item(row) for row in rows}
    return [by_id[doctor_id] for doctor_id in doctor_ids if doctor_id in by_id]


class _Next(msgspec.Struct):
    next_available_at: datetime | None
    next_online_at: datetime | None
    next_in_person_at: datetime | None


def _item(row: Row) -> str:
    """The kept card with the next free times put in at its end."""
    said = _said(row["next_at"], row["online_at"], row["in_person_at"])
    return f"{row['card'][:-1]},{said}"


@lru_cache(4096)
def _said(*times: datetime | None) -> str:
    """Doctors are free at the same few times."""
    return msgspec.json.encode(_Next(*times))[1:].decode()


def _position(resources: Resources, search: Search) -> Position | None:
    if search.cursor is None:
        return None
    position = decode_cursor(resources.keyring, search.scope, search.cursor)
    try:
        key, doctor_id = position
        if search.order == "next_available" and key is not None:
            key = datetime.fromisoformat(key)
        return Position(key, UUID(doctor_id))
    except (ValueError, TypeError, AttributeError) as reason:
        raise Invalid.field("/query/cursor", "not a cursor of this list") from reason


def _next_cursor(resources: Resources, search: Search, last: tuple[Any, UUID | str]) -> str:
    key, doctor_id = last
    if isinstance(key, datetime):
        key = key.isoformat()
    return encode_cursor(resources.keyring, search.scope, [key, str(doctor_id)])
