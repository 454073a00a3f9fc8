"""Listeners for changes of a doctor's times, which are called after the commit of the change.

A feature that changes times cannot import the features above it, some of which need to know of the
change. A role registers the listeners of those features when it starts:
`resources.part(times_listeners).append(...)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from amrutam.core.errors import Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources

log = structlog.get_logger("amrutam.changes")

Listener = Callable[[Resources, UUID], Awaitable[None]]


def times_listeners(_resources: Resources) -> list[Listener]:
    """Returns an empty list; `resources.part(times_listeners)` is the list of the process's listeners."""
    return []


async def times_changed(resources: Resources, doctor_id: UUID) -> None:
    """Calls all listeners with the doctor's id; call it after the commit of a change of the doctor's times.

    `RedisAway` and `Unavailable` of a listener are logged, and the next listener is called; any
    other exception of a listener is raised. The change stays committed in each case.
    """
    for listener in resources.part(times_listeners):
        try:
            await listener(resources, doctor_id)
        except (RedisAway, Unavailable):
            log.warning("change_not_published", doctor_id=str(doctor_id))
