"""Reads the code blocks (`sh`) of a how-to page, in order; a page is named by its file in docs/how-to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
_BLOCK = re.compile(
    r"^ *(<!-- for a real host -->\n *)?```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A code block.

    `real`: the page marks the block as one for a real host, which no test can run: it needs Debian's services, a
    name in the DNS, or a person.
    """

    text: str
    real: bool


def blocks(page: str) -> list[Block]:
    found = _BLOCK.findall((HOW_TO / page).read_text())
    return [Block(dedent(text), bool(real)) for real, text in found]


def runnable(page: str) -> list[str]:
    """The texts of the blocks that a test runs."""
    return [block.text for block in blocks(page) if not block.real]
