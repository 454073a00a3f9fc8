"""docs/reference/ matches the code, and every entry of a table has an explanation."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[str, str] = runpy.run_path(str(DOCS / "generate.py"))["pages"]()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_the_reference_is_what_the_code_declares(name: str) -> None:
    written = (DOCS / "reference" / name).read_text()
    assert written == PAGES[name].rstrip() + "\n", "run `make reference`"


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"redis-keys.md"}))
def test_every_entry_of_the_reference_is_explained(name: str) -> None:
    rows = [line for line in PAGES[name].splitlines() if line.startswith("| `")]
    assert len(rows) > 5
    assert [row for row in rows if row.endswith("|  |")] == []


def test_the_reference_has_no_other_pages() -> None:
    assert {page.name for page in (DOCS / "reference").iterdir()} == set(PAGES)
