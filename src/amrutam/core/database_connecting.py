"""Opening connections to PostgreSQL: several hosts, the session's settings, causes in words."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import asyncpg

from amrutam.core.database_causes import CannotConnect, check_version, why_not_connected
from amrutam.core.database_session import settle
from amrutam.core.database_url import parse_database_url

Connection = asyncpg.Connection
Host = tuple[str, int]

STANDARD_TIMEOUT_SECONDS = 10.0
STANDARD_HOST_SECONDS = 1.0

_FAILURES = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
_NEXT_HOST = (
    OSError,
    TimeoutError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.PostgresConnectionError,
    asyncpg.InternalClientError,
)
"""Failures of one host. What another says to our name and password is what all would say (as libpq has it)."""


class Connector:
    """Call it for a new connection. The host that served last is asked first.

    One that is silent for `host_seconds` is not waited for: the next is asked beside it, and the
    first that answers and is what `target_session_attrs` asks for is taken.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout_seconds: float = STANDARD_TIMEOUT_SECONDS,
        host_seconds: float = STANDARD_HOST_SECONDS,
        session: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """`session`: settings it shall have, see `session_settings`; `options` are asyncpg's."""
        self.url = parse_database_url(url)
        self._text = url
        self._timeout_seconds = timeout_seconds
        self._host_seconds = host_seconds
        self._session = session or {}
        self._options = options
        self._hosts = deque(self.url.hosts)

    async def __call__(self) -> Connection:
        """Raises `CannotConnect`."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._opened()
        except CannotConnect:
            raise
        except _FAILURES as error:
            raise why_not_connected(error, self.url) from error

    async def _opened(self) -> Connection:
        wanted = self.url.target_session_attrs
        if wanted != "prefer-standby":
            return await self._first(wanted)
        with suppress(*_NEXT_HOST):
            return await self._first("standby")
        return await self._first("any")

    async def _first(self, attributes: str) -> Connection:
        """The connection of the first host that gives one; the others' attempts end."""
        hosts = deque(self._hosts)
        attempts: dict[asyncio.Task[Connection], Host] = {}
        failure: BaseException | None = None
        try:
            while hosts or attempts:
                if hosts:
                    host = hosts.popleft()
                    attempts[asyncio.create_task(self._of(host, attributes))] = host
                ended, _ = await asyncio.wait(
                    attempts,
                    timeout=self._host_seconds if hosts else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                for attempt in ended:
                    error = attempt.exception()
                    if error is None:
                        self._remember(attempts.pop(attempt))
                        return attempt.result()
                    if not isinstance(error, _NEXT_HOST):
                        raise error
                    del attempts[attempt]
                    failure = _telling(failure, error)
        finally:
            for attempt in attempts:
                attempt.add_done_callback(_discard)
                attempt.cancel()
        raise failure or OSError("no host")

    async def _of(self, host: Host, attributes: str) -> Connection:
        given: dict[str, Any] = {
            "host": host[0],
            "port": host[1],
            "target_session_attrs": attributes,
            "timeout": self._timeout_seconds,
        }
        connection: Connection = await asyncpg.connect(self._text, **given, **self._options)
        try:
            check_version(connection.get_server_version().major)
            await settle(connection, self._session)
        except BaseException:
            connection.terminate()
            raise
        return connection

    def _remember(self, host: Host) -> None:
        while self._hosts[0] != host:
            self._hosts.rotate(-1)


def _telling(former: BaseException | None, latter: BaseException) -> BaseException:
    """What a server said tells more than the silence of another."""
    silent = isinstance(latter, OSError | TimeoutError)
    return former if former is not None and silent else latter


def _discard(attempt: asyncio.Task[Connection]) -> None:
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().terminate()


async def connect(url: str, **options: Any) -> Connection:
    """One connection, for a command or a check; the options are `Connector`'s. Raises `CannotConnect`."""
    return await Connector(url, **options)()
