"""Characters that people's words do not hold."""

from __future__ import annotations

from unicodedata import category

_CONTROLS = frozenset(("Cc", "Cs", "Zl", "Zp"))


def is_control(character: str) -> bool:
    """Line breaks and other controls. Not joiners and direction marks (Cf): names need them.

    Devanagari and Malayalam write conjuncts with U+200D, and emoji are joined by it.
    """
    return category(character) in _CONTROLS
