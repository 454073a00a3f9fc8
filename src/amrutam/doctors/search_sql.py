"""A search as one statement: filters that were given, one order, a keyset position.

Every column that orders or filters has an index, and every order ends with the doctor's id, so that
a page starts where the last one ended whatever changed between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from uuid import UUID

from amrutam.core.database import Statement
from amrutam.doctors.search import Order, Search

_NEXT = {None: "next_available_at", "online": "next_online_at", "in_person": "next_in_person_at"}

IS_FREE = "(f.bookable_until > now() OR f.second_until > now())"
"""Of a row of `doctor_free_day`: its first free time can still be booked, or the one after it."""

FREE_AT = "CASE WHEN f.bookable_until > now() THEN f.first_free_at ELSE f.second_free_at END"

_KEYS: dict[Order, str] = {
    "fee": "l.fee_amount",
    "experience": "(-l.experience_years)",
    "rating": "(-l.rating_hundredths)",
}

_SEARCHES = {order: Statement(f"search_by_{order}") for order in get_args(Order)}

SWAPPED_LIKENESS = 800
"""Of a word that is found once two neighbouring letters are exchanged, in thousandths."""


@dataclass(frozen=True, slots=True)
class WordHits:
    """Where one word of `q` was found: slugs with likeness in thousandths, and what counts at least.

    `swapped`: what else may have been meant, when no specialization or city is like it.
    """

    word: str
    swapped: tuple[str, ...]
    specializations: dict[str, int]
    cities: dict[str, int]
    least: int


Match = Literal["all", "any"]
"""Of the words of `q`: those that a doctor must be like."""


@dataclass(frozen=True, slots=True)
class Words:
    """`hits`: one for each word."""

    hits: Sequence[WordHits]
    match: Match


@dataclass(frozen=True, slots=True)
class Position:
    """The last row of the page before: its sort key and id."""

    key: Any
    doctor_id: UUID


@dataclass(slots=True)
class _Arguments:
    values: list[Any] = field(default_factory=list)

    def add(self, value: Any, cast: str) -> str:
        self.values.append(value)
        return f"${len(self.values)}::{cast}"


def next_of(mode: str | None, *, stale: bool | None = None) -> str:
    """When the doctor is next free, in this mode or any.

    The listing's column until it goes stale, then the earliest day that is known to be bookable.
    `stale` says that the row is known to be the one or the other.
    """
    kept = f"l.{_NEXT[mode]}"
    worked_out = f"""coalesce((SELECT min({FREE_AT}) FROM doctor_free_day AS f
        WHERE f.doctor_id = l.doctor_id AND f.mode = '{mode or "any"}' AND {IS_FREE}
        ), 'infinity')"""
    if stale is None:
        return f"CASE WHEN l.next_until > now() THEN {kept} ELSE {worked_out} END"
    return worked_out if stale else kept


def nexts_by_mode(*, stale: bool | None = None) -> str:
    """The columns `online_at` and `in_person_at` of a card."""
    return ", ".join(
        f"NULLIF({next_of(mode, stale=stale)}, 'infinity') AS {mode}_at"
        for mode in ("online", "in_person")
    )


def search_statement(
    search: Search, words: Words, after: Position | None, *, whole: bool
) -> tuple[Statement, list[Any]]:
    """The page's rows and one more. `whole`: with the card, else ids and sort keys only."""
    arguments = _Arguments()
    ways = _ways(search, _conditions(search, words, arguments), arguments)
    shown = f", l.card, {next_of(search.mode)} AS next_at, {nexts_by_mode()}" if whole else ""
    limit = arguments.add(search.limit + 1, "int")
    if search.order == "next_available":
        return _by_next(search, ways, arguments, after, limit), arguments.values
    key = _score(words.hits, arguments) if search.order == "relevance" else _KEYS[search.order]
    beyond = [] if after is None else [_beyond(key, after, arguments, "bigint", "l.doctor_id")]
    found = [
        f"""SELECT l.doctor_id, {key} AS key{shown}
        FROM doctor_listing AS l {_where([*conditions, *beyond])}
        ORDER BY {key}, l.doctor_id LIMIT {limit}"""
        for conditions in ways
    ]
    sql = found[0]
    if len(found) > 1:
        sql = f"""SELECT * FROM ({_union(found)}) AS found
        ORDER BY found.key, doctor_id LIMIT {limit}"""
    return _SEARCHES[search.order].of(sql), arguments.values


