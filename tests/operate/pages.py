"""The code blocks of a how-to page, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
_BLOCK = re.compile(r"(<!-- for a real host -->\n)?```sh\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A code block.

    A test cannot run blocks that are marked `real`: they need Debian's services, a name in the DNS,
    or a person.
    """

    text: str
    real: bool


def blocks(page: str) -> list[Block]:
    found = _BLOCK.findall((HOW_TO / page).read_text())
    return [Block(text, bool(real)) for real, text in found]
