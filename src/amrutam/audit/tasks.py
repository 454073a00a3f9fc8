"""What the chain leaves to the worker: extending it."""

from __future__ import annotations

from datetime import timedelta

from amrutam.audit.chain import extend
from amrutam.core.background import every
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources

_ROUND_SECONDS = 15.0
_TRANSACTIONS = 6
"""How many of the longest transactions an entry's age must outlast, should a clock be set meanwhile."""


def register(queue: Queue, _resources: Resources) -> None:
    queue.loop(follow_history)


async def follow_history(resources: Resources) -> None:
    """The worker's loop."""
    settled = timedelta(seconds=_TRANSACTIONS * resources.settings.transaction_timeout_seconds)
    await every(_ROUND_SECONDS, "audit_checkpoint", lambda: extend(resources, settled))
