"""Tables as CSV that a spreadsheet can open without running its content."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\0")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as CSV (RFC 4180), with a byte order mark so that spreadsheets read Devanagari as UTF-8."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def neutral(cell: Any) -> str:
    """Puts an apostrophe before a text that a spreadsheet would take for a formula (OWASP, CSV injection). None gives ""."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_RUNS) else text
