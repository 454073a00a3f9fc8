"""Splits a text into the words that a search compares.

The SQL function `folded` (migrations/schema/doctors.sql) then gives different spellings and scripts of a word one
form.
"""

from __future__ import annotations

import re
import unicodedata

# Devanagari vowel signs and joiners do not match `\w` and must not split a word.
_WORD = re.compile(r"[^\W_][\w\u0900-\u097f\u200c\u200d]*")

STOP_WORDS = frozenset((
    "a", "an", "and", "at", "by", "dr", "doctor", "doctors", "vaidya", "vd", "ayurvedic",
    "ayurveda", "specialist", "treatment", "for", "from", "i", "in", "me", "my", "near",
    "nearby", "of", "on", "or", "the", "to", "with", "best", "good", "hurt", "hurts", "hurting",
    "problem", "problems", "have", "has", "is", "are", "aur", "ka", "ke", "ki",
    "ko", "se", "mein", "का", "की", "के", "को", "में", "से", "और", "है", "हैं",
))  # fmt: skip
"""Words that do not help to find a doctor; a search ignores them."""


def words_of(text: str) -> list[str]:
    """The distinct words of a text in lower case, in order."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return list(dict.fromkeys(word.rstrip("_") for word in found))


def searched_words(text: str, most: int = 6) -> list[str]:
    """The first `most` words of a query that are no stop words, in order; empty if there are none."""
    return [word for word in words_of(text) if word not in STOP_WORDS][:most]


def swapped(word: str) -> list[str]:
    """All forms of the word with two different neighbouring letters exchanged, a typing error that the trigram index often misses."""
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    ]
