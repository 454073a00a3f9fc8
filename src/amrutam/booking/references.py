"""Makes booking references, which people read out on the telephone."""

from __future__ import annotations

from secrets import token_bytes

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, which leaves out I, L and O, because they look like digits, and U."""


def new_reference() -> str:
    """Returns a booking reference of 50 random bits, such as AMR-7K2QM-X94TB. Existing references are not looked up."""
    letters = "".join(_ALPHABET[byte % 32] for byte in token_bytes(10))
    return f"AMR-{letters[:5]}-{letters[5:]}"
