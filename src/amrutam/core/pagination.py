"""Cursors of lists (keyset pagination): encrypted, and valid only for the list, caller and filters of their page."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime
from typing import Annotated, Any

import msgspec

from amrutam.core.errors import Invalid
from amrutam.core.key_ring import Keyring, SealBroken

# Values that PostgreSQL does not take are refused even in a cursor of this platform, because an older
# version may have sealed such a value.
CursorInstant = Annotated[datetime, msgspec.Meta(tz=True)]
CursorInteger = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
CursorText = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*$")]


def encode_cursor(keyring: Keyring, scope: str, position: tuple[Any, ...]) -> str:
    """Returns a cursor: the position, encrypted, in base64url without padding.

    `scope` names the list, its caller and its filters; `position` is the sort key of the page's
    last row.
    """
    sealed = keyring.seal("cursor", msgspec.json.encode(position), scope.encode())
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def decode_cursor(keyring: Keyring, scope: str, cursor: str, shape: Any) -> Any:
    """The position in a cursor that `encode_cursor` returned for the same `scope`.

    `shape`: the tuple type of the position, which is checked. Raises `Invalid` for a cursor that this platform did
    not make, for a cursor of another scope or shape, and if the cursor's key has left the key ring.
    """
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(keyring.open("cursor", sealed, scope.encode()), type=shape)
    except (NotBase64, ValueError, SealBroken, msgspec.DecodeError) as reason:
        raise Invalid.field("/query/cursor", "must be a `next_cursor` of this list") from reason
