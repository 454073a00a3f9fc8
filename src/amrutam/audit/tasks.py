"""What the chain leaves to the worker: sealing."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from amrutam.audit.chain import seal
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources

_SEAL_SECONDS = 15.0
_TRANSACTIONS = 6
"""How many of the longest transactions an entry's age must outlast, should a clock be set meanwhile."""


def register(queue: Queue, resources: Resources) -> None:
    settled = timedelta(seconds=_TRANSACTIONS * resources.settings.transaction_timeout_seconds)
    queue.upkeep("audit_seal", _SEAL_SECONDS, partial(seal, resources.keyring, settled))
