"""SQL of sessions and refresh tokens. A live session is one that was not ended and has not expired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from amrutam.accounts.made_up import MadeUp
from amrutam.accounts.models import Role
from amrutam.core.database import Queries, Row, Statement

_OPEN = Statement(
    "session_open",
    """
    WITH owner AS (
        SELECT id, role FROM account
        WHERE id = $1 AND disabled_at IS NULL AND NOT EXISTS (
            SELECT FROM made_up_account AS m WHERE m.account_id = account.id AND m.kind = ANY($5))
        FOR SHARE
    ), opened AS (
        INSERT INTO session (account_id, cookie_hash, contact_verified, user_agent, expires_at)
        SELECT id, $2, $3, $7, now() + CASE WHEN role = 'patient' THEN $4::interval ELSE $6::interval END
        FROM owner
        RETURNING id
    )
    SELECT opened.id, owner.role FROM opened, owner
    """,
)
_OF_COOKIE = Statement(
    "session_of_cookie",
    """
    SELECT s.id, s.account_id, s.contact_verified, s.expires_at, a.role,
        s.last_seen_at < now() - CASE WHEN a.role = 'patient' THEN interval '5 minutes' ELSE $3::interval END
            AS slide
    FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.cookie_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
        AND a.disabled_at IS NULL AND NOT EXISTS (
            SELECT FROM made_up_account AS m WHERE m.account_id = a.id AND m.kind = ANY($2))
    """,
)
_SLIDE = Statement(
    "session_slide",
    """
    UPDATE session SET last_seen_at = now(),
        expires_at = least(now() + $2::interval, created_at + $3::interval)
    WHERE id = $1 AND revoked_at IS NULL
    """,
)
_PROVED = Statement(
    "session_proved",
    "SELECT proved_at > clock_timestamp() - $2::interval FROM session WHERE id = $1",
)
_PROVE = Statement(
    "session_prove", "UPDATE session SET proved_at = clock_timestamp() WHERE id = $1"
)
_LIST = Statement(
    "sessions_of_account",
    """
    SELECT id, created_at, last_seen_at, expires_at, user_agent, cookie_hash IS NOT NULL AS browser
    FROM session WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now()
    ORDER BY last_seen_at DESC, id LIMIT 100
    """,
)
_END_ONE = Statement(
    "session_end_one",
    """
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id
    """,
)
_END_OTHERS = Statement(
    "session_end_others",
    """
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL RETURNING id
    """,
)
_END = Statement(
    "session_end",
    "UPDATE session SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL",
)
_END_ALL = Statement(
    "session_end_all",
    """
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE account_id = $1 AND revoked_at IS NULL
    RETURNING id
    """,
)
_ENDED_SINCE = Statement(
    "session_ended_since",
    """
    SELECT id, revoked_at FROM session
    WHERE revoked_at >= greatest($1::timestamptz, clock_timestamp() - $2::interval)
    """,
)
_NOW = Statement("clock", "SELECT clock_timestamp()")
_REFRESH_ADD = Statement(
    "refresh_token_add",
    """
    INSERT INTO refresh_token (token_hash, session_id, expires_at)
    VALUES ($1, $2, now() + $3::interval)
    """,
)
_REFRESH_TAKE = Statement(
    "refresh_token_take",
    """
    UPDATE refresh_token SET used_at = clock_timestamp()
    WHERE token_hash = $1 AND used_at IS NULL
    RETURNING session_id, expires_at > now() AS live
    """,
)
_KEEP_ANSWER = Statement(
    "refresh_token_keep_answer",
    "UPDATE refresh_token SET answer_sealed = $2 WHERE token_hash = $1",
)
_KEPT_ANSWER = Statement(
    "refresh_token_kept_answer",
    """
    SELECT session_id, answer_sealed FROM refresh_token
    WHERE token_hash = $1 AND answer_sealed IS NOT NULL
        AND used_at > clock_timestamp() - $2::interval
    """,
)
_REFRESH_FAMILY = Statement(
    "refresh_token_family", "SELECT session_id FROM refresh_token WHERE token_hash = $1"
)
_LIVE_ACCOUNT = Statement(
    "session_account",
    """
    SELECT a.id, a.role, s.contact_verified
    FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND a.disabled_at IS NULL
        AND NOT EXISTS (
            SELECT FROM made_up_account AS m WHERE m.account_id = a.id AND m.kind = ANY($2))
    FOR UPDATE OF s
    """,
)
_FORGET = Statement(
    "session_forget",
    """
    DELETE FROM session WHERE id IN (
        SELECT id FROM session
        WHERE expires_at < now() - interval '1 day' OR revoked_at < now() - interval '1 day'
        LIMIT 5000)
    """,
)


@dataclass(frozen=True, slots=True)
class Lives:
    """The lifetime of a session in seconds.

    A patient's session expires `patient` seconds after its last recorded use. A staff session
    expires `staff_idle` seconds after its last recorded use, and at most `staff` seconds after the
    sign-in.
    """

    patient: int
    staff_idle: int
    staff: int

    def of(self, role: Role) -> tuple[timedelta, timedelta | None]:
        """Returns (lifetime since the last use, lifetime since the start or None if it is unlimited)."""
        if role == "patient":
            return timedelta(seconds=self.patient), None
        return timedelta(seconds=self.staff_idle), timedelta(seconds=self.staff)


async def insert_session(
    queries: Queries,
    account_id: UUID,
    cookie_hash: bytes | None,
    lives: Lives,
    barred: Sequence[MadeUp],
    *,
    verified: bool,
    user_agent: str,
) -> Row | None:
    """Inserts a session; returns a row of `id` (the session's) and `role` (the account's), or None.

    The result is None if the account is unknown, is disabled, or is a made-up account whose kind is
    in `barred`. `cookie_hash`: the SHA-256 of the cookie's value; None for a session of a program.
    `verified`: a code sent to the account's e-mail address or phone number opens the session.
    `user_agent`: the name of the device. The account is locked until the transaction ends, so that
    a concurrent change of role either is visible here or ends this session.
    """
    patient = timedelta(seconds=lives.patient)
    staff = timedelta(seconds=min(lives.staff_idle, lives.staff))
    return await queries.row(
        _OPEN, account_id, cookie_hash, verified, patient, barred, staff, user_agent
    )


async def session_of_cookie(
    queries: Queries, cookie_hash: bytes, barred: Sequence[MadeUp], staff_slide_seconds: float
) -> Row | None:
    """Returns the row of a cookie's live session; None without a live session.

    None also if the account is disabled, or is a made-up account whose kind is in `barred`. The
    columns are `id`, `account_id`, `contact_verified`, `expires_at`, `role` and `slide`. `slide` is
    true if the session must be extended at its next use: its last extension was more than
    `staff_slide_seconds` ago, or five minutes for a patient's session.
    """
    slide = timedelta(seconds=staff_slide_seconds)
    return await queries.row(_OF_COOKIE, cookie_hash, barred, slide)


async def slide_session(queries: Queries, session_id: UUID, lives: Lives, role: Role) -> None:
    """Records a use of the session, and sets its expiry to now plus the first lifetime of `lives.of(role)`.

    The expiry is at most the session's start plus the second lifetime, if there is one. A session
    that was ended stays ended.
    """
    await queries.execute(_SLIDE, session_id, *lives.of(role))


async def end_session(queries: Queries, session_id: UUID) -> None:
    """Ends the session. Repeating the call changes nothing."""
    await queries.execute(_END, session_id)


async def proved_within(queries: Queries, session_id: UUID, seconds: float) -> bool:
    """Whether the session's owner has proved their identity in the last `seconds`, by signing in or by a step-up.

    False for an unknown session.
    """
    return bool(await queries.value(_PROVED, session_id, timedelta(seconds=seconds)))


async def prove(queries: Queries, session_id: UUID) -> None:
    """Records that the session's owner has just proved their identity; an unknown session changes nothing."""
    await queries.execute(_PROVE, session_id)


