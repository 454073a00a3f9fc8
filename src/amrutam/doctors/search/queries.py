"""SQL of the doctors' search and facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement
from amrutam.doctors.models import Mode
from amrutam.doctors.search.query import Search
from amrutam.doctors.search.query_words import swapped
from amrutam.doctors.search.sql import (
    SWAPPED_LIKENESS,
    MatchedWords,
    Position,
    WordHits,
    cards_statement,
    next_of,
    next_times,
    search_statement,
)

# For each word, finds the specializations and cities with a similar term; the word is folded (case and
# accents removed) like the stored terms. `%>` uses the trigram index, and finds terms whose similarity
# is at least the session's `pg_trgm.word_similarity_threshold`. A word with two exchanged letters often shares
# too few trigrams with the right term, so the forms with exchanged letters are looked up by equality.
_HITS = Statement(
    "search_word_hits",
    f"""
    WITH given AS MATERIALIZED (
        SELECT n, folded(word) AS word
        FROM unnest($1::text[]) WITH ORDINALITY AS g (word, n)
    ), hit AS (
        SELECT g.n, t.field, t.slug, (1000 * word_similarity(g.word, t.term))::int AS likeness
        FROM given AS g JOIN search_term AS t ON t.term %> g.word
        UNION ALL
        SELECT s.n, t.field, t.slug, {SWAPPED_LIKENESS}
        FROM unnest($2::text[], $3::int[]) AS s (word, n) JOIN search_term AS t ON t.term = folded(s.word)
    )
    SELECT g.n, g.word, h.field, h.slug, max(h.likeness) AS likeness
    FROM given AS g LEFT JOIN hit AS h USING (n)
    GROUP BY g.n, g.word, h.field, h.slug
    """,
)
CARDS = {
    mode: Statement(
        "search_cards",
        f"""
        SELECT l.doctor_id::text AS id, l.card, {next_times(mode).columns}
        FROM doctor_listing AS l WHERE l.doctor_id = ANY($1::uuid[])
        """,
    )
    for mode in (None, *get_args(Mode))
}
_NEXT = Statement(
    "doctor_next_available",
    f"""
    SELECT NULLIF({next_of(None)}, 'infinity') FROM doctor_listing AS l WHERE l.doctor_id = $1
    """,
)
_MEETING_URL = Statement("doctor_meeting_url", "SELECT meeting_url FROM doctor WHERE id = $1")
_SPECIALIZATIONS = Statement(
    "facet_specializations",
    """
    SELECT coalesce(json_agg(row_to_json(f) ORDER BY f.name), '[]')::text FROM (
        SELECT s.slug, s.name, s.name_hi, s.concerns, count(l.doctor_id)
        FROM specialization AS s LEFT JOIN doctor_listing AS l ON l.specialization = s.slug
        GROUP BY s.slug
    ) AS f
    """,
)
_CITIES = Statement(
    "facet_cities",
    """
    SELECT coalesce(json_agg(row_to_json(f) ORDER BY f.name), '[]')::text FROM (
        SELECT c.slug, c.name, c.name_hi, c.state, count(l.city)
        FROM city AS c LEFT JOIN (
            SELECT city FROM doctor_listing WHERE cities = '{}'
            UNION ALL SELECT unnest(cities) FROM doctor_listing
        ) AS l ON l.city = c.slug
        GROUP BY c.slug
    ) AS f
    """,
)
FACETS = {"specializations": _SPECIALIZATIONS, "cities": _CITIES}


async def word_hits(queries: Queries, words: Sequence[str]) -> list[WordHits]:
    """The specializations and cities that are similar to each word, one `WordHits` a word, in the order of the words.

    Similarity is pg_trgm's `word_similarity`, from 0 to 1, and at least `SWAPPED_LIKENESS` for a term that is the word
    with two letters exchanged. A specialization or city is left out if its similarity is below 0.5, or below three
    quarters of the highest that was found for the word.
    """
    errors = [(other, n) for n, word in enumerate(words, 1) for other in swapped(word)]
    rows = await queries.fetch(
        _HITS, list(words), [word for word, _ in errors], [n for _, n in errors]
    )
    return [_hits_of([row for row in rows if row["n"] == n]) for n in range(1, len(words) + 1)]


def _hits_of(rows: Sequence[Row]) -> WordHits:
    """The specializations and cities that are similar to one word, from the word's rows of `_HITS`.

    Terms with less than three quarters of the best similarity, or less than 0.5, are left out.
    """
    best = max(row["likeness"] or 0 for row in rows)
    least = max(best * 3 // 4, 500)
    found: dict[str, dict[str, int]] = {"specialization": {}, "city": {}}
    for row in rows:
        if row["slug"] is not None and row["likeness"] >= least:
            found[row["field"]][row["slug"]] = row["likeness"]
    word = rows[0]["word"]
    others = () if any(found.values()) or not word.isalnum() else tuple(swapped(word))
    return WordHits(word, others, found["specialization"], found["city"], least)


async def search(
    queries: Queries,
    asked: Search,
    words: MatchedWords,
    after: Position | None,
    *,
    whole: bool,
) -> list[Row]:
    """The rows of a page, in the order of the search, and one more row if another page follows.

    Columns: `doctor_id`, `key` (the sort key) and, with `whole`, `card` (the text of a JSON object), and the next
    available slots `next_at`, `online_at` and `in_person_at`, each None without a slot. `after`: the last row of the
    previous page; None for the first page.
    """
    statement, arguments = search_statement(asked, words, after, whole=whole)
    return await queries.fetch(statement, *arguments)


async def cards(queries: Queries, doctor_ids: Sequence[str], asked: Search) -> list[Row]:
    """Returns the search cards of these doctors in no particular order.

    Doctors who are not listed, or not in the search's city or at its clinic, are left out. Columns: `id` (text), `card`
    (the text of a JSON object), and the next available slots `next_at` (in the search's mode and place), `online_at`
    and `in_person_at`, each None without a slot.
    """
    if asked.clinic is None and asked.city is None:
        return await queries.fetch(CARDS[asked.mode], doctor_ids)
    statement, arguments = cards_statement(asked, doctor_ids)
    return await queries.fetch(statement, *arguments)


async def next_available(queries: Queries, doctor_id: UUID) -> Any:
    """The start of the doctor's next available slot in any mode, a datetime in UTC; None if no slot is available or the doctor is not listed."""
    return await queries.value(_NEXT, doctor_id)


async def meeting_url(queries: Queries, doctor_id: UUID) -> str | None:
    """The doctor's own meeting link; None without a link or without such a doctor.

    The link is read apart from the profile, because the profile is public and cached in Redis.
    """
    return await queries.value(_MEETING_URL, doctor_id)  # type: ignore[no-any-return]


async def facets(queries: Queries, of: str) -> bytes:
    """The JSON list of a facet's values by name, in UTF-8. `of`: `specializations` or `cities`.

    Each item has `slug`, `name`, `name_hi`, `count` (of listed doctors) and `concerns` (of a
    specialization) or `state` (of a city).
    """
    text: str = await queries.value(FACETS[of])
    return text.encode()
