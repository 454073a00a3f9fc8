"""Places of an account or an address, counted over all gateways."""

from __future__ import annotations

from uuid import uuid4

import pytest

from amrutam.core.redis import Redis
from amrutam.core.redis_link import Link
from amrutam.core.resources import Resources
from amrutam.realtime.errors import TooManySockets
from amrutam.realtime.seats import Seats


async def test_who_was_refused_may_come_when_a_place_is_free(resources: Resources) -> None:
    who = f"address:{uuid4().hex}"
    here, there = Seats(resources.redis), Seats(resources.redis)
    for _ in range(2):  # each knows of the other
        await here.tell(0)
        await there.tell(0)
    await here.take(who, 1)
    for _ in range(3):
        with pytest.raises(TooManySockets):
            await there.take(who, 1)
    await here.leave(who)
    await there.take(who, 1)
    await there.leave(who)
    for seats in (here, there):
        await seats.close()


async def test_without_redis_a_gateway_bounds_what_it_knows_of() -> None:
    away = Redis(None, Link("redis://127.0.0.1:9/0", 0.1), 0, lambda _name, _seconds: None)
    seats = Seats(away)
    await seats.take("somebody", 2)
    await seats.take("somebody", 2)
    with pytest.raises(TooManySockets):
        await seats.take("somebody", 2)
    await seats.leave("somebody")
    await seats.take("somebody", 2)
    await seats.take("another", 2)
