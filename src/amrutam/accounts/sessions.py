"""Sessions: opens, refreshes and ends them. A program's session has a token pair, a browser's session a cookie.

A session ends when it expires, and at sign-out. Other modules end sessions too, for example when an
account is disabled or its password is changed. A program's session also ends when a used refresh
token is sent again after `refresh_repeat_seconds`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from uuid import UUID

import msgspec

from amrutam.accounts import session_queries
from amrutam.accounts.access_tokens import sign_access_token
from amrutam.accounts.errors import RefreshRefused
from amrutam.accounts.made_up import barred
from amrutam.accounts.models import Caller
from amrutam.accounts.revocations import Revocations
from amrutam.accounts.session_queries import Lives
from amrutam.accounts.signing_keys import SigningKeys
from amrutam.core.cache import LRUCache
from amrutam.core.database import Queries
from amrutam.core.errors import SignInRequired
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

_REMEMBER_SECONDS = 30.0
_REMEMBERED = 20_000
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token (a JWT) and an opaque refresh token, with the caller whom they sign in."""

    caller: Caller
    access_token: str
    refresh_token: str


def hashed(secret: str) -> bytes:
    """Returns the SHA-256 of a text with 256 random bits. A salt is not needed, because the text cannot be guessed."""
    return sha256(secret.encode()).digest()


async def open_token_session(
    resources: Resources, account_id: UUID, *, verified: bool, user_agent: str = ""
) -> TokenPair:
    """Opens a session of a program and returns its first pair of tokens.

    `verified`: a code sent to the account's address proved the identity. `user_agent`: the device's
    name, cut to 200 characters. Raises `SignInRequired` if the account was disabled in the meantime
    or is not allowed to sign in in this environment, and `Unavailable` as `sign_access_token` does.
    """
    settings, token = resources.settings, secrets.token_urlsafe(32)
    async with resources.database.transaction() as queries:
        caller = await _opened(
            queries, settings, account_id, None, program_lives(settings),
            verified=verified, user_agent=user_agent,
        )  # fmt: skip
        await session_queries.add_refresh_token(
            queries, hashed(token), caller.session_id, settings.refresh_token_seconds
        )
    return TokenPair(caller, await sign_access_token(resources, caller), token)


async def open_cookie_session(
    resources: Resources, account_id: UUID, *, verified: bool, user_agent: str = ""
) -> tuple[Caller, str]:
    """Opens a session of a browser. Returns (caller, cookie value); only a hash of the value is stored.

    `verified` and `user_agent` are those of `open_token_session`. Raises `SignInRequired` if the
    account was disabled in the meantime or is not allowed to sign in in this environment.
    """
    cookie = secrets.token_urlsafe(32)
    caller = await _opened(
        resources.database, resources.settings, account_id, hashed(cookie),
        browser_lives(resources.settings), verified=verified, user_agent=user_agent,
    )  # fmt: skip
    return caller, cookie


def browser_lives(settings: Settings) -> Lives:
    """Returns the lifetimes of a browser's session, from the settings."""
    return Lives(
        settings.session_seconds, settings.staff_idle_seconds, settings.staff_session_seconds
    )


def program_lives(settings: Settings) -> Lives:
    """Returns the lifetimes of a program's session, from the settings.

    A refresh of its tokens is a use of the session.
    """
    return Lives(
        settings.refresh_token_seconds, settings.staff_idle_seconds, settings.staff_session_seconds
    )


async def _opened(
    queries: Queries,
    settings: Settings,
    account_id: UUID,
    cookie_hash: bytes | None,
    lives: Lives,
    *,
    verified: bool,
    user_agent: str,
) -> Caller:
    row = await session_queries.insert_session(
        queries, account_id, cookie_hash, lives, barred(settings),
        verified=verified, user_agent=user_agent[:_LONGEST_AGENT],
    )  # fmt: skip
    if row is None:
        raise SignInRequired
    return Caller(account_id, row["role"], row["id"], verified)