async def live_sessions(queries: Queries, account_id: UUID) -> list[Row]:
    """Returns the account's live sessions, the most recently used first, at most 100.

    The columns are `id`, `created_at`, `last_seen_at`, `expires_at` (in UTC), `user_agent` (the
    device's name, "" if it is unknown) and `browser` (whether the session has a cookie).
    """
    return await queries.fetch(_LIST, account_id)


async def end_own_session(queries: Queries, account_id: UUID, session_id: UUID) -> bool:
    """Ends a session of the account.

    Returns False for an unknown or another account's session, and for a session that was ended
    before.
    """
    return await queries.value(_END_ONE, account_id, session_id) is not None


async def end_other_sessions(queries: Queries, account_id: UUID, kept: UUID) -> list[UUID]:
    """Ends the account's sessions except `kept`; returns the ids of the ended sessions, also of expired ones."""
    return [row["id"] for row in await queries.fetch(_END_OTHERS, account_id, kept)]


async def end_sessions_of(queries: Queries, account_id: UUID) -> list[UUID]:
    """Ends the account's sessions; returns the ids of the ended sessions, also of expired ones."""
    return [row["id"] for row in await queries.fetch(_END_ALL, account_id)]


async def ended_since(
    queries: Queries, since: datetime, at_most: timedelta
) -> tuple[datetime, dict[UUID, datetime]]:
    """Returns (the database's time before reading, end times by id of the sessions that were ended since `since`).

    The instant `since` is included. Sessions that were ended longer than `at_most` ago are left
    out; so are sessions that have only expired. Times are in UTC.
    """
    now: datetime = await queries.value(_NOW)
    rows = await queries.fetch(_ENDED_SINCE, since, at_most)
    return now, {row["id"]: row["revoked_at"] for row in rows}


