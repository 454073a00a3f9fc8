"""The platform's identity as WebAuthn's relying party, and challenges that can be used once.

A challenge is needed to register a passkey, and for each sign-in or step-up with a passkey.
`passkeys.py` verifies what a browser returns for a challenge.
"""

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
    """The platform as WebAuthn's relying party.

    `id`: the host name to which passkeys are bound; `origins`: the origins of pages that may use
    them.
    """

    id: str
    origins: list[str]


def relying_party(public_url: str) -> RelyingParty:
    """Returns the relying party for the platform's public URL.

    For an IP address of the loopback interface the id is `localhost`, because a relying party's id
    must be a domain (WebAuthn 3, section 4, "Relying Party Identifier"). Raises
    `PasskeysUnavailable` for any other IP address.
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
    """Creates and returns a challenge of 32 random bytes, which can be used once within `passkey_challenge_seconds`.

    Redis stores the SHA-256 of the challenge with the purpose. `purpose` is a text that names the
    use of the challenge, with the session's id unless it is a sign-in. Raises `Unavailable` if
    Redis cannot be reached.
    """
    challenge, seconds = token_bytes(_CHALLENGE_BYTES), resources.settings.passkey_challenge_seconds
    try:
        await resources.redis.do(_PUT, "SET", _key(challenge), purpose, "EX", seconds)
    except RedisAway as reason:
        raise Unavailable("Passkeys cannot be used at the moment") from reason
    return challenge


async def take_challenge(resources: Resources, client_data: bytes, purpose: str) -> bytes:
    """Finds and deletes the challenge that a credential names, and returns the challenge's bytes.

    `client_data` is the credential's clientDataJSON (WebAuthn 3, 5.8.1); `purpose` is that of
    `new_challenge`. Raises `PasskeyRefused` for malformed data and for a challenge that is unknown,
    used, expired or for another purpose; `Unavailable` if Redis cannot be reached.
    """
    with refusing():
        challenge = parse_client_data_json(client_data).challenge
    try:
        kept = await resources.redis.do(_TAKE, "GETDEL", _key(challenge))
    except RedisAway as reason:
        raise Unavailable("Passkeys cannot be used at the moment") from reason
    if kept != purpose.encode():
        raise PasskeyRefused
    return challenge


@contextmanager
def refusing() -> Iterator[None]:
    """A context manager for calls of the WebAuthn library: any exception becomes `PasskeyRefused`.

    The library raises exceptions of many kinds for malformed bytes.
    """
    try:
        yield
    except Exception as reason:
        raise PasskeyRefused from reason


def _key(challenge: bytes) -> str:
    return f"passkey:{sha256(challenge).hexdigest()}"
