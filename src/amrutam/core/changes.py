"""Telling whoever must know that a doctor's times changed, after the commit that changed them.

Features below cannot import those above them; a role joins the two when it starts:
`resources.part(times_listeners).append(...)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources

log = structlog.get_logger("amrutam.changes")

Listener = Callable[[Resources, UUID], Awaitable[None]]


def times_listeners(_resources: Resources) -> list[Listener]:
    """A part of `Resources`."""
    return []


async def times_changed(resources: Resources, doctor_id: UUID) -> None:
    """Call it after the commit. What listeners do is a courtesy: none can undo the change."""
    for listener in resources.part(times_listeners):
        try:
            await listener(resources, doctor_id)
        except RedisAway:
            log.warning("change_not_announced", doctor_id=str(doctor_id))
