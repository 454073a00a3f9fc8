"""What WebAuthn's ceremonies need of the platform: who it is (the relying party), and challenges that serve once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from secrets import token_bytes
from urllib.parse import urlsplit

from webauthn.helpers import parse_client_data_json

from amrutam.accounts.csrf import origins
from amrutam.accounts.errors import PasskeyRefused, PasskeysUnavailable
from amrutam.core.errors import Unavailable
from amrutam.core.redis import CallName, RedisAway
from amrutam.core.resources import Resources

_PUT, _TAKE = CallName("passkey_challenge_put"), CallName("passkey_challenge_take")
_CHALLENGE_BYTES = 32


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """`id`: the host name that passkeys are bound to; `origins`: where their pages may be."""

    id: str
    origins: list[str]


def relying_party(public_url: str) -> RelyingParty:
    """On a developer's machine `localhost`: an IP address is no id (WebAuthn 3, 5.1.2).

    Raises `PasskeysUnavailable` for any other IP address.
    """
    host = urlsplit(public_url).hostname or ""
    try:
        is_loopback = ip_address(host).is_loopback
    except ValueError:
        return RelyingParty(host, sorted(origins(public_url)))
    if not is_loopback:
        raise PasskeysUnavailable
    return RelyingParty("localhost", sorted(origins(public_url)))


async def new_challenge(resources: Resources, purpose: str) -> bytes:
    """`purpose` names the ceremony and the session that it is for. Raises `Unavailable`."""
    challenge, seconds = token_bytes(_CHALLENGE_BYTES), resources.settings.passkey_challenge_seconds
    try:
        await resources.redis.do(_PUT, "SET", _key(challenge), purpose, "EX", seconds)
    except RedisAway as reason:
        raise Unavailable("Passkeys cannot be used for the moment") from reason
    return challenge


async def take_challenge(resources: Resources, client_data: bytes, purpose: str) -> bytes:
    """The challenge that an authenticator has answered, once. Raises `PasskeyRefused`, `Unavailable`."""
    with refusing():
        challenge = parse_client_data_json(client_data).challenge
    try:
        kept = await resources.redis.do(_TAKE, "GETDEL", _key(challenge))
    except RedisAway as reason:
        raise Unavailable("Passkeys cannot be used for the moment") from reason
    if kept != purpose.encode():
        raise PasskeyRefused
    return challenge


@contextmanager
def refusing() -> Iterator[None]:
    """Around calls of the library: bytes that are malformed make it raise errors of many kinds."""
    try:
        yield
    except Exception as reason:
        raise PasskeyRefused from reason


def _key(challenge: bytes) -> str:
    return f"passkey:{sha256(challenge).hexdigest()}"
