"""Keyset cursors: opaque, sealed, bound to the list and filters they came from."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Any

import msgspec

from amrutam.core.crypto import Keyring, SealBroken
from amrutam.core.errors import Invalid


def encode_cursor(keyring: Keyring, scope: str, position: list[Any]) -> str:
    """`scope` names the list, its caller and its filters; `position` is the last row's sort key."""
    sealed = keyring.seal("cursor", msgspec.json.encode(position), scope.encode())
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def decode_cursor(keyring: Keyring, scope: str, cursor: str) -> list[Any]:
    """Raises `Invalid` when it is forged, or comes from another list."""
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        position = msgspec.json.decode(keyring.open("cursor", sealed, scope.encode()))
    except (NotBase64, ValueError, SealBroken, msgspec.DecodeError) as reason:
        raise Invalid.field("/query/cursor", "not a cursor of this list") from reason
    if not isinstance(position, list):
        raise Invalid.field("/query/cursor", "not a cursor of this list")
    return position
