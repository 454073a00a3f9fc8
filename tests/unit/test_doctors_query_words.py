"""Tests how a search query is split into words."""

from __future__ import annotations

import pytest

from amrutam.doctors.search.query import Search
from amrutam.doctors.search.query_words import searched_words, swapped, words_of
from amrutam.doctors.search.reference import languages, reference


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  ,;- ", []),
        ("Joint  PAIN, joint", ["joint", "pain"]),
        ("a%b_c", ["a", "b_c"]),
        ("जोड़ों का दर्द", ["जोड़ों", "का", "दर्द"]),
        ("women's", ["women", "s"]),
        ("e\u0301", ["é"]),
    ],
)
def test_words_are_cut_at_what_is_no_letter(text: str, words: list[str]) -> None:
    assert [word.replace("\u093c", "") for word in words_of(text)] == [
        word.replace("\u093c", "") for word in words
    ]


def test_words_that_say_nothing_are_left_out() -> None:
    assert searched_words("the best doctor for back pain") == ["back", "pain"]
    assert searched_words("doctor") == []


def test_a_query_is_bounded() -> None:
    assert len(searched_words(" ".join(f"w{n}" for n in range(50)))) == 6


def test_swapped_words_exchange_two_neighbours() -> None:
    assert swapped("dehli") == ["edhli", "dheli", "delhi", "dehil"]
    assert swapped("aa") == []


def test_a_search_is_ordered_by_likeness_only_when_words_are_given() -> None:
    assert Search().order == "next_available"
    assert Search(q=" ").order == "next_available"
    assert Search(q="skin").order == "relevance"
    assert Search(q="skin", sort="fee").order == "fee"


def test_the_scope_of_a_cursor_is_the_list_not_the_page() -> None:
    assert Search(q="skin", limit=5).scope == Search(q="skin", limit=9, cursor="x").scope
    assert Search(q="skin").scope != Search(q="skim").scope


def test_slugs_are_unique_and_everything_has_a_hindi_name() -> None:
    for rows in (reference()["specializations"], reference()["cities"]):
        assert len({row["slug"] for row in rows}) == len(rows)
        assert all(row["name_hi"] for row in rows)
    assert languages()["hi"] == languages()["hindi"] == "Hindi"