def _ways(search: Search, conditions: list[str], arguments: _Arguments) -> list[list[str]]:
    """Lists of conditions, of which a row satisfies one at most.

    Of a city: those listed under it come in the order of its index, and beside them the few who
    are also there.
    """
    if search.city is None:
        return [conditions]
    city = _slug("city", arguments.add(search.city.strip(), "text"))
    elsewhere = f"l.other_cities @> ARRAY[{city}] AND l.other_cities <> '{{}}'"
    return [[*conditions, f"l.city = {city}"], [*conditions, elsewhere]]


def _union(selects: Sequence[str]) -> str:
    return " UNION ALL ".join(f"({select})" for select in selects)


def _by_next(
    search: Search,
    ways: Sequence[list[str]],
    arguments: _Arguments,
    after: Position | None,
    limit: str,
) -> Statement:
    """Rows whose next time still holds come in the index's order.

    The few that went stale since the worker's last round are worked out, and merged in.
    """
    fresh, stale = next_of(search.mode, stale=False), next_of(search.mode, stale=True)
    in_order, beyond = ["l.next_until > now()"], "true"
    if after is not None:
        in_order.append(_beyond(fresh, after, arguments, "timestamptz", "l.doctor_id"))
        beyond = _beyond("key", after, arguments, "timestamptz", "doctor_id")
    found = [
        select
        for conditions in ways
        for select in (
            f"""SELECT l.doctor_id, {fresh} AS key, l.card, {nexts_by_mode(stale=False)}
            FROM doctor_listing AS l {_where([*conditions, *in_order])}
            ORDER BY {fresh}, l.doctor_id LIMIT {limit}""",
            f"""SELECT * FROM (
                SELECT l.doctor_id, {stale} AS key, l.card, {nexts_by_mode(stale=True)}
                FROM doctor_listing AS l
                {_where([*conditions, "l.next_until <= now()"])}
                OFFSET 0
            ) AS worked_out WHERE {beyond} ORDER BY key, doctor_id LIMIT {limit}""",
        )
    ]
    sql = f"""
    SELECT doctor_id, NULLIF(key, 'infinity') AS key, card, NULLIF(key, 'infinity') AS next_at,
        online_at, in_person_at
    FROM ({_union(found)}) AS found ORDER BY found.key, doctor_id LIMIT {limit}
    """
    return _SEARCHES["next_available"].of(sql)


def _beyond(key: str, after: Position, arguments: _Arguments, cast: str, id_column: str) -> str:
    last = arguments.add(after.key, cast)
    if cast == "timestamptz":
        last = f"coalesce({last}, 'infinity')"
    return f"({key}, {id_column}) > ({last}, {arguments.add(after.doctor_id, 'uuid')})"


def _where(conditions: Sequence[str]) -> str:
    return "WHERE " + " AND ".join(conditions) if conditions else ""


