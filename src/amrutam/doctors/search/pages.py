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
from amrutam.core.pagination import Instant, Whole, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.doctors.cache import remembered
from amrutam.doctors.search import queries
from amrutam.doctors.search.query import Search
from amrutam.doctors.search.sql import Match, Position, Words
from amrutam.doctors.search.words import searched_words

Found = tuple[Any, UUID | str]
"""A sort key and a doctor's id."""

Keys = list[Found]


@dataclass(frozen=True, slots=True)
class Page:
    """`items` are JSON objects, ready to send. `match`: how many of the words of `q` they are like.

    `positions`: sort key and id of what was found, in order; `cursor_after` makes a cursor of one.
    """

    items: list[str]
    next_cursor: str | None
    match: Match = "all"
    positions: Sequence[Found] = ()


_keys = msgspec.json.Decoder(list[tuple[int, str]])


async def find_doctors(resources: Resources, search: Search) -> Page:
    """Those that are like every word of `q`; if there are none, those that are like any of them.

    Raises `Invalid` for a cursor that is not this search's.
    """
    if search.asks_nothing_sayable:
        return Page([], None)
    after, match = _position(resources, search)
    page = await _page(resources, search, after, match)
    if page.items or search.cursor is not None or len(_words(search)) < 2:
        return page
    return await _page(resources, search, None, "any")


async def _page(resources: Resources, search: Search, after: Position | None, match: Match) -> Page:
    limit = search.limit
    if search.depends_on_free_time:
        rows = await _rows(resources, search, after, match, whole=True)
        items = [_item(row) for row in rows[:limit]]
        keys: Keys = [(row["key"], row["doctor_id"]) for row in rows]
    else:
        keys = await _remembered_keys(resources, search, after, match)
        items = await cards(resources, [str(id_) for _, id_ in keys[:limit]], search)
    cursor = cursor_after(resources, search, keys[limit - 1], match) if len(keys) > limit else None
    return Page(items, cursor, match, keys[:limit])


def _words(search: Search) -> list[str]:
    return searched_words(search.q) if search.q else []


async def facets(resources: Resources, of: str) -> bytes:
    """The JSON list of specializations or cities, with counts of listed doctors."""

    async def make() -> bytes:
        return await queries.facets(resources.database, of)

    found = await remembered(resources, f"facets:{of}", make)
    return b'{"items":' + (found or b"[]") + b"}"


async def _rows(
    resources: Resources, search: Search, after: Position | None, match: Match, *, whole: bool
) -> list[Any]:
    words = _words(search)
    hits = await queries.word_hits(resources.database, words) if words else []
    return await queries.search(resources.database, search, Words(hits, match), after, whole=whole)


async def _remembered_keys(
    resources: Resources, search: Search, after: Position | None, match: Match
) -> Keys:
    async def make() -> bytes:
        rows = await _rows(resources, search, after, match, whole=False)
        return msgspec.json.encode([(row["key"], row["doctor_id"]) for row in rows])

    named = f"{search.scope}:{match}:{search.limit}:{after and (after.key, after.doctor_id)}"
    found = await remembered(resources, f"search:{sha256(named.encode()).hexdigest()}", make)
    return [*_keys.decode(found)] if found else []


async def cards(resources: Resources, doctor_ids: Sequence[str], search: Search) -> list[str]:
    """JSON objects of the doctors that are listed, in the order of their ids."""
    if not doctor_ids:
        return []
    rows = await queries.cards(resources.database, doctor_ids, search)
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


_Timed = tuple[Instant | None, UUID, Match]
_Counted = tuple[Whole, UUID, Match]


def _position(resources: Resources, search: Search) -> tuple[Position | None, Match]:
    if search.cursor is None:
        return None, "all"
    shape = _Timed if search.order == "next_available" else _Counted
    key, doctor_id, match = decode_cursor(resources.keyring, search.scope, search.cursor, shape)
    return Position(key, doctor_id), match


def cursor_after(resources: Resources, search: Search, last: Found, match: Match) -> str:
    """Of the page that begins after that row of the search's."""
    return encode_cursor(resources.keyring, search.scope, (*last, match))
