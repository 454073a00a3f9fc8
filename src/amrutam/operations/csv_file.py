"""Tables as CSV that a spreadsheet can open without running its content."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\0")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as CSV (RFC 4180), with a byte order mark so that spreadsheets read Devanagari as UTF-8.

    The cells of `rows` are written as `neutral` returns them, those of `header` as they are.
    """
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def neutral(cell: Any) -> str:
    """The cell as text, with an apostrophe before a text that a spreadsheet could take for a formula; "" for None.

    The rule is OWASP's, "CSV Injection".
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_RUNS) else text
