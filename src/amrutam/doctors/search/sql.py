"""Builds one statement for a search: its filters, one order, and a keyset position.

Every column that orders or filters has an index. Every order ends with the doctor's id, so a page
starts right after the last row of the previous page, even if rows were added or removed in the meantime.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from uuid import UUID

from amrutam.core.database import Statement
from amrutam.doctors.models import Mode
from amrutam.doctors.search.query import Order, Search

_NEXT = {None: "next_available_at", "online": "next_online_at", "in_person": "next_in_person_at"}

IS_FREE = "(f.bookable_until > now() OR f.second_until > now())"
"""SQL condition on a row of `doctor_free_day`: its first or its second free time can still be booked."""

FREE_AT = "CASE WHEN f.bookable_until > now() THEN f.first_free_at ELSE f.second_free_at END"

_KEYS: dict[Order, str] = {
    "fee": "l.fee_amount",
    "experience": "(-l.experience_years)",
    "rating": "(-l.rating_hundredths)",
}

_CARDS = Statement("search_cards")
_SEARCHES = {order: Statement(f"search_by_{order}") for order in get_args(Order)}

SWAPPED_LIKENESS = 800
"""The similarity, in thousandths, of a word that is found only after two neighbouring letters are
exchanged."""


@dataclass(frozen=True, slots=True)
class WordHits:
    """The specializations and cities that are similar to one word of `q`: their slugs, each with its similarity in thousandths.

    `word` is folded. `least`: the lowest similarity that counts, in thousandths. `swapped`: the word's forms with two
    letters exchanged, if no specialization or city is similar and the word is alphanumeric; otherwise empty.
    """

    word: str
    swapped: tuple[str, ...]
    specializations: dict[str, int]
    cities: dict[str, int]
    least: int


Match = Literal["all", "any"]
"""The words of `q` that a doctor must match: all of them or any of them."""


@dataclass(frozen=True, slots=True)
class MatchedWords:
    """The words of a search, each with the specializations and cities similar to it, and whether a doctor must match all words or any.

    `hits` has one entry for each word, and is empty for a search without words.
    """

    hits: Sequence[WordHits]
    match: Match


@dataclass(frozen=True, slots=True)
class Position:
    """The position of the last row of the previous page: its sort key (None for a doctor without an available slot) and the doctor's id."""

    key: Any
    doctor_id: UUID


@dataclass(slots=True)
class _Arguments:
    values: list[Any] = field(default_factory=list)

    def add(self, value: Any, cast: str) -> str:
        self.values.append(value)
        return f"${len(self.values)}::{cast}"


def next_of(mode: str | None, *, stale: bool | None = None) -> str:
    """SQL of the start of the doctor's next available slot in the mode (`online` or `in_person`; None is any mode); `infinity` without a slot.

    Until `next_until`, the slot is read from the doctor's row of `doctor_listing`; after that time, the first slot in
    `doctor_free_day` is computed. `stale`: whether `next_until` has passed; None lets the statement decide.
    The statement must have `doctor_listing AS l`.
    """
    kept = f"l.{_NEXT[mode]}"
    worked_out = _earliest(f"= '{mode or 'any'}'")
    if stale is None:
        return f"CASE WHEN l.next_until > now() THEN {kept} ELSE {worked_out} END"
    return worked_out if stale else kept


def _earliest(of_mode: str) -> str:
    return f"""coalesce((SELECT min({FREE_AT}) FROM doctor_free_day AS f
        WHERE f.doctor_id = l.doctor_id AND f.mode {of_mode} AND {IS_FREE}), 'infinity')"""


