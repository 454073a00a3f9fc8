"""An account's own live hold of a time that it asks for again, on the doctor's grid or off it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from msgspec.structs import replace

from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds import store
from amrutam.holds.errors import HoldExpired
from amrutam.holds.models import HoldState, HoldToken
from amrutam.schedules.models import Calendar, Mode
from amrutam.schedules.rules import places_of


@dataclass(frozen=True, slots=True)
class Locked:
    token: HoldToken
    state: HoldState


async def same_hold(resources: Resources, token: HoldToken, same: store.Same) -> Locked | None:
    """The account's earlier hold of the same time; gives it a moment if it is just being made."""
    earlier = replace(
        token,
        nonce=same.nonce,
        issued_at=same.issued_at,
        ends_at=same.ends_at,
        busy_until=same.busy_until,
    )
    for _ in range(5):
        with suppress(HoldExpired):
            return Locked(earlier, await store.share(resources.redis, earlier))
        await asyncio.sleep(0.02)
    await store.unreserve(resources.redis, earlier)
    return None


async def hold_off_the_grid(
    resources: Resources, calendar: Calendar, tokens: Mapping[Mode, HoldToken]
) -> Locked | None:
    """A live hold as one of these, made before the grid was changed; the doctor still works through its time."""
    with suppress(RedisAway):
        for mode, token in tokens.items():
            same = await store.find(resources.redis, token)
            places = places_of(calendar, token.starts, same.ends, mode) if same else []
            if same is None or not places:
                continue
            locked = await same_hold(resources, replace(token, clinic_id=places[0]), same)
            if locked is not None:
                return locked
    return None
