"""The signed text of a place in an admission queue, which a client keeps across reloads.

The text is encrypted, and can be made only with the platform's key ring. `places_of` accepts only
anonymous places from a text, so that nobody can take the turn of another account.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from secrets import token_hex
from uuid import UUID

import msgspec

from amrutam.accounts.models import Caller
from amrutam.admission.models import Place
from amrutam.core.key_ring import Keyring, SealBroken

HEADER = "amrutam-place"
_LONGEST = 300
_encode = msgspec.msgpack.Encoder(uuid_format="bytes").encode
_decode = msgspec.msgpack.Decoder(tuple[UUID, str]).decode


def new_place(doctor_id: UUID, caller: Caller | None) -> Place:
    """Returns the place of the caller's account, or a new anonymous place if `caller` is None. Nothing is stored.

    The place of an account is the same in each call.
    """
    return Place(doctor_id, str(caller.account_id) if caller else f"anonymous:{token_hex(16)}")


def seal_place(keyring: Keyring, place: Place) -> str:
    """Returns the signed text of a place, in base64url without padding.

    The text of a place is the same in each call, until the key ring gets a new newest key.
    """
    sealed = keyring.seal_same("place", _encode((place.doctor_id, place.id)))
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def open_place(keyring: Keyring, text: str) -> Place | None:
    """Returns the place in a signed text; None for a text that no key of this platform's key ring signed.

    Whether the place is in the queue is not checked.
    """
    if len(text) > _LONGEST:
        return None
    try:
        sealed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        return Place(*_decode(keyring.open_same("place", sealed)))
    except (NotBase64, ValueError, SealBroken, msgspec.DecodeError):
        return None


def places_of(
    keyring: Keyring, doctor_id: UUID, text: str | None, caller: Caller | None
) -> list[Place]:
    """Returns the places of a request: that in the signed text `text`, then that of the caller's account.

    The place in the text counts only if it is anonymous and names this doctor. `text` None or ""
    and `caller` None have no place, so the list can be empty. Whether the places are in the queue
    is not checked.
    """
    shown = open_place(keyring, text) if text else None
    is_valid = shown and shown.doctor_id == doctor_id and shown.id.startswith("anonymous:")
    own = new_place(doctor_id, caller) if caller else None
    return [place for place in (shown if is_valid else None, own) if place is not None]