@dataclass(frozen=True, slots=True)
class Place:
    """The clinic or city in which slots in person are searched; in a search by city, online slots count too.

    `at`: the condition on a row `w` of `works_at`. A statement with this SQL must have `doctor_listing AS l`.
    """

    at: str
    is_city: bool

    @property
    def kept_as(self) -> str:
        """SQL of an array: the values of `doctor_free_day.mode` whose rows have the slots in person at this place.

        Besides the two modes, that column has ids of clinics (`availability.free_day_rules.FreeDays`).
        The array has the ids of the doctor's clinics at the place and, for a doctor who works nowhere
        else, also `in_person`.
        """
        there = f"SELECT w.clinic_id::text FROM works_at AS w WHERE w.doctor_id = l.doctor_id AND {self.at}"
        elsewhere = f"SELECT FROM works_at AS w WHERE w.doctor_id = l.doctor_id AND NOT ({self.at})"
        return f"""(ARRAY({there})
            || CASE WHEN EXISTS ({elsewhere}) THEN '{{}}'::text[] ELSE '{{in_person}}' END)"""

    @property
    def next_in_person(self) -> str:
        """SQL of the start of the doctor's next available slot in person at the place; `infinity` without a slot."""
        return _earliest(f"= ANY ({self.kept_as})")

    def free_on(self, day: str, mode: Mode | None) -> str:
        """SQL of the condition that the doctor has an available slot in the mode (None: any) at the place on `day` (SQL of a date)."""
        is_online = self.is_city and mode is None
        modes = self.kept_as + (" || '{online}'::text[]" if is_online else "")
        return f"""EXISTS (SELECT FROM doctor_free_day AS f WHERE f.doctor_id = l.doctor_id
            AND f.local_day = {day} AND f.mode = ANY ({modes}) AND {IS_FREE})"""


@dataclass(frozen=True, slots=True)
class NextTimes:
    """SQL expressions of the starts of a doctor's next available slots; `infinity` without a slot.

    `asked`: the next slot in the mode and at the place of the search. `online`: the next online slot; NULL if only
    slots at a clinic are searched. `in_person`: the next slot in person, at the place if the search has one.
    """

    asked: str
    online: str
    in_person: str

    @property
    def by_mode(self) -> str:
        """SQL of the columns `online_at` and `in_person_at` of a card, NULL without a slot."""
        return f"""NULLIF({self.online}, 'infinity') AS online_at,
            NULLIF({self.in_person}, 'infinity') AS in_person_at"""

    @property
    def columns(self) -> str:
        """SQL of the columns `next_at`, `online_at` and `in_person_at` of a card, NULL without a slot."""
        return f"NULLIF({self.asked}, 'infinity') AS next_at, {self.by_mode}"


def next_times(
    mode: Mode | None, place: Place | None = None, *, stale: bool | None = None
) -> NextTimes:
    """SQL of the next available slots of a search in the mode and at the place; None is any mode or place.

    `stale`, as for `next_of`, has no effect on slots in person at a place, which are always computed. The statement
    must have `doctor_listing AS l`.
    """
    online = next_of("online", stale=stale)
    if place is None:
        return NextTimes(next_of(mode, stale=stale), online, next_of("in_person", stale=stale))
    there = place.next_in_person
    if not place.is_city:
        return NextTimes(there, "NULL::timestamptz", there)
    return NextTimes(there if mode == "in_person" else f"least({online}, {there})", online, there)


@dataclass(frozen=True, slots=True)
class _Way:
    """One part of a search: its SQL conditions, and the place in which slots in person are searched; None for any place."""

    conditions: list[str]
    place: Place | None


def search_statement(
    search: Search, words: MatchedWords, after: Position | None, *, whole: bool
) -> tuple[Statement, list[Any]]:
    """Returns the statement of a page and its arguments.

    The statement reads the page's rows and one more row, which shows whether another page follows. `after`: the last
    row of the previous page; None for the first page. `whole`: with the cards and next available slots; otherwise only
    ids and sort keys. The order `next_available` always reads whole rows.
    """
    arguments = _Arguments()
    ways = _ways(search, _conditions(search, words, arguments), arguments)
    limit = arguments.add(search.limit + 1, "int")
    if search.order == "next_available":
        return _by_next(search, ways, arguments, after, limit), arguments.values
    key = _score(words.hits, arguments) if search.order == "relevance" else _KEYS[search.order]
    beyond = []
    if after is not None:
        beyond = [f"({key}, l.doctor_id) > {_last(after, arguments, 'bigint')}"]
    found = [
        f"""SELECT l.doctor_id, {key} AS key
            {f", l.card, {next_times(search.mode, way.place).columns}" if whole else ""}
        FROM doctor_listing AS l {_where([*way.conditions, *beyond])}
        ORDER BY {key}, l.doctor_id LIMIT {limit}"""
        for way in ways
    ]
    sql = found[0]
    if len(found) > 1:
        sql = f"""SELECT * FROM ({_union(found)}) AS found
        ORDER BY found.key, doctor_id LIMIT {limit}"""
    return _SEARCHES[search.order].of(sql), arguments.values


