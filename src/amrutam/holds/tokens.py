"""Makes and reads the ids of holds. An id is the hold's token, encrypted, so that it can be neither forged nor read."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

import msgspec

from amrutam.core.errors import NotFound
from amrutam.core.key_ring import Keyring, SealBroken
from amrutam.holds.models import HoldToken

MAX_TOKEN_LENGTH = 2048

_encoder = msgspec.msgpack.Encoder(uuid_format="bytes")
_decoder = msgspec.msgpack.Decoder(HoldToken)


def seal_hold(keyring: Keyring, token: HoldToken) -> str:
    """Returns the hold's id, which is the token, encrypted with the key ring's newest key.

    Equal tokens give equal ids under one key, so a repeated request gets the same id.
    """
    sealed = keyring.seal_same("hold", _encoder.encode(token))
    return _encoded(sealed)


def open_hold(keyring: Keyring, hold_id: str) -> HoldToken:
    """Returns the token in a hold's id, also if the hold has ended.

    Raises `NotFound` for an id that this platform did not make, or whose key is not in the key ring.
    """
    if len(hold_id) > MAX_TOKEN_LENGTH:
        raise NotFound
    try:
        sealed = urlsafe_b64decode(hold_id.encode("ascii") + b"=" * (-len(hold_id) % 4))
        token = _decoder.decode(keyring.open_same("hold", sealed))
    except (NotBase64, ValueError, SealBroken, msgspec.DecodeError) as reason:
        raise NotFound from reason
    # Base64 can decode several texts to the same bytes; only the text that `seal_hold` makes is
    # accepted.
    if _encoded(sealed) != hold_id:
        raise NotFound
    return token


def _encoded(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()
