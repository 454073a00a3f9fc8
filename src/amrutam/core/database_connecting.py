"""Opens connections to PostgreSQL: tries several hosts, sets the session's settings, describes failures in words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from asyncpg import Connection

from amrutam.core.database_attempts import NEXT_HOST, Attempts
from amrutam.core.database_causes import CannotConnect, check_version, why_not_connected
from amrutam.core.database_primary import (
    FAILURES,
    Host,
    OldTimeline,
    Primary,
    PrimaryWatch,
    open_at,
    read_timeline,
)
from amrutam.core.database_session import settle
from amrutam.core.database_url import parse_database_url

STANDARD_TIMEOUT_SECONDS = 10.0
STANDARD_HOST_SECONDS = 0.5
STANDARD_PROMOTION_SECONDS = 5.0
"""The default of `promotion_seconds` (see `Connector`).

A planned switchover under Patroni takes about three seconds until the other server is promoted (decision 0108).
"""
_ASK_AGAIN_SECONDS = 1.0
_PRIMARY = ("primary", "read-write")


class Connector:
    """Opens connections to a host that satisfies `target_session_attrs`.

    The known primary, or if no primary is wanted the host that served last, is tried first. After a failure, or
    `host_seconds` without an answer, all other hosts are tried at the same time. If the primary is wanted and not known
    yet, all hosts are tried at once, and of several servers that claim to be primary the one with the newest timeline
    is used.

    After the loss of the primary, a caller waits for the promotion of another server until `promotion_seconds` have
    passed since the first failed attempt. During a longer outage, attempts fail without this wait.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout_seconds: float = STANDARD_TIMEOUT_SECONDS,
        host_seconds: float = STANDARD_HOST_SECONDS,
        promotion_seconds: float = STANDARD_PROMOTION_SECONDS,
        session: Mapping[str, str] | None = None,
        primary: Primary | None = None,
        **options: Any,
    ) -> None:
        """`url` is in the form of `database_url.py`.

        `timeout_seconds` limits a whole call, including the wait for a promotion; `host_seconds` limits the wait for
        the host that is tried first. `session`: settings of each session by name, as `session_settings` returns
        them; None sets none. `primary`: the newest primary, which connectors of one process can share; None makes an
        own one. `options` are those of `asyncpg.connect`. Raises `ValueError` for a malformed URL.
        """
        self.url = parse_database_url(url)
        self.primary = primary or Primary()
        self._text = url
        self._timeout_seconds = timeout_seconds
        self._host_seconds = host_seconds
        self._promotion_seconds = promotion_seconds
        self._lost_at: float | None = None
        self._session = session or {}
        self._options = options
        self._served: Host | None = None

    async def __call__(self) -> Connection:
        """Opens a connection, applies the session's settings and returns the connection.

        Raises `CannotConnect` if that fails or takes too long; the message is the cause.
        """
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._awaited()
        except CannotConnect:
            raise
        except (*FAILURES, OldTimeline) as error:
            raise why_not_connected(error, self.url) from error

    def watch(self, every_seconds: float) -> PrimaryWatch | None:
        """Returns a watch over the hosts, which the caller must run; None with one host or if no primary is wanted.

        `every_seconds`: the pause between two polls of the hosts.
        """
        if len(self.url.hosts) == 1 or self.url.target_session_attrs not in _PRIMARY:
            return None
        options = {**self._options, "timeout": self._host_seconds}
        hosts = {host: partial(open_at, self._text, host, **options) for host in self.url.hosts}
        return PrimaryWatch(hosts, self.primary, every_seconds, self._host_seconds)

    async def _awaited(self) -> Connection:
        while True:
            try:
                found = await self._opened()
            except NEXT_HOST:
                left = self._promotion_seconds_left()
                if left <= 0:
                    raise
                await self.primary.promoted(min(left, _ASK_AGAIN_SECONDS))
            else:
                self._lost_at = None
                return found

    def _promotion_seconds_left(self) -> float:
        """The seconds for which the promotion of another primary is still awaited; 0 or less if none is awaited.

        The result is 0 with one host, if no primary is wanted, and before the first primary was found.
        """
        is_wanted = len(self.url.hosts) > 1 and self.url.target_session_attrs in _PRIMARY
        if not is_wanted or self.primary.timeline is None:
            return 0
        self._lost_at = monotonic() if self._lost_at is None else self._lost_at
        return self._lost_at + self._promotion_seconds - monotonic()

    async def _opened(self) -> Connection:
        wanted = self.url.target_session_attrs
        if wanted != "prefer-standby":
            return await self._first(wanted)
        with suppress(*NEXT_HOST):
            return await self._first("standby")
        return await self._first("any")

    async def _first(self, attributes: str) -> Connection:
        """Returns a connection that satisfies `attributes`, and cancels all other attempts.

        The result is a connection of the hosts that are tried first; if these give none within `host_seconds`, it is
        the first connection of any host.
        """
        first, others = self._order(attributes)
        attempts = Attempts()
        try:
            attempts.begin(self._of(host, attributes) for host in first)
            found = await attempts.among_all(self._host_seconds)
            attempts.begin(self._of(host, attributes) for host in others)
            return found or await attempts.first()
        finally:
            attempts.end()

    def _order(self, attributes: str) -> tuple[Sequence[Host], Sequence[Host]]:
        """Returns (the hosts to try first, the hosts to try if those fail or do not answer)."""
        hosts = self.url.hosts
        known = self._served
        if attributes in _PRIMARY:
            if self.primary.host not in hosts:
                return hosts, ()
            known = self.primary.host
        first = known if known in hosts else hosts[0]
        return (first,), [host for host in hosts if host != first]

    async def _of(self, host: Host, attributes: str) -> Connection:
        connection = await open_at(
            self._text, host, target_session_attrs=attributes, timeout=self._timeout_seconds,
            **self._options,
        )  # fmt: skip
        try:
            check_version(connection.get_server_version().major)
            await settle(connection, self._session)
            timeline = await read_timeline(connection)
            if timeline is not None:
                self.primary.admit(connection, host, timeline)
        except BaseException:
            connection.terminate()
            raise
        self._served = host
        return connection


async def connect(url: str, **options: Any) -> Connection:
    """Opens and returns one connection, for a command or a check; `options` are arguments of `Connector`.

    Raises `CannotConnect` as a `Connector` does, and `ValueError` for a malformed URL.
    """
    return await Connector(url, **options)()