async def refresh(resources: Resources, refresh_token: str) -> TokenPair:
    """Exchanges an unused refresh token for a new pair of tokens, and extends the session.

    For `refresh_repeat_seconds` the used token returns the same pair again, so that a client that
    refreshes twice at once, or repeats because the answer was lost, stays signed in. A later use of
    the token ends the session with all its tokens, because somebody may have copied the token. The
    use of an expired token ends the session too. Raises `RefreshRefused` for a token that is
    unknown, expired or used, or whose session has ended, and `Unavailable` as `SigningKeys.current`
    does.
    """
    # The signing key is read before the transaction. Inside the transaction, a process without the key
    # would wait for a second connection, and every other caller that needs this token's row would
    # wait too.
    await resources.part(SigningKeys).current()
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
    await session_queries.slide_session(
        queries, caller.session_id, program_lives(resources.settings), caller.role
    )
    return pair


async def _repeated(resources: Resources, refresh_token: str) -> TokenPair | None:
    """Returns the token pair for which this refresh token was exchanged in the last `refresh_repeat_seconds`.

    None if the token was not exchanged in that time, if its session has ended, or if the account is
    disabled or not allowed to sign in in this environment.
    """
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
    """Returns a key ring derived from the refresh token itself.

    Only somebody who has the token can decrypt the answer that is stored beside the token's hash.
    """
    return Keyring({"token": refresh_token.encode()})


async def _end_family(resources: Resources, token_hash: bytes) -> None:
    session_id = await session_queries.family_of_refresh_token(resources.database, token_hash)
    if session_id is not None:
        await end_session(resources, session_id)


async def end_session(resources: Resources, session_id: UUID) -> None:
    """Ends the session. Repeating the call changes nothing.

    This process refuses the session's tokens and cookie at once, other processes within seconds.
    """
    await session_queries.end_session(resources.database, session_id)
    resources.part(Revocations).note(session_id)


async def end_own_session(resources: Resources, account_id: UUID, session_id: UUID) -> bool:
    """Ends a session of the account, as `end_session` does.

    Returns False for an unknown or another account's session, and for a session that was ended
    before.
    """
    ended = await session_queries.end_own_session(resources.database, account_id, session_id)
    if ended:
        resources.part(Revocations).note(session_id)
    return ended


async def end_every_session(resources: Resources, account_id: UUID) -> None:
    """Ends all sessions of the account, of browsers and programs, as `end_session` does.

    An account without a session, also an unknown one, changes nothing.
    """
    for session_id in await session_queries.end_sessions_of(resources.database, account_id):
        resources.part(Revocations).note(session_id)


@dataclass(frozen=True, slots=True)
class _Known:
    """The cached caller of a cookie.

    `until`: the time on the monotonic clock until which the cached caller is used. `expires_at`:
    when the session expires, in UTC. `slides`: the next call that a person causes extends the
    session.
    """

    until: float
    expires_at: datetime
    caller: Caller
    slides: bool


class CookieSessions:
    """The sessions of cookies, cached for half a minute.

    The cache does not notice that a session has ended, so callers also ask `Revocations`.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._known: LRUCache[bytes, _Known] = LRUCache(_REMEMBERED)

    async def caller_of(self, cookie: str, *, active: bool = True) -> Caller | None:
        """Returns the caller of a cookie's value.

        None for an unknown value, a session that has ended, and an account that is disabled or not
        allowed to sign in in this environment. A session that was ended less than half a minute ago
        can still have a caller. `active`: a person caused the call, which therefore extends the
        session if its last extension is old enough (`session_of_cookie`); False for a call that no
        person caused, such as polling. Raises `Unavailable` if PostgreSQL is needed and is
        unreachable.
        """
        cookie_hash = hashed(cookie)
        known = self._known.get(cookie_hash)
        is_fresh = (
            known is not None and known.until > monotonic() and known.expires_at > datetime.now(UTC)
        )
        if known is not None and is_fresh and not (active and known.slides):
            return known.caller
        return await self._read(cookie_hash, active=active)

    async def _read(self, cookie_hash: bytes, *, active: bool) -> Caller | None:
        resources, settings = self._resources, self._resources.settings
        row = await session_queries.session_of_cookie(
            resources.database, cookie_hash, barred(settings), settings.staff_slide_seconds
        )
        if row is None:
            self._known.drop(cookie_hash)
            return None
        caller = Caller(row["account_id"], row["role"], row["id"], row["contact_verified"])
        if row["slide"] and active:
            await session_queries.slide_session(
                resources.database, caller.session_id, browser_lives(settings), caller.role
            )
        until, slides = monotonic() + _REMEMBER_SECONDS, row["slide"] and not active
        self._known.put(cookie_hash, _Known(until, row["expires_at"], caller, slides))
        return caller
