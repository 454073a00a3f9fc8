"""Makes a booked visit begin now, on a platform whose clock no test can change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from itertools import count

import asyncpg

from tests.e2e.site import Site

# The claims are deleted, because they would forbid that the visit overlaps visits of the demo data at this time.
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
    """Returns an open time that no earlier call has returned, if `open_times` are of one doctor in order.

    After `begins`, the time for which a visit was booked is open in PostgreSQL, but Redis still
    marks it as booked for some seconds.
    """
    return open_times[-next(_TURNS)]


async def begins(site: Site, appointment: str) -> None:
    """Moves a booked visit by SQL, so that it began a second ago, because no test can wait for the visit's time.

    If it had begun earlier, its start could be on the day before when the test runs shortly after midnight.
    """
    connection = await asyncpg.connect(site.platform.state()["migration_database_url"])
    try:
        async with connection.transaction():
            for statement in _BEGINS:
                await connection.execute(statement, appointment)
    finally:
        await connection.close()


async def past_the_next_start() -> None:
    """If the next multiple of five minutes is less than 45 seconds away, waits until it is over.

    Otherwise a slot that starts then could begin before the test has booked it.
    """
    left = _GRID_SECONDS - time.time() % _GRID_SECONDS
    if left < _NEAR_SECONDS:
        await asyncio.sleep(left + 1)