def cards_statement(search: Search, doctor_ids: Sequence[str]) -> tuple[Statement, list[Any]]:
    """Returns the statement that reads the cards and next available slots of these doctors, and its arguments.

    The rows are those of `queries.cards`: doctors who are not listed, or not in the search's city or at its clinic,
    are left out, and the order is arbitrary.
    """
    arguments = _Arguments()
    listed = f"l.doctor_id = ANY({arguments.add(doctor_ids, 'uuid[]')})"
    sql = " UNION ALL ".join(
        f"""SELECT l.doctor_id::text AS id, l.card, {next_times(search.mode, way.place).columns}
        FROM doctor_listing AS l {_where([listed, *way.conditions])}"""
        for way in _ways(search, [], arguments)
    )
    return _CARDS.of(sql), arguments.values


def _ways(search: Search, conditions: list[str], arguments: _Arguments) -> list[_Way]:
    """Splits a search into parts, so that each row satisfies the conditions of at most one part.

    A search in a city has two parts, because the stored next slots of doctors who also work elsewhere are not only
    those in the city. The slots of these doctors, who are few, are computed; the other doctors are read in the order
    of the index. At a clinic, and for online slots, both parts are read in the same way.
    """
    place = None
    if search.clinic is not None:
        clinic = f"w.clinic_id = {arguments.add(search.clinic, 'uuid')}"
        seen = f"l.doctor_id IN (SELECT w.doctor_id FROM works_at AS w WHERE {clinic})"
        conditions = [*conditions, seen]
        place = None if search.mode == "online" else Place(clinic, is_city=False)
    ways = [_Way(conditions, place)]
    if search.city is not None:
        city = _slug("city", arguments.add(search.city.strip(), "text"))
        if place is None and search.mode != "online":
            place = Place(f"w.city = {city}", is_city=True)
        only = [*conditions, f"l.city = {city}", "l.cities = '{}'"]
        also = [*conditions, f"l.cities @> ARRAY[{city}] AND l.cities <> '{{}}'"]
        ways = [_Way(only, ways[0].place), _Way(also, place)]
    return [
        _Way([*way.conditions, *_free_on(search, way.place, arguments)], way.place) for way in ways
    ]


def _union(selects: Sequence[str]) -> str:
    return " UNION ALL ".join(f"({select})" for select in selects)


