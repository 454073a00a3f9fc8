"""Signing keys of access tokens: a current key and a next key, sealed in PostgreSQL and read by each process."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from time import monotonic
from typing import Any

import structlog
from joserfc.jwk import ECKey

from amrutam.accounts import signing_key_queries
from amrutam.core.database import Queries, Row
from amrutam.core.errors import Unavailable
from amrutam.core.key_ring import Keyring, SealBroken
from amrutam.core.resources import Resources

log = structlog.get_logger("amrutam.accounts")

ALGORITHM = "ES256"
_PARAMETERS: Any = {"use": "sig", "alg": ALGORITHM}
_BETWEEN_READS_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A P-256 key; `kid` is its id, `state` one of `current`, `next`, `retired`."""

    kid: str
    state: str
    key: ECKey

    @property
    def public_jwk(self) -> dict[str, Any]:
        """The public key as a JWK (RFC 7517)."""
        return dict(self.key.as_dict(private=False))


class SigningKeys:
    """The signing keys that this process has read from the database; `follow` reads the keys again."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._lock = asyncio.Lock()
        self._read_at = float("-inf")
        self.by_kid: dict[str, SigningKey] = {}
        self._current: SigningKey | None = None

    async def current(self) -> SigningKey:
        """Returns the key that signs. Creates the first keys if there are none.

        Raises `Unavailable` if PostgreSQL is needed and is unreachable, and if no key of the key
        ring decrypts the signing key.
        """
        if self._current is None:
            await self.follow(make=True)
        if self._current is None:
            # The key that sealed the signing key was removed from AMRUTAM_SECRET_KEY.
            log.error("signing_key_unreadable")
            raise Unavailable("The signing key cannot be opened with this platform's secret key")
        return self._current

    async def find(self, kid: str) -> SigningKey | None:
        """Returns a key by its id; None if there is no such key.

        For an id that this process does not know, the keys are first read again; unknown ids cause
        at most ten reads a second, and calls wait for the next read. Raises `Unavailable` if
        PostgreSQL is needed and is unreachable.
        """
        found = self.by_kid.get(kid)
        if found is None:
            await self._read_after(monotonic())
            found = self.by_kid.get(kid)
        return found

    async def follow(self, *, make: bool = False) -> None:
        """Reads the keys from the database.

        `make`: creates the first keys if there is no current key. Raises `Unavailable` if
        PostgreSQL is unreachable.
        """
        async with self._lock:
            await self._read(make=make)

    async def _read_after(self, instant: float) -> None:
        """Reads the keys, unless they were read after `instant`, a time on the monotonic clock.

        Concurrent callers share one read; unknown ids cause at most ten reads a second.
        """
        async with self._lock:
            if self._read_at < instant:
                await asyncio.sleep(max(0.0, self._read_at + _BETWEEN_READS_SECONDS - monotonic()))
                await self._read()

    async def _read(self, *, make: bool = False) -> None:
        database, seconds = self._resources.database, _longest_seconds(self._resources)
        read_at = monotonic()
        rows = await signing_key_queries.published_keys(database, seconds)
        if make and not any(row["state"] == "current" for row in rows):
            await _make_first_keys(self._resources)
            rows = await signing_key_queries.published_keys(database, seconds)
        self._read_at = read_at
        opened = [key for row in rows if (key := _opened(self._resources.keyring, row))]
        self.by_kid = {key.kid: key for key in opened}
        self._current = next((key for key in opened if key.state == "current"), None)


async def public_keys(resources: Resources) -> list[dict[str, Any]]:
    """Returns the public keys of the JWKS, each a JWK as a dictionary (RFC 7517).

    These are the current key, the next key, and retired keys whose tokens may still be valid. The
    first keys are created if there are none. Raises `Unavailable` as `SigningKeys.current` does.
    """
    keys = resources.part(SigningKeys)
    await keys.current()
    return [key.public_jwk for key in keys.by_kid.values()]


async def rotate_signing_keys(resources: Resources) -> str:
    """Retires the current key, makes the next key current, and creates a new next key.

    Returns the id of the key that is current then. Tokens of the retired key stay valid until they
    expire, and the retired key is published until then. Raises `Unavailable` if PostgreSQL is
    unreachable.
    """
    await _make_first_keys(resources)
    async with resources.database.transaction() as queries:
        await signing_key_queries.lock_keys(queries)
        await signing_key_queries.retire_current(queries)
        kid = await signing_key_queries.promote_next(queries)
        await _add_key(queries, resources.keyring, "next")
    await resources.part(SigningKeys).follow()
    return kid


async def _make_first_keys(resources: Resources) -> None:
    """Creates a current key and a next key, each only if there is none.

    The lock is held until the commit, so that concurrent processes get the same keys.
    """
    async with resources.database.transaction() as queries:
        await signing_key_queries.lock_keys(queries)
        present = await signing_key_queries.present_states(queries)
        for state in ("current", "next"):
            if state not in present:
                await _add_key(queries, resources.keyring, state)


async def _add_key(queries: Queries, keyring: Keyring, state: str) -> None:
    key = ECKey.generate_key("P-256", _PARAMETERS, private=True, auto_kid=True)
    kid = str(key.kid)
    private = json.dumps(key.as_dict(private=True)).encode()
    sealed = keyring.seal("signing-key", private, kid.encode())
    public = json.dumps(key.as_dict(private=False))
    await signing_key_queries.insert_key(queries, kid, sealed, public, state)


def _opened(keyring: Keyring, row: Row) -> SigningKey | None:
    """Decrypts a key's row.

    Returns None for a row that no key of the platform's key ring decrypts, for example one that an
    intruder has inserted.
    """
    try:
        private = keyring.open("signing-key", row["private_sealed"], row["kid"].encode())
    except SealBroken:
        return None
    return SigningKey(row["kid"], row["state"], ECKey.import_key(json.loads(private)))


def _longest_seconds(resources: Resources) -> int:
    """The number of seconds after a key's retirement in which its tokens may be valid.

    The number includes the time in which another process still signs with the key, because it has
    not read the change yet.
    """
    return resources.settings.access_token_seconds + 60
