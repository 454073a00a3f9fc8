"""How a text is cut into the words a search compares."""

from __future__ import annotations

import re
import unicodedata

# Devanagari vowel signs and joiners are no letters to `\w`, and must not cut a word in two.
_WORD = re.compile(r"[^\W_][\w\u0900-\u097f\u200c\u200d]*")

STOP_WORDS = frozenset((
    "a", "an", "and", "at", "by", "dr", "doctor", "doctors", "vaidya", "vd", "ayurvedic",
    "ayurveda", "specialist", "treatment", "for", "from", "i", "in", "me", "my", "near",
    "nearby", "of", "on", "or", "the", "to", "with", "best", "good", "hurt", "hurts", "hurting",
    "problem", "problems", "have", "has", "is", "are", "aur", "ka", "ke", "ki",
    "ko", "se", "mein", "का", "की", "के", "को", "में", "से", "और", "है", "हैं",
))  # fmt: skip
"""Words that say nothing about which doctor is meant."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, each once, in order."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return list(dict.fromkeys(word.rstrip("_") for word in found))


def searched_words(text: str, most: int = 6) -> list[str]:
    """The words of a query that must each be found; empty when only stop words were given."""
    return [word for word in words_of(text) if word not in STOP_WORDS][:most]


def swapped(word: str) -> list[str]:
    """The word with each two neighbours exchanged: the typing error that trigrams forgive least."""
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    ]
