"""Tries to connect to several hosts of one database at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

import asyncpg
from asyncpg import Connection

from amrutam.core.database_primary import OldTimeline

NEXT_HOST = (
    OSError,
    TimeoutError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.PostgresConnectionError,
    asyncpg.InternalClientError,
    OldTimeline,
)
"""Failures that concern one host only, so that the other hosts of the URL are tried.

A refused name or password is not such a failure, because every host would refuse it (as in libpq).
"""


class Attempts:
    """Starts attempts to connect, waits for a connection and cancels the other attempts."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Connection]] = set()
        self._failure: BaseException = OSError("no host")

    def begin(self, attempts: Iterable[Coroutine[Any, Any, Connection]]) -> None:
        """Starts the attempts, each a coroutine that returns an open connection."""
        self._running.update(map(asyncio.create_task, attempts))

    async def among_all(self, seconds: float) -> Connection | None:
        """Waits for all attempts, at most `seconds`. Returns an open connection; None if none is open then.

        Of several primaries only the one with the newest timeline gives an open connection. Without an open
        connection, raises the error of an attempt if it is not in `NEXT_HOST`, such as a refused password.
        """
        ended, _ = await asyncio.wait(self._running, timeout=seconds)
        return self._taken(ended)

    async def first(self) -> Connection:
        """Waits for the first open connection and returns it.

        An error that is not in `NEXT_HOST` is raised at once, because every host would repeat the error. If all
        attempts fail with other errors, one of these is raised, preferably one that a server sent.
        """
        while self._running:
            ended, _ = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
            found = self._taken(ended)
            if found is not None:
                return found
        raise self._failure

    def _taken(self, ended: set[asyncio.Task[Connection]]) -> Connection | None:
        """An open connection of the ended attempts, whose other connections are closed; None if there is none.

        A connection may be closed already: when a newer primary is found, connections to an older one are closed.
        Without an open connection, raises a failure that is not in `NEXT_HOST`.
        """
        self._running -= ended
        failures = [attempt.exception() for attempt in ended]
        found = [attempt.result() for attempt in ended if attempt.exception() is None]
        usable = [connection for connection in found if not connection.is_closed()]
        for beyond in usable[1:]:
            beyond.terminate()
        if usable:
            return usable[0]
        for failure in filter(None, failures):
            if not isinstance(failure, NEXT_HOST):
                raise failure
            self._failure = _telling(self._failure, failure)
        return None

    def end(self) -> None:
        """Cancels the attempts that are still running; their connections are closed."""
        for attempt in self._running:
            attempt.add_done_callback(_discard)
            attempt.cancel()


def _telling(former: BaseException, latter: BaseException) -> BaseException:
    """The more informative of two failures: an error that a server sent is preferred to a timeout or network error."""
    silent = isinstance(latter, OSError | TimeoutError)
    return former if silent and not isinstance(former, OSError) else latter


def _discard(attempt: asyncio.Task[Connection]) -> None:
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().terminate()