def _conditions(search: Search, words: Words, arguments: _Arguments) -> list[str]:
    found = [_like(hit, arguments) for hit in words.hits]
    if found and words.match == "any":
        found = [f"({' OR '.join(found)})"]
    if search.specialization is not None:
        named = arguments.add(search.specialization.strip(), "text")
        found.append(f"l.specialization = {_slug('specialization', named)}")
    if search.clinic is not None:
        found.append(_works_at(arguments.add(search.clinic, "uuid")))
    if search.stored_language is not None:
        found.append(f"l.languages @> ARRAY[{arguments.add(search.stored_language, 'text')}]")
    if search.mode is not None:
        found.append(f"l.modes @> ARRAY[{arguments.add(search.mode, 'text')}]")
    if search.gender is not None:
        found.append(f"l.gender = {arguments.add(search.gender, 'text')}")
    if search.max_fee is not None:
        found.append(f"l.fee_amount <= {arguments.add(search.max_fee, 'bigint')}")
    if search.available_on is not None:
        found.append(_free_on(search, arguments))
    return found


def _works_at(clinic: str) -> str:
    return f"""l.doctor_id IN (SELECT r.doctor_id FROM schedule_rule AS r
        WHERE r.clinic_id = {clinic} AND (r.valid_until IS NULL OR r.valid_until >= current_date))"""


def _slug(table: str, named: str) -> str:
    return f"""(SELECT slug FROM {table} WHERE slug = lower({named})
        OR lower(name) = lower({named}) OR name_hi = {named} LIMIT 1)"""


def _free_on(search: Search, arguments: _Arguments) -> str:
    day = arguments.add(search.available_on, "date")
    return f"""l.doctor_id IN (SELECT f.doctor_id FROM doctor_free_day AS f
        WHERE f.local_day = {day} AND f.mode = '{search.mode or "any"}'
            AND {IS_FREE})"""


def _like(hit: WordHits, arguments: _Arguments) -> str:
    word = arguments.add(hit.word, "text")
    least = arguments.add(hit.least / 1000, "real")
    ways = [f"(l.search_text %> {word} AND word_similarity({word}, l.search_text) >= {least})"]
    if hit.swapped:
        ways.append(f"l.search_text ~ {arguments.add(_any_of(hit.swapped), 'text')}")
    for column, slugs in (("specialization", hit.specializations), ("city", hit.cities)):
        if slugs:
            ways.append(f"l.{column} = ANY({arguments.add(list(slugs), 'text[]')})")
    if hit.cities:
        also = arguments.add(list(hit.cities), "text[]")
        ways.append(f"(l.other_cities && {also} AND l.other_cities <> '{{}}')")
    return "(" + " OR ".join(ways) + ")"


def _any_of(words: Sequence[str]) -> str:
    """A pattern of whole words, which hold no sign that patterns know. The trigram index serves it."""
    return rf"\m({'|'.join(words)})\M"


def _score(hits: Sequence[WordHits], arguments: _Arguments) -> str:
    """Likeness of all words in thousandths first, then the rating; negative: the best come first."""
    if not hits:
        return "(-l.rating_hundredths)::bigint"
    words = " + ".join(_likeness(hit, arguments) for hit in hits)
    return f"(-(({words})::bigint * 1000 + greatest(l.rating_hundredths, 0)))"


def _likeness(hit: WordHits, arguments: _Arguments) -> str:
    word = arguments.add(hit.word, "text")
    ways = [f"(1000 * word_similarity({word}, l.search_text))::int"]
    if hit.swapped:
        swapped = arguments.add(_any_of(hit.swapped), "text")
        ways.append(f"CASE WHEN l.search_text ~ {swapped} THEN {SWAPPED_LIKENESS} ELSE 0 END")
    for column, slugs in (("specialization", hit.specializations), ("city", hit.cities)):
        if slugs:
            scores = arguments.add(list(slugs.values()), "int[]")
            known = arguments.add(list(slugs), "text[]")
            ways.append(f"coalesce(({scores})[array_position({known}, l.{column})], 0)")
            if column == "city":
                ways.append(f"""CASE WHEN l.other_cities <> '{{}}' THEN coalesce((
                    SELECT max(({scores})[array_position({known}, also)])
                    FROM unnest(l.other_cities) AS also), 0) ELSE 0 END""")
    return f"greatest({', '.join(ways)})"
