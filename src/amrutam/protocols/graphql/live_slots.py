"""Subscriptions of live slots: the messages that a socket of `/v1/realtime` gets, as GraphQL events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from ariadne import SubscriptionType
from graphql import GraphQLSchema
from pydantic import BaseModel, Field

from amrutam.availability.models import RequestedDays
from amrutam.availability.reading import check_dates
from amrutam.core.dates import Day
from amrutam.core.errors import DomainError, Unavailable
from amrutam.core.resources import Resources
from amrutam.protocols.graphql.context import Info
from amrutam.protocols.graphql.documents import Documents
from amrutam.protocols.graphql.problems import validated
from amrutam.protocols.graphql.schema import make_schema
from amrutam.protocols.graphql.slots import shown_slots
from amrutam.realtime.frames import unframed
from amrutam.realtime.hub import hub_of
from amrutam.realtime.sockets import Socket

_subscription = SubscriptionType()

_decode = msgspec.json.Decoder().decode
_TYPES = {
    "snapshot": "DoctorSlots", "slot": "SlotChanged", "stale": "SlotsStale", "late": "DoctorLate",
}  # fmt: skip


class _Subscription(BaseModel):
    doctor_id: UUID
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class Events:
    """The frames of one subscription, in order: the `Pipe` of its `Socket` (`realtime/sockets.py`).

    `close(code)` closes the connection, which other subscriptions can share.
    """

    def __init__(self, close: Callable[[int], None]) -> None:
        self._close = close
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._unread = 0
        self.is_open = True

    def push(self, frame: bytes, most_unread: int) -> bool:
        """Adds a frame; returns False, without adding the frame, if more than `most_unread` bytes are unread."""
        if self._unread > most_unread:
            return False
        self._unread += len(frame)
        self._waiting.put_nowait(frame)
        return True

    def end(self, code: int) -> None:
        """Ends the subscription and closes its connection with the close code."""
        self.is_open = False
        self._close(code)

    async def next(self) -> dict[str, Any]:
        """The next event: a dictionary with `__typename` and the fields of that GraphQL type.

        Waits until there is an event. Raises `NotFound` when the doctor does not exist or is no longer
        approved.
        """
        frame = await self._waiting.get()
        self._unread -= len(frame)
        event: dict[str, Any] = _decode(unframed(frame))
        kind = event.pop("type")
        if kind == "error":
            code = event["problem"]["type"].rpartition("/")[2]
            raise (DomainError.named(code) or Unavailable)(event["problem"]["detail"])
        if kind == "snapshot":
            shown_slots(event)
        return {"__typename": _TYPES[kind], **event}


@_subscription.source("slots")
async def _slots(_root: Any, info: Info, **arguments: Any) -> AsyncGenerator[dict[str, Any], None]:
    context = info.context
    assert context.live is not None  # noqa: S101 - subscriptions come over sockets only
    asked, resources = validated(_Subscription, arguments), context.resources
    check_dates(RequestedDays(asked.first, asked.last, resources.settings.slots_max_days))
    hub, events = hub_of(resources), Events(context.live.close)
    socket = Socket(events, context.live.seat, resources.settings.realtime_backlog_bytes)
    socket.session_id = context.live.session_id
    hub.enter(socket)
    try:
        hub.subscribe(socket, asked.doctor_id, (asked.first, asked.last))
        while True:
            yield await events.next()
    finally:
        hub.leave(socket)


@_subscription.field("slots")
def _slot(event: dict[str, Any], _info: Info, **_arguments: Any) -> dict[str, Any]:
    return event


@cache
def live_schema() -> GraphQLSchema:
    """The complete schema, of which the gateway serves only the subscriptions."""
    return make_schema([_subscription])


def live_documents(resources: Resources) -> Documents:
    """Makes the cache of parsed documents; `resources.part(live_documents)` returns the one of the process."""
    return Documents(resources.settings, live_schema())
