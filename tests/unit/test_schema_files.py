"""The schema files define every table, view, type and function once, with a comment above it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from amrutam.core.revisions import FOLDER, REVISIONS, SCHEMA_DIGEST

FILES = sorted((FOLDER / "schema").glob("*.sql"))
DEFINITION = re.compile(r"^CREATE (?:TABLE|VIEW|TYPE|FUNCTION) (\w+)", re.MULTILINE)
_REFUSED = re.compile(r"ERRCODE = '(AM\d+)', MESSAGE = '([\w-]+)'")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_table_view_type_and_function_has_a_comment_above_it(path: Path) -> None:
    lines = path.read_text().splitlines()
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if DEFINITION.match(line) and not above.startswith("--")
    ]
    assert bare == []


def test_nothing_is_defined_in_one_form_and_replaced_by_another() -> None:
    text = "\n".join(path.read_text() for path in FILES)
    names = DEFINITION.findall(text)
    twice = {name for name in names if names.count(name) > 1}
    # The function exists twice, for one appointment and for many.
    assert twice == {"enqueue_changed"}
    assert not re.search(r"^(ALTER TABLE|CREATE OR REPLACE|DROP)\b", text, re.MULTILINE)


def test_the_first_revision_runs_every_file_but_the_grants() -> None:
    listed = [Path(name).stem for name in next(iter(REVISIONS.values()))]
    assert sorted([*listed, "grants"]) == [path.stem for path in FILES]


def test_statements_do_not_change_without_the_next_revision() -> None:
    """A change of the statements needs the next revision number, because a database at this revision would otherwise differ from the schema files.

    Comments may change.
    """
    in_their_order = next(iter(REVISIONS.values()))
    assert _digest((FOLDER / name).read_text() for name in in_their_order) == SCHEMA_DIGEST, (
        "give the revision its next number (see CONTRIBUTING.md), and set SCHEMA_DIGEST to this digest"
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("CREATE TABLE a (id int)", True),
        ("-- Said otherwise.\nCREATE TABLE a (\n    id int -- a number\n)", True),
        ("CREATE TABLE a (id bigint)", False),
        ("CREATE TABLE a (id int); CREATE INDEX ON a (id)", False),
    ],
)
def test_a_digest_is_of_statements(text: str, *, same: bool) -> None:
    assert (_digest([text]) == _digest(["CREATE TABLE a (id int)"])) is same


def _digest(texts: Iterable[str]) -> str:
    said = "\n".join(re.sub(r"--.*", "", text) for text in texts)
    return sha256(re.sub(r"\s+", "", said).encode()).hexdigest()[:16]


def test_each_code_of_a_refusal_means_one_thing() -> None:
    meanings: dict[str, set[str]] = {}
    for path in FILES:
        for code, message in _REFUSED.findall(path.read_text()):
            meanings.setdefault(code, set()).add(message)
    assert "AM001" in meanings
    assert {code: said for code, said in meanings.items() if len(said) > 1} == {}
