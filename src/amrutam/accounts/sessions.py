"""Sessions: a program's token pair, or a browser's cookie. Both end at logout, and on theft."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from uuid import UUID

import msgspec

from amrutam.accounts import session_queries
from amrutam.accounts.errors import RefreshRefused
from amrutam.accounts.made_up import barred
from amrutam.accounts.models import Caller
from amrutam.accounts.revocations import Revocations
from amrutam.accounts.tokens import sign_access_token
from amrutam.core.crypto import Keyring
from amrutam.core.database import Queries
from amrutam.core.errors import SignInRequired
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

_REMEMBER_SECONDS = 30.0
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class TokenPair:
    caller: Caller
    access_token: str
    refresh_token: str


def hashed(secret: str) -> bytes:
    """Of an opaque value with 256 random bits: a plain hash is enough, there is nothing to guess."""
    return sha256(secret.encode()).digest()


async def open_token_session(
    resources: Resources, account_id: UUID, *, verified: bool
) -> TokenPair:
    """Raises `SignInRequired` when the account was disabled meanwhile, or is made up and not for here."""
    seconds = resources.settings.refresh_token_seconds
    token = secrets.token_urlsafe(32)
    async with resources.database.transaction() as queries:
        caller = await _opened(
            queries, resources.settings, account_id, None, seconds, verified=verified
        )
        await session_queries.add_refresh_token(queries, hashed(token), caller.session_id, seconds)
    return TokenPair(caller, await sign_access_token(resources, caller), token)


async def open_cookie_session(
    resources: Resources, account_id: UUID, *, verified: bool
) -> tuple[Caller, str]:
    """The caller, and the cookie's value: it is kept only as a hash."""
    cookie = secrets.token_urlsafe(32)
    caller = await _opened(
        resources.database, resources.settings, account_id, hashed(cookie),
        resources.settings.session_seconds, verified=verified,
    )  # fmt: skip
    return caller, cookie


async def _opened(
    queries: Queries,
    settings: Settings,
    account_id: UUID,
    cookie_hash: bytes | None,
    seconds: int,
    *,
    verified: bool,
) -> Caller:
    row = await session_queries.insert_session(
        queries, account_id, cookie_hash, seconds, barred(settings), verified=verified
    )
    if row is None:
        raise SignInRequired
    return Caller(account_id, row["role"], row["id"], verified)


async def refresh(resources: Resources, refresh_token: str) -> TokenPair:
    """A new pair for an unused token, and for some seconds the same pair for the same token again.

    A client that refreshes twice at once, or repeats because the answer was lost, is not signed out. A token that
    is used later than that ends its whole family: somebody copied it. Raises `RefreshRefused`.
    """
    async with resources.database.transaction() as queries:
        pair = await _rotated(queries, resources, refresh_token)
    pair = pair or await _repeated(resources, refresh_token)
    if pair is None:
        await _end_family(resources, hashed(refresh_token))
        raise RefreshRefused
    return pair


async def _rotated(queries: Queries, resources: Resources, refresh_token: str) -> TokenPair | None:
    token_hash = hashed(refresh_token)
    taken = await session_queries.take_refresh_token(queries, token_hash)
    if taken is None or not taken["live"]:
        return None
    caller = await _live_caller(queries, resources, taken["session_id"])
    if caller is None:
        return None
    seconds = resources.settings.refresh_token_seconds
    pair = TokenPair(caller, await sign_access_token(resources, caller), secrets.token_urlsafe(32))
    await session_queries.keep_answer(queries, token_hash, _sealed(pair, refresh_token))
    await session_queries.add_refresh_token(
        queries, hashed(pair.refresh_token), caller.session_id, seconds
    )
    await session_queries.extend_session(queries, caller.session_id, seconds)
    return pair


async def _repeated(resources: Resources, refresh_token: str) -> TokenPair | None:
    """The pair that this token was exchanged for a moment ago, while its session lives."""
    async with resources.database.transaction() as queries:
        kept = await session_queries.kept_answer(
            queries, hashed(refresh_token), resources.settings.refresh_repeat_seconds
        )
        caller = await _live_caller(queries, resources, kept["session_id"]) if kept else None
    if kept is None or caller is None:
        return None
    plain = _under(refresh_token).open("token", kept["answer_sealed"])
    return TokenPair(caller, *msgspec.json.decode(plain, type=tuple[str, str]))


async def _live_caller(queries: Queries, resources: Resources, session_id: UUID) -> Caller | None:
    account = await session_queries.account_of_session(
        queries, session_id, barred(resources.settings)
    )
    if account is None:
        return None
    return Caller(account["id"], account["role"], session_id, account["contact_verified"])


def _sealed(pair: TokenPair, refresh_token: str) -> bytes:
    plain = msgspec.json.encode((pair.access_token, pair.refresh_token))
    return _under(refresh_token).seal("token", plain)


def _under(refresh_token: str) -> Keyring:
    """Only whoever has the token can open what is kept with its hash."""
    return Keyring({"token": refresh_token.encode()})


async def _end_family(resources: Resources, token_hash: bytes) -> None:
    session_id = await session_queries.family_of_refresh_token(resources.database, token_hash)
    if session_id is not None:
        await end_session(resources, session_id)


async def end_session(resources: Resources, session_id: UUID) -> None:
    await session_queries.end_session(resources.database, session_id)
    resources.part(Revocations).note(session_id)


async def end_every_session(resources: Resources, account_id: UUID) -> None:
    """Browsers' and programs' alike."""
    for session_id in await session_queries.end_sessions_of(resources.database, account_id):
        resources.part(Revocations).note(session_id)


class CookieSessions:
    """Sessions by their cookie, remembered for half a minute; ended ones are followed apart."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._known: dict[bytes, tuple[float, datetime, Caller]] = {}

    async def caller_of(self, cookie: str) -> Caller | None:
        cookie_hash = hashed(cookie)
        known = self._known.get(cookie_hash)
        if known is not None and known[0] > monotonic() and known[1] > datetime.now(UTC):
            return known[2]
        return await self._read(cookie_hash)

    async def _read(self, cookie_hash: bytes) -> Caller | None:
        database = self._resources.database
        row = await session_queries.session_of_cookie(
            database, cookie_hash, barred(self._resources.settings)
        )
        if row is None:
            self._known.pop(cookie_hash, None)
            return None
        if row["slide"]:
            seconds = self._resources.settings.session_seconds
            await session_queries.slide_session(database, row["id"], seconds)
        caller = Caller(row["account_id"], row["role"], row["id"], row["contact_verified"])
        while len(self._known) >= _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[cookie_hash] = (monotonic() + _REMEMBER_SECONDS, row["expires_at"], caller)
        return caller
