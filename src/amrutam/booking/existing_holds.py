"""Reads, extends and releases a hold that was made.

An unprotected hold is one that was made while Redis was unreachable: Redis does not reserve its
time, and the first confirmation gets the time. All other holds are protected.
"""

from __future__ import annotations

from contextlib import suppress

from amrutam.accounts.models import Caller
from amrutam.booking import hold_queries
from amrutam.booking.hold_models import Hold
from amrutam.core import clock
from amrutam.core.errors import NotFound
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds import promises, store
from amrutam.holds.counting import count_gone, count_living
from amrutam.holds.errors import HoldExpired, NoMoreExtensions
from amrutam.holds.models import HoldState, HoldToken
from amrutam.holds.tokens import open_hold


def access_hold(resources: Resources, caller: Caller, hold_id: str) -> HoldToken:
    """The token of the hold with an id from a request, also if the hold has ended.

    Raises `NotFound` for an unknown hold and for another account's.
    """
    token = open_hold(resources.keyring, hold_id)
    if token.account_id != caller.account_id:
        raise NotFound
    return token


async def read_hold(resources: Resources, caller: Caller, hold_id: str) -> Hold:
    """The hold with its present state.

    Raises `NotFound` for an unknown hold and for another account's; `HoldExpired` for a hold that
    ended, was released or was used; `RedisAway` for a protected hold while Redis is unreachable.
    """
    token = access_hold(resources, caller, hold_id)
    if token.protected:
        return Hold(hold_id, token, await store.state_of(resources.redis, token))
    return Hold(hold_id, token, await _promise(resources, token))


async def _promise(resources: Resources, token: HoldToken) -> HoldState:
    """The state of an unprotected hold. Raises `HoldExpired` if the hold has ended.

    Redis records only the early end of such a hold. While Redis is unreachable, the hold ends only
    when its time is over.
    """
    ends = token.unprotected_end(resources.settings.hold_seconds)
    has_ended = ends <= clock.now()
    with suppress(RedisAway):
        has_ended = has_ended or await promises.has_ended(resources.redis, token)
    if has_ended:
        raise HoldExpired
    return HoldState(ends, 0, verified=False)


async def check_offered(resources: Resources, token: HoldToken) -> None:
    """Raises `HoldExpired` if the hold's doctor is no longer approved, because the hold then cannot be confirmed.

    Whether the hold has ended is not checked.
    """
    if not await hold_queries.is_approved(resources.database, token.doctor_id):
        raise HoldExpired


async def extend_hold(resources: Resources, caller: Caller, hold_id: str) -> Hold:
    """Extends the hold by `hold_extension_seconds` and returns it.

    Raises `NotFound` for an unknown hold and for another account's; `HoldExpired` for a hold that has
    ended, and if the doctor is no longer approved; `NoMoreExtensions` if the account has extended its
    holds of the slot `hold_extensions` times, and for an unprotected hold; `NotYet` earlier than
    `hold_extension_window_seconds` before the hold's end; `RedisAway`.
    """
    token = access_hold(resources, caller, hold_id)
    if not token.protected:
        await _promise(resources, token)
        raise NoMoreExtensions
    await check_offered(resources, token)
    state = await store.extend(resources.redis, resources.settings, token)
    count_living(resources, "extended", token, state.expires_at)
    return Hold(hold_id, token, state)


async def release_hold(resources: Resources, caller: Caller, hold_id: str) -> None:
    """Releases the hold; repeating the call changes nothing.

    Raises `NotFound` for an unknown hold and for another account's. While Redis is unreachable, raises
    `RedisAway` for a protected hold; an unprotected hold then stays until its time is over.
    """
    token = access_hold(resources, caller, hold_id)
    try:
        was_live = await store.release(resources.redis, resources.settings, token)
    except RedisAway:
        if token.protected:
            raise
        return
    if was_live:
        count_gone(resources, token, "released")
