"""Lets the time of a visit come, on a platform whose clock is the machine's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from itertools import count

import asyncpg

from tests.e2e.site import Site

# Without its claims the visit blocks nobody, so it can overlap visits that the demo data has at this time.
_BEGINS = (
    "DELETE FROM time_claim WHERE appointment_id = $1::text::uuid",
    """
    UPDATE appointment SET starts_at = now() - interval '1 second',
        ends_at = now() - interval '1 second' + (ends_at - starts_at)
    WHERE id = $1::text::uuid
    """,
    """
    UPDATE appointment_place SET starts_at = now() - interval '1 second'
    WHERE id = $1::text::uuid
    """,
)

_TURNS = count(4, 3)
_GRID_SECONDS, _NEAR_SECONDS = 300, 45


def untouched(open_times: Sequence[str]) -> str:
    """Returns an open time that no earlier call has returned.

    After `begins`, the time for which a visit was booked is open in PostgreSQL, but Redis goes on
    marking it as booked for a while.
    """
    return open_times[-next(_TURNS)]


async def begins(site: Site, appointment: str) -> None:
    """Moves a booked visit by SQL, so that it began a second ago: no test can wait for its time.

    One second is so short that the visit began on the present day, whatever the time of day.
    """
    connection = await asyncpg.connect(site.platform.state()["migration_database_url"])
    try:
        async with connection.transaction():
            for statement in _BEGINS:
                await connection.execute(statement, appointment)
    finally:
        await connection.close()


async def past_the_next_start() -> None:
    """Waits until the next multiple of five minutes is over, if it is near: a doctor's time that starts then would pass before it is booked."""
    left = _GRID_SECONDS - time.time() % _GRID_SECONDS
    if left < _NEAR_SECONDS:
        await asyncio.sleep(left + 1)
