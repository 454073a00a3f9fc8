"""Registers and runs the worker's loop that extends the audit chain."""

from __future__ import annotations

from datetime import timedelta

from amrutam.audit.chain import extend
from amrutam.core.background import every
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources

_ROUND_SECONDS = 15.0
_TRANSACTIONS = 6
"""The age at which an entry counts as settled, as a multiple of `transaction_timeout_seconds`.

No entry with a lower id can appear after one timeout; the others are a reserve for a server whose
clock is set to another time.
"""


def register(queue: Queue, _resources: Resources) -> None:
    """Adds the loop that extends the chain to the worker's queue."""
    queue.loop(follow_history)


async def follow_history(resources: Resources) -> None:
    """The worker's loop: extends the chain, with pauses of fifteen seconds, until the loop is cancelled.

    An error does not end the loop (`background.every`).
    """
    settled = timedelta(seconds=_TRANSACTIONS * resources.settings.transaction_timeout_seconds)
    await every(_ROUND_SECONDS, "audit_checkpoint", lambda: extend(resources, settled))
