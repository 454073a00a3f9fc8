"""Keyset cursors: opaque, sealed, bound to the list and filters they came from."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime
from typing import Annotated, Any

import msgspec

from amrutam.core.errors import Invalid
from amrutam.core.key_ring import Keyring, SealBroken

# What PostgreSQL takes, whoever sealed the cursor: an older version of the platform, say.
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Text = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*$")]


def encode_cursor(keyring: Keyring, scope: str, position: tuple[Any, ...]) -> str:
    """`scope` names the list, its caller and its filters; `position` is the last row's sort key."""
    sealed = keyring.seal("cursor", msgspec.json.encode(position), scope.encode())
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def decode_cursor(keyring: Keyring, scope: str, cursor: str, shape: Any) -> Any:
    """A position of that shape, which is a type of tuples. Raises `Invalid` when it is forged, or comes from another list."""
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(keyring.open("cursor", sealed, scope.encode()), type=shape)
    except (NotBase64, ValueError, SealBroken, msgspec.DecodeError) as reason:
        raise Invalid.field("/query/cursor", "not a cursor of this list") from reason
