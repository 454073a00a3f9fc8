"""`/graphql` over WebSocket, by the protocol https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from logging import CRITICAL, Logger
from time import monotonic
from typing import Any

from ariadne.asgi.handlers import GraphQLTransportWSHandler
from fastapi import FastAPI
from graphql import DocumentNode, GraphQLError, OperationType
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from amrutam.accounts.access import caller_of_token
from amrutam.core.errors import BadRequest, DomainError, SignInRequired, Unavailable
from amrutam.core.http.json_body import read_json
from amrutam.core.http.problems import problem
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources, resources_of
from amrutam.protocols.graphql.context import Context, Live
from amrutam.protocols.graphql.documents import NotValid
from amrutam.protocols.graphql.execution import asked_for, prepare
from amrutam.protocols.graphql.live_slots import live_documents, live_schema
from amrutam.protocols.graphql.problems import as_error
from amrutam.realtime import tickets
from amrutam.realtime.errors import TooManySubscriptions
from amrutam.realtime.gateway import admitted
from amrutam.realtime.hub import hub_of
from amrutam.realtime.sockets import IDLE, NONSENSE, TOO_MANY

PATH = "/graphql"
PROTOCOL = "graphql-transport-ws"
_FORBIDDEN = 4403
_TRY_AGAIN = 1013
"""The close code "try again later" (1013), for an outage; a refusal has the code `_FORBIDDEN`."""
_WINDOW_SECONDS = 10.0
_BEARER = "bearer "


class GraphqlSockets:
    """ASGI layer in front of the gateway: serves WebSockets at `/graphql`, and passes the rest to `otherwise`."""

    def __init__(self, app: FastAPI, otherwise: ASGIApp) -> None:
        self._app = app
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or scope["path"] != PATH:
            await self._otherwise(scope, receive, send)
            return
        scope["app"] = self._app
        connection = HTTPConnection(scope)
        resources = resources_of(connection)
        try:
            if PROTOCOL not in scope["subprotocols"]:
                raise BadRequest(f"The WebSocket must use the protocol {PROTOCOL}")
            seat = await admitted(connection, resources)
        except DomainError as refusal:
            await receive()  # receives the event websocket.connect, which ASGI sends first
            await problem(refusal, resources.settings.public_url, PATH)(scope, receive, send)
            return
        talk = _Talk(resources, seat)
        try:
            await talk.handle_websocket(_Checked(talk, scope, receive, send))
        finally:
            await talk.leave()


class _Checked(WebSocket):
    """A WebSocket that is closed with 4400 after a message that is not JSON, and with 4410 when its client is silent.

    A client is silent if it sends nothing for `realtime_idle_seconds`, and had no subscription at the beginning
    of this time.
    """

    def __init__(self, talk: _Talk, scope: Scope, receive: Receive, send: Send) -> None:
        super().__init__(scope, receive, send)
        self.talk = talk
        talk.websocket = self

    async def receive(self) -> Message:
        try:
            async with asyncio.timeout(self.talk.patience()):
                message = await super().receive()
            if message["type"] == "websocket.receive":
                read_json((message.get("text") or "").encode())
        except TimeoutError:
            return await self._ended(IDLE)
        except BadRequest:
            return await self._ended(NONSENSE)
        return message

    async def _ended(self, code: int) -> Message:
        with suppress(RuntimeError):  # the connection is closed already
            await self.close(code)
        return {"type": "websocket.disconnect", "code": code}


class _Talk(GraphQLTransportWSHandler):
    """One connection: Ariadne's protocol handler, with this platform's limits and documents."""

    def __init__(self, resources: Resources, seat: str) -> None:
        settings = resources.settings
        idle = timedelta(seconds=settings.realtime_idle_seconds)
        super().__init__(connection_init_wait_timeout=idle)
        self.configure(
            live_schema(),
            context_value=lambda websocket, _data: self._context(websocket),
            query_parser=lambda _context, data: self._document(data),
            query_validator=lambda *_, **__: [],
            error_formatter=lambda error, _debug: as_error(error, settings.public_url),
            # `as_error` reports defects without their values, so the library's own log, which
            # contains values, is turned off.
            logger=Logger("graphql", CRITICAL + 1),  # noqa: LOG001 - a logger that no configuration can find by name
        )
        self._resources = resources
        self._live = Live(seat, None, self._close)
        self._operations: dict[str, Any] = {}
        self._counted = 0
        self._window_ends = 0.0
        self._closing: asyncio.Task[None] | None = None
        self.websocket: WebSocket

    async def leave(self) -> None:
        await hub_of(self._resources).socket_limits.leave(self._live.seat)

    def patience(self) -> float | None:
        """Returns the seconds for which the client can be silent; None (no limit) if the client has a subscription."""
        return None if self._operations else self._resources.settings.realtime_idle_seconds

    async def handle_websocket_message(
        self, websocket: WebSocket, message: Any, client_context: Any
    ) -> None:
        self._operations = client_context.operations
        if not self._may_speak():
            await websocket.close(TOO_MANY)
        elif not _is_message(message):
            await websocket.close(NONSENSE)
        else:
            await super().handle_websocket_message(websocket, message, client_context)

    async def handle_websocket_connection_init_message(
        self, websocket: WebSocket, message: dict[str, Any], client_context: Any
    ) -> None:
        if not client_context.connection_init_received:
            try:
                await self._sign_in(message.get("payload") or {})
            except (DomainError, RedisAway) as refusal:
                client_context.connection_init_received = True
                is_passing = isinstance(refusal, Unavailable | RedisAway)
                await websocket.close(_TRY_AGAIN if is_passing else _FORBIDDEN)
                return
        await super().handle_websocket_connection_init_message(websocket, message, client_context)

    async def _sign_in(self, given: dict[str, Any]) -> None:
        """Signs in with an access token, or a ticket of `POST /v1/realtime/ticket`; both are optional.

        Raises `SignInRequired` if what was given is not valid, `TooManySockets` if the account has
        `realtime_sockets_per_account` sockets, `RedisAway` and `Unavailable`.
        """
        ticket, bearer = given.get("ticket"), given.get("authorization")
        if isinstance(ticket, str):
            found = await tickets.redeem(self._resources, ticket)
        elif isinstance(bearer, str) and bearer.lower().startswith(_BEARER):
            found = tickets.Bearer.of(
                await caller_of_token(self._resources, bearer[len(_BEARER) :].strip())
            )
        elif ticket is None and bearer is None:
            return
        else:
            raise SignInRequired
        seats, before = hub_of(self._resources).socket_limits, self._live.seat
        seat = f"account:{found.account_id}"
        await seats.take(seat, self._resources.settings.realtime_sockets_per_account)
        self._live.seat, self._live.session_id = seat, found.session_id
        await seats.leave(before)

    def _may_speak(self) -> bool:
        now = monotonic()
        if now > self._window_ends:
            self._counted, self._window_ends = 0, now + _WINDOW_SECONDS
        self._counted += 1
        return self._counted <= self._resources.settings.realtime_messages_per_10_seconds

    def _document(self, data: Any) -> DocumentNode:
        """Parses the client's message, and returns the document of its subscription.

        Raises `GraphQLError` for an invalid document, for a query or mutation, and if the socket
        has too many subscriptions. If the reason is a domain error, it is the `original_error`.
        """
        try:
            if len(self._operations) >= self._resources.settings.realtime_subscriptions:
                raise TooManySubscriptions
            prepared = prepare(self._resources.part(live_documents), asked_for(data))
            if prepared.operation.kind is not OperationType.SUBSCRIPTION:
                raise BadRequest(
                    "Send queries and mutations over HTTP; the WebSocket is for subscriptions"
                )
        except NotValid as refusal:
            raise refusal.errors[0] from None
        except DomainError as refusal:
            raise GraphQLError(refusal.detail, original_error=refusal) from None
        return prepared.document.node

    def _context(self, websocket: WebSocket) -> Context:
        return Context(websocket, self._resources, None, live=self._live)

    def _close(self, code: int) -> None:
        """Closes the connection in the event loop's next turn, because the caller may still notify other sockets."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._say_goodbye(code))

    async def _say_goodbye(self, code: int) -> None:
        with suppress(RuntimeError):  # the connection is closed already
            await self.websocket.close(code)


def _is_message(message: Any) -> bool:
    """Whether the message has a valid shape, which Ariadne does not check."""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    payload = message.get("payload")
    if message["type"] == "subscribe":
        return (
            isinstance(message.get("id"), str)
            and isinstance(payload, dict)
            and isinstance(payload.get("query"), str)
            and isinstance(payload.get("variables") or {}, dict)
            and isinstance(payload.get("operationName") or "", str)
        )
    if message["type"] == "complete":
        return isinstance(message.get("id"), str)
    return isinstance(payload or {}, dict)
