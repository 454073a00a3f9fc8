"""Makes search pages, doctors' cards with the next available slots, and facets (specializations or cities with counts).

If available slots decide neither the rows nor the order of a search, the list of matching doctors
is cached in Redis; the available slots themselves are read for each page.
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

from amrutam.core.database import Queries, Row
from amrutam.core.pagination import CursorInstant, CursorInteger, decode_cursor, encode_cursor
from amrutam.core.replicas.reader import reads
from amrutam.core.resources import Resources
from amrutam.doctors.cache import cached
from amrutam.doctors.search import queries
from amrutam.doctors.search.query import Search
from amrutam.doctors.search.query_words import searched_words
from amrutam.doctors.search.sql import Match, MatchedWords, Position

Found = tuple[Any, UUID | str]
"""The position of a row in a search: (sort key, doctor's id).

The sort key is the next available slot, a datetime or None, if the search is ordered by it, and otherwise an integer.
"""

Keys = list[Found]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a search.

    `items` are JSON objects as texts, ready to send. `next_cursor` is None on the last page. `match`: whether
    the doctors match all words of `q` or only some of them. `positions`: the positions of the found doctors, in
    order, from which `cursor_after` makes cursors; a doctor who was unlisted in the meantime has no item.
    """

    items: list[str]
    next_cursor: str | None
    match: Match = "all"
    positions: Sequence[Found] = ()


_keys = msgspec.json.Decoder(list[tuple[int, str]])


async def find_doctors(resources: Resources, search: Search, source: Queries | None = None) -> Page:
    """Returns a page of the doctors that match all filters and every word of `q`; if there is none, of those that match any of several words.

    Only the words of `query_words.searched_words` count. The page is empty if `q` has only punctuation. `source`: the
    server from which cards and available slots are read; by default any server that is within the lag bound. Raises
    `Invalid` for a cursor that is not of this search.
    """
    if search.asks_nothing_sayable:
        return Page([], None)
    after, match = _position(resources, search)
    source = source or reads(resources)
    page = await _page(resources, source, search, after, match)
    if page.items or search.cursor is not None or len(_words(search)) < 2:
        return page
    return await _page(resources, source, search, None, "any")


async def _page(
    resources: Resources, source: Queries, search: Search, after: Position | None, match: Match
) -> Page:
    limit = search.limit
    if search.depends_on_free_time:
        rows = await _rows(source, search, after, match, whole=True)
        items = [_item(row) for row in rows[:limit]]
        keys: Keys = [(row["key"], row["doctor_id"]) for row in rows]
    else:
        keys = await _cached_keys(resources, search, after, match)
        items = await cards(source, [str(id_) for _, id_ in keys[:limit]], search)
    cursor = cursor_after(resources, search, keys[limit - 1], match) if len(keys) > limit else None
    return Page(items, cursor, match, keys[:limit])


def _words(search: Search) -> list[str]:
    return searched_words(search.q) if search.q else []


async def facets(resources: Resources, of: str) -> bytes:
    """The JSON object `{"items": [...]}` of a facet in UTF-8, from the cache or newly read.

    `of` is `specializations` or `cities`; `queries.facets` describes the items.
    """

    async def make(source: Queries) -> bytes:
        return await queries.facets(source, of)

    found = await cached(resources, f"facets:{of}", make)
    return b'{"items":' + (found or b"[]") + b"}"


async def _rows(
    source: Queries, search: Search, after: Position | None, match: Match, *, whole: bool
) -> list[Any]:
    words = _words(search)
    hits = await queries.word_hits(source, words) if words else []
    return await queries.search(source, search, MatchedWords(hits, match), after, whole=whole)


async def _cached_keys(
    resources: Resources, search: Search, after: Position | None, match: Match
) -> Keys:
    async def make(source: Queries) -> bytes:
        rows = await _rows(source, search, after, match, whole=False)
        return msgspec.json.encode([(row["key"], row["doctor_id"]) for row in rows])

    named = f"{search.scope}:{match}:{search.limit}:{after and (after.key, after.doctor_id)}"
    found = await cached(resources, f"search:{sha256(named.encode()).hexdigest()}", make)
    return [*_keys.decode(found)] if found else []


async def cards(source: Queries, doctor_ids: Sequence[str], search: Search) -> list[str]:
    """The cards of these doctors, as texts of JSON objects, in the order of the ids.

    Doctors who are not listed, or not in the search's city or at its clinic, are left out.
    """
    if not doctor_ids:
        return []
    rows = await queries.cards(source, doctor_ids, search)
    by_id = {row["id"]: _item(row) for row in rows}
    return [by_id[doctor_id] for doctor_id in doctor_ids if doctor_id in by_id]


class _Next(msgspec.Struct):
    next_available_at: datetime | None
    next_online_at: datetime | None
    next_in_person_at: datetime | None


def _item(row: Row) -> str:
    """The JSON object of a row: its card with the next available slots appended."""
    said = _said(row["next_at"], row["online_at"], row["in_person_at"])
    return f"{row['card'][:-1]},{said}"


@lru_cache(4096)
def _said(*times: datetime | None) -> str:
    """Formats next available slots as the end of a card's JSON object.

    The results are cached, because many doctors are free at the same times.
    """
    return msgspec.json.encode(_Next(*times))[1:].decode()


_Timed = tuple[CursorInstant | None, UUID, Match]
_Counted = tuple[CursorInteger, UUID, Match]


def _position(resources: Resources, search: Search) -> tuple[Position | None, Match]:
    if search.cursor is None:
        return None, "all"
    shape = _Timed if search.order == "next_available" else _Counted
    key, doctor_id, match = decode_cursor(resources.keyring, search.scope, search.cursor, shape)
    return Position(key, doctor_id), match


def cursor_after(resources: Resources, search: Search, last: Found, match: Match) -> str:
    """The cursor of the page that begins after the row `last` of the search."""
    return encode_cursor(resources.keyring, search.scope, (*last, match))