async def add_refresh_token(
    queries: Queries, token_hash: bytes, session_id: UUID, seconds: int
) -> None:
    """Stores the SHA-256 of a refresh token of the session; the token is valid for `seconds`."""
    await queries.execute(_REFRESH_ADD, token_hash, session_id, timedelta(seconds=seconds))


async def take_refresh_token(queries: Queries, token_hash: bytes) -> Row | None:
    """Marks a refresh token as used; returns a row of `session_id` and `live` (False if the token has expired).

    `token_hash`: the token's SHA-256. Returns None for an unknown or used token. Of two concurrent calls only one call
    gets the row.
    """
    return await queries.row(_REFRESH_TAKE, token_hash)


async def keep_answer(queries: Queries, token_hash: bytes, answer_sealed: bytes) -> None:
    """Stores the sealed token pair for which the refresh token was exchanged, for repetitions of the request.

    `token_hash`: the SHA-256 of the refresh token that was exchanged.
    """
    await queries.execute(_KEEP_ANSWER, token_hash, answer_sealed)


async def kept_answer(queries: Queries, token_hash: bytes, seconds: float) -> Row | None:
    """Returns the stored answer for a refresh token that was used less than `seconds` ago; otherwise None.

    `token_hash`: the token's SHA-256. The row has `session_id` and `answer_sealed`, the value that
    `keep_answer` stored.
    """
    return await queries.row(_KEPT_ANSWER, token_hash, timedelta(seconds=seconds))


async def family_of_refresh_token(queries: Queries, token_hash: bytes) -> UUID | None:
    """Returns the id of the session of a refresh token, whether the token is used or not; None for an unknown token.

    `token_hash`: the token's SHA-256.
    """
    found: UUID | None = await queries.value(_REFRESH_FAMILY, token_hash)
    return found


async def account_of_session(
    queries: Queries, session_id: UUID, barred: Sequence[MadeUp]
) -> Row | None:
    """Returns a row of `id` and `role` of the live session's account and `contact_verified` of the session.

    None if the session is not live, and if the account is disabled or is a made-up account whose
    kind is in `barred`. Locks the session until the transaction ends, against a concurrent
    sign-out.
    """
    return await queries.row(_LIVE_ACCOUNT, session_id, barred)


async def forget_ended_sessions(queries: Queries) -> None:
    """Upkeep: deletes at most 5,000 sessions that were ended or expired more than 24 hours ago."""
    await queries.execute(_FORGET)
