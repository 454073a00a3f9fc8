"""Finds an account's own live hold when the account requests the same time again.

The grid is the list of start times that the doctor offers. The held slot may be off the grid, if
the grid was changed since the hold was made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from msgspec.structs import replace

from amrutam.booking.hold_models import UncheckedHold
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds import store
from amrutam.holds.errors import HoldExpired
from amrutam.holds.models import HoldToken
from amrutam.schedules.models import Calendar, Mode
from amrutam.schedules.rules import places_of


async def same_hold(
    resources: Resources, token: HoldToken, same: store.Same
) -> UncheckedHold | None:
    """The account's earlier hold of the same slot; None if that hold has ended.

    `token`: the new request's hold. `same`: the earlier hold, as Redis stores it. Counts the request as
    one more that shares the hold (`store.share`). If the earlier hold has no record, because it is just
    being made or has ended, waits up to 0.1 seconds for the record, then deletes the hold from the
    account's holds. Raises `RedisAway`.
    """
    earlier = replace(
        token,
        nonce=same.nonce,
        issued_at=same.issued_at,
        ends_at=same.ends_at,
        busy_until=same.busy_until,
    )
    for _ in range(5):
        with suppress(HoldExpired):
            return UncheckedHold(earlier, await store.share(resources.redis, earlier))
        await asyncio.sleep(0.02)
    await store.unreserve(resources.redis, earlier)
    return None


async def hold_off_the_grid(
    resources: Resources, calendar: Calendar, tokens: Mapping[Mode, HoldToken]
) -> UncheckedHold | None:
    """The account's live hold for the same request, made before the grid was changed.

    `tokens`: the token of the requested hold in each mode that the request allows. The result is None
    if there is no such hold, if the doctor no longer works through its slot, and while Redis is
    unreachable.
    """
    with suppress(RedisAway):
        for mode, token in tokens.items():
            same = await store.find(resources.redis, token)
            places = places_of(calendar, token.starts, same.ends, mode) if same else []
            if same is None or not places:
                continue
            earlier = await same_hold(resources, replace(token, clinic_id=places[0]), same)
            if earlier is not None:
                return earlier
    return None
