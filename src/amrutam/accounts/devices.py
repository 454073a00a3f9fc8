"""Devices that have signed in before: strangers' tries use up no budget of theirs.

A cookie names the device and the addresses that signed in on it, sealed. It opens nothing: whoever has it may only
try as often as its owner.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from secrets import token_bytes
from time import time

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from amrutam.core.key_ring import Keyring, SealBroken
from amrutam.core.resources import Resources, resources_of

COOKIE = "__Host-device"

_MOST_ADDRESSES = 5
_MAC_BYTES = 16
_DAY_SECONDS = 86400


_PROGRAMS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
"""By what a User-Agent header holds; the first that fits."""


class Device(msgspec.Struct, frozen=True, array_like=True):
    """`addresses`: MACs of those that signed in, the last one first; `signed_in_at` in Unix seconds."""

    id: bytes
    signed_in_at: int
    addresses: tuple[bytes, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Device).decode


def device_name(user_agent: str) -> str:
    """`Firefox, Windows`; empty for other programs. The header itself would tell people apart, and is not kept."""
    found = (
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (_PROGRAMS, _SYSTEMS)
    )
    return ", ".join(filter(None, found))


def known_device(request: Request, address: str) -> str | None:
    """The device's name if the (normalised) address has signed in on it."""
    device, keyring = _device(request), resources_of(request).keyring
    if device is None or not set(_macs(keyring, address)) & set(device.addresses):
        return None
    return device.id.hex()


def remember_device(request: Request, response: Response, address: str) -> None:
    """After the (normalised) address has signed in."""
    resources = resources_of(request)
    before = _device(request) or Device(token_bytes(16), 0, ())
    macs = _macs(resources.keyring, address)
    others = [each for each in before.addresses if each not in macs]
    addresses = (macs[0], *others[: _MOST_ADDRESSES - 1])
    device = Device(before.id, int(time()), addresses)
    value = urlsafe_b64encode(resources.keyring.seal("device", _encode(device))).decode()
    response.set_cookie(
        COOKIE, value, max_age=_seconds(resources), path="/", secure=True, httponly=True,
        samesite="lax",
    )  # fmt: skip


def _device(request: Request) -> Device | None:
    resources, value = resources_of(request), request.cookies.get(COOKIE)
    if not value:
        return None
    try:
        device = _decode(resources.keyring.open("device", urlsafe_b64decode(value)))
    except (NotBase64, ValueError, SealBroken, msgspec.DecodeError):
        return None
    return device if device.signed_in_at > time() - _seconds(resources) else None


def _macs(keyring: Keyring, address: str) -> list[bytes]:
    """Under each key of the ring, newest first."""
    return [mac[:_MAC_BYTES] for mac in keyring.macs("device", address.encode())]


def _seconds(resources: Resources) -> int:
    return resources.settings.device_days * _DAY_SECONDS