def _by_next(
    search: Search,
    ways: Sequence[_Way],
    arguments: _Arguments,
    after: Position | None,
    limit: str,
) -> Statement:
    """The statement of a search ordered by next available slot.

    Rows whose stored next available slot is still valid (`next_until` is in the future) are read in the order of the
    index. For the other rows, and in a search at a certain place, the statement computes the next available slot from
    `doctor_free_day`. The statement merges all these rows.
    """
    fresh, stale = next_times(search.mode, stale=False), next_times(search.mode, stale=True)
    in_order, beyond = ["l.next_until > now()"], "true"
    if after is not None:
        last = _last(after, arguments, "timestamptz")
        in_order.append(f"({fresh.asked}, l.doctor_id) > {last}")
        beyond = f"(key, doctor_id) > {last}"

    def worked_out(times: NextTimes, conditions: Sequence[str]) -> str:
        return f"""SELECT * FROM (
                SELECT l.doctor_id, {times.asked} AS key, l.card, {times.by_mode}
                FROM doctor_listing AS l {_where(conditions)} OFFSET 0
            ) AS worked_out WHERE {beyond} ORDER BY key, doctor_id LIMIT {limit}"""

    found: list[str] = []
    for way in ways:
        if way.place is not None:
            found.append(worked_out(next_times(search.mode, way.place), way.conditions))
            continue
        found += [
            f"""SELECT l.doctor_id, {fresh.asked} AS key, l.card, {fresh.by_mode}
            FROM doctor_listing AS l {_where([*way.conditions, *in_order])}
            ORDER BY {fresh.asked}, l.doctor_id LIMIT {limit}""",
            worked_out(stale, [*way.conditions, "l.next_until <= now()"]),
        ]
    sql = f"""
    SELECT doctor_id, NULLIF(key, 'infinity') AS key, card, NULLIF(key, 'infinity') AS next_at,
        online_at, in_person_at
    FROM ({_union(found)}) AS found ORDER BY found.key, doctor_id LIMIT {limit}
    """
    return _SEARCHES["next_available"].of(sql)


def _last(after: Position, arguments: _Arguments, cast: str) -> str:
    key = arguments.add(after.key, cast)
    if cast == "timestamptz":
        key = f"coalesce({key}, 'infinity')"
    return f"({key}, {arguments.add(after.doctor_id, 'uuid')})"


def _where(conditions: Sequence[str]) -> str:
    return "WHERE " + " AND ".join(conditions) if conditions else ""


def _conditions(search: Search, words: MatchedWords, arguments: _Arguments) -> list[str]:
    found = [_like(hit, arguments) for hit in words.hits]
    if found and words.match == "any":
        found = [f"({' OR '.join(found)})"]
    if search.specialization is not None:
        named = arguments.add(search.specialization.strip(), "text")
        found.append(f"l.specialization = {_slug('specialization', named)}")
    if search.stored_language is not None:
        found.append(f"l.languages @> ARRAY[{arguments.add(search.stored_language, 'text')}]")
    if search.mode is not None:
        found.append(f"l.modes @> ARRAY[{arguments.add(search.mode, 'text')}]")
    if search.gender is not None:
        found.append(f"l.gender = {arguments.add(search.gender, 'text')}")
    if search.max_fee is not None:
        found.append(f"l.fee_amount <= {arguments.add(search.max_fee, 'bigint')}")
    return found


def _slug(table: str, named: str) -> str:
    return f"""(SELECT slug FROM {table} WHERE slug = lower({named})
        OR lower(name) = lower({named}) OR name_hi = {named} LIMIT 1)"""


def _free_on(search: Search, place: Place | None, arguments: _Arguments) -> list[str]:
    if search.available_on is None:
        return []
    day = arguments.add(search.available_on, "date")
    if place is not None:
        return [place.free_on(day, search.mode)]
    return [
        f"""l.doctor_id IN (SELECT f.doctor_id FROM doctor_free_day AS f
        WHERE f.local_day = {day} AND f.mode = '{search.mode or "any"}' AND {IS_FREE})"""
    ]


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
        ways.append(f"(l.cities && {also} AND l.cities <> '{{}}')")
    return "(" + " OR ".join(ways) + ")"


def _any_of(words: Sequence[str]) -> str:
    """Returns a regular expression that matches any of the words, which are alphanumeric. The trigram index serves it."""
    return rf"\m({'|'.join(words)})\M"


def _score(hits: Sequence[WordHits], arguments: _Arguments) -> str:
    """Returns SQL of the sort key: the negated score, so that the best doctors come first.

    The score compares the sum of the words' similarities in thousandths first, then the rating in hundredths. Without
    words, the score is the rating.
    """
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
                ways.append(f"""CASE WHEN l.cities <> '{{}}' THEN coalesce((
                    SELECT max(({scores})[array_position({known}, also)])
                    FROM unnest(l.cities) AS also), 0) ELSE 0 END""")
    return f"greatest({', '.join(ways)})"
