"""Signing keys: a current and a next one, sealed in PostgreSQL and followed by each process."""

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
    kid: str
    state: str
    key: ECKey

    @property
    def public_jwk(self) -> dict[str, Any]:
        return dict(self.key.as_dict(private=False))


class SigningKeys:
    """The keys as this process knows them; `follow` reads them again."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._lock = asyncio.Lock()
        self._read_at = float("-inf")
        self.by_kid: dict[str, SigningKey] = {}
        self._current: SigningKey | None = None

    async def current(self) -> SigningKey:
        """The key that signs. Makes the first keys when there are none."""
        if self._current is None:
            await self.follow(make=True)
        if self._current is None:
            # AMRUTAM_SECRET_KEY has lost the key that sealed it.
            log.error("signing_key_unreadable")
            raise Unavailable("The signing key cannot be opened with this platform's secret key")
        return self._current

    async def find(self, kid: str) -> SigningKey | None:
        """A key by its id; one that is not known yet is looked for again before it is refused."""
        found = self.by_kid.get(kid)
        if found is None:
            await self._read_after(monotonic())
            found = self.by_kid.get(kid)
        return found

    async def follow(self, *, make: bool = False) -> None:
        async with self._lock:
            await self._read(make=make)

    async def _read_after(self, instant: float) -> None:
        """All who ask meanwhile share one reading, and made-up ids cause ten a second at most."""
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
    """The JWKS: the current key, the next one, and retired ones whose tokens still live."""
    keys = resources.part(SigningKeys)
    await keys.current()
    return [key.public_jwk for key in keys.by_kid.values()]


async def rotate_signing_keys(resources: Resources) -> str:
    """The next key becomes current, the current retires, a new next one is made. Returns the kid.

    Tokens of the retired key stay valid until they expire: it remains published that long.
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
    """Racing processes agree: the lock is held until the first has committed."""
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
    """Only what our own secret sealed is a key: a row that was put there by others is none."""
    try:
        private = keyring.open("signing-key", row["private_sealed"], row["kid"].encode())
    except SealBroken:
        return None
    return SigningKey(row["kid"], row["state"], ECKey.import_key(json.loads(private)))


def _longest_seconds(resources: Resources) -> int:
    """How long after its retirement a key's tokens may live: one more was signed unaware of it."""
    return resources.settings.access_token_seconds + 60
