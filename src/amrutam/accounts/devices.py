"""Devices that have signed in before.

A known device has its own budget of sign-in attempts and codes, which strangers cannot use up. An
encrypted cookie has the device's id and MACs of the e-mail addresses and phone numbers that signed
in on the device; both are called addresses here. The cookie gives no access to an account: its only
effect is that attempts and codes count for the device's budget.
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


# Pairs (part of a User-Agent header, name) of browsers and of operating systems; the first match
# counts.
_PROGRAMS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


class Device(msgspec.Struct, frozen=True, array_like=True):
    """A device on which somebody has signed in.

    `id` has 16 random bytes. `addresses` are MACs of the last five addresses that signed in on the
    device, the latest first; `signed_in_at` is the time of the last sign-in in Unix seconds.
    """

    id: bytes
    signed_in_at: int
    addresses: tuple[bytes, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Device).decode


def device_name(user_agent: str) -> str:
    """Returns the browser and the operating system, such as `Firefox, Windows`.

    An unknown browser or system is left out, so the result can be "". The User-Agent header itself
    could identify a person, so the header is not stored.
    """
    found = (
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (_PROGRAMS, _SYSTEMS)
    )
    return ", ".join(filter(None, found))


def known_device(request: Request, address: str) -> str | None:
    """Returns the id, in hexadecimal, of the request's device if the normalised address has signed in on that device.

    None for any other device, and if the device's last sign-in was more than `device_days` ago.
    """
    device, keyring = _device(request), resources_of(request).keyring
    if device is None or not set(_macs(keyring, address)) & set(device.addresses):
        return None
    return device.id.hex()


def remember_device(request: Request, response: Response, address: str) -> None:
    """Adds the normalised address to the device's cookie, which `response` sets; call this function after a sign-in.

    A device without a valid cookie gets a new id. The cookie keeps the last five addresses, and is
    valid for `device_days`.
    """
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
    """The address's MAC under each key of the ring, newest first."""
    return [mac[:_MAC_BYTES] for mac in keyring.macs("device", address.encode())]


def _seconds(resources: Resources) -> int:
    return resources.settings.device_days * _DAY_SECONDS
