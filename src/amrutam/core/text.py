"""Checks of the characters in texts that people type."""

from __future__ import annotations

from unicodedata import category

from idna import valid_contextj
from pydantic import StringConstraints

STRIPPED = StringConstraints(strip_whitespace=True)
"""For a text that must not be blank: white space around it is removed before its length and pattern are checked."""

_CONTROLS = frozenset(("Cc", "Cs", "Zl", "Zp"))
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_UNSEEN_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
)
"""Characters that are letters, marks or symbols by their Unicode category but are invisible.

Most of them have the Unicode property Default_Ignorable_Code_Point.
"""
_VARIATIONS = (("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
_JOINERS = "\u200c\u200d"


def is_control(character: str) -> bool:
    """Whether the character is a control character such as a line break or NUL, or half of a surrogate pair.

    The result is False for joiners and direction marks (category Cf), which texts may contain.
    """
    return category(character) in _CONTROLS


def plain_name(text: str) -> str:
    """Returns the name unchanged if all its characters are visible.

    Raises `ValueError` for a character that is invisible, changes the direction of text, or has no standard meaning
    (unassigned or private), because such a name could imitate another name. The joiners that Indian and Arabic scripts
    need are allowed where RFC 5892 (A.1, A.2) allows them.
    """
    for at, character in enumerate(text):
        if _is_unseen(character) and not (character in _JOINERS and valid_contextj(text, at)):
            raise ValueError("contains a character that is invisible or changes the direction")
    return text


def _is_unseen(character: str) -> bool:
    return (
        category(character) in _UNSEEN
        or character in _UNSEEN_LETTERS
        or any(first <= character <= last for first, last in _VARIATIONS)
    )
