"""The schema reads as one whole: every part once, and explained where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from amrutam.core.revisions import FOLDER, REVISIONS

FILES = sorted((FOLDER / "schema").glob("*.sql"))
DEFINITION = re.compile(r"^CREATE (?:TABLE|VIEW|TYPE|FUNCTION) (\w+)", re.MULTILINE)


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
    assert twice == {"enqueue_changed"}  # one appointment, and many
    assert not re.search(r"^(ALTER TABLE|CREATE OR REPLACE|DROP)\b", text, re.MULTILINE)


def test_the_first_revision_runs_every_file_but_the_grants() -> None:
    listed = [Path(name).stem for name in next(iter(REVISIONS.values()))]
    assert sorted([*listed, "grants"]) == [path.stem for path in FILES]
