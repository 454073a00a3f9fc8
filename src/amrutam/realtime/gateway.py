"""`WS /v1/realtime`: checks who may open a socket, and handles the messages of its client.

Protocol: docs/explanation/realtime.md.
"""

from __future__ import annotations

from time import monotonic
from uuid import UUID

import structlog
from fastapi import FastAPI
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from amrutam.accounts import csrf
from amrutam.accounts.access import COOKIE
from amrutam.accounts.errors import OriginRefused
from amrutam.admission.places import open_place
from amrutam.availability.models import RequestedDays
from amrutam.availability.reading import check_dates
from amrutam.core.errors import (
    BadRequest,
    DomainError,
    Invalid,
    NotFound,
    SignInRequired,
    TooManyRequests,
    Unavailable,
)
from amrutam.core.http.address import client_address, limited_address
from amrutam.core.http.problems import problem
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources, resources_of
from amrutam.core.setting_values import listed
from amrutam.core.settings import Settings
from amrutam.realtime import messages, tickets
from amrutam.realtime.errors import TooManySockets
from amrutam.realtime.hub import Hub, hub_of
from amrutam.realtime.messages import Auth, Ping, Said, Subscribe, Unsubscribe, WatchPlace
from amrutam.realtime.sockets import NONSENSE, SIGNED_OUT, TOO_MANY, Socket
from amrutam.realtime.wire import wire_of

log = structlog.get_logger("amrutam.realtime")

PATH = "/v1/realtime"
_NONSENSE_LIMIT = 5
_WINDOW_SECONDS = 10.0
_ANY = 1_000_000_000


class Gateway:
    """ASGI layer in front of the HTTP application `http`, which has no WebSocket routes.

    Serves WebSockets at `/v1/realtime`, refuses those at other paths with `NotFound`, and passes the rest on.
    """

    def __init__(self, app: FastAPI, http: ASGIApp) -> None:
        self._app = app
        self._http = http

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._http(scope, receive, send)
            return
        scope["app"] = self._app
        await receive()  # receives the event websocket.connect, which ASGI sends first
        connection = HTTPConnection(scope)
        resources = resources_of(connection)
        try:
            if scope["path"] != PATH:
                raise NotFound
            seat = await admitted(connection, resources)
        except DomainError as refusal:
            answer = problem(refusal, resources.settings.public_url, scope["path"])
            await answer(scope, receive, send)
            return
        socket = Socket(wire_of(scope), seat, resources.settings.realtime_backlog_bytes)
        await _Talk(hub_of(resources), socket).run(receive, send)


async def admitted(connection: HTTPConnection, resources: Resources) -> str:
    """Checks and counts a new socket. Returns the name under which `hub.socket_limits` counts the socket.

    Raises `OriginRefused` as `check_origin` does, `Unavailable` if the gateway has `realtime_sockets`, and,
    unless the setting `rate_limits` is `off`, `TooManySockets` if the client's address has
    `realtime_sockets_per_address`. When the socket ends, the caller passes the name to `socket_limits.leave`.
    """
    check_origin(connection, resources.settings)
    hub = hub_of(resources)
    if len(hub.sockets) >= resources.settings.realtime_sockets:
        raise Unavailable("This gateway has as many WebSockets as it can have")
    address = limited_address(client_address(connection))
    seat = "address:" + resources.keyring.mac("address", address.encode())[:12].hex()
    is_bounded = resources.settings.rate_limits == "on"
    limit = resources.settings.realtime_sockets_per_address if is_bounded else _ANY
    await hub.socket_limits.take(seat, limit)
    return seat


def check_origin(connection: HTTPConnection, settings: Settings) -> None:
    """Raises `OriginRefused` for pages of other sites, and for clients with a cookie and no Origin header.

    The setting `realtime_origins` allows other sites. Browsers send an Origin; a client without one is a
    program, which must not use the session's cookie.
    """
    origin = connection.headers.get("origin")
    others = map(csrf.origin_of, listed(settings.realtime_origins))
    if origin is None:
        if COOKIE in connection.cookies:
            raise OriginRefused
    elif origin not in csrf.origins(settings.public_url) and origin not in others:
        raise OriginRefused


class _Talk:
    """Reads one socket's messages one after the other, until the socket ends."""

    def __init__(self, hub: Hub, socket: Socket) -> None:
        self._hub = hub
        self._socket = socket
        self._settings = hub.resources.settings
        self._heard = 0
        self._nonsense = 0
        self._counted = 0
        self._window_ends = 0.0

    async def run(self, receive: Receive, send: Send) -> None:
        started, code = monotonic(), 1006
        self._hub.enter(self._socket)
        try:
            await send({"type": "websocket.accept"})
            while (message := await receive())["type"] == "websocket.receive":
                await self._take(message)
            code = message.get("code", code)
        finally:
            self._hub.leave(self._socket)
            await self._hub.socket_limits.leave(self._socket.seat)
            log.info("socket_closed", code=self._socket.closed_with or code,
                     signed_in=self._socket.session_id is not None, messages=self._heard,
                     seconds=round(monotonic() - started, 1))  # fmt: skip

    async def _take(self, message: Message) -> None:
        """Handles a message. Domain errors and `RedisAway` are not raised but sent to the client.

        Too many messages, five faulty ones in succession and a ticket that is refused also end the socket.
        """
        if not self._may_speak():
            self._refuse(TooManyRequests())
            self._socket.end(TOO_MANY)
            return
        try:
            said = messages.read(message.get("text"))
        except (BadRequest, Invalid) as nonsense:
            self._refuse(nonsense)
            self._nonsense += 1
            if self._nonsense >= _NONSENSE_LIMIT:
                self._socket.end(NONSENSE)
            return
        finally:
            self._heard += 1
        self._nonsense = 0
        about = said.doctor_id if isinstance(said, Subscribe) else None
        try:
            await self._do(said)
        except DomainError as refusal:
            self._refuse(refusal, about)
        except RedisAway:
            self._refuse(Unavailable(), about)

    def _may_speak(self) -> bool:
        now = monotonic()
        if now > self._window_ends:
            self._counted, self._window_ends = 0, now + _WINDOW_SECONDS
        self._counted += 1
        return self._counted <= self._settings.realtime_messages_per_10_seconds

    async def _do(self, said: Said) -> None:
        match said:
            case Ping():
                self._socket.push(messages.PONG)
            case Subscribe():
                check_dates(RequestedDays(said.first, said.last, self._settings.slots_max_days))
                self._hub.subscribe(self._socket, said.doctor_id, (said.first, said.last))
            case Unsubscribe():
                self._hub.unsubscribe(self._socket, said.doctor_id)
            case WatchPlace():
                place = open_place(self._hub.resources.keyring, said.place)
                if place is None:
                    raise NotFound
                self._hub.places.watch(self._socket, place)
            case Auth():
                await self._sign_in(said.ticket)

    async def _sign_in(self, ticket: str) -> None:
        """Signs the socket in, which then counts for the account's limit and not for that of the address.

        A ticket that is not valid, or too many sockets of the account, ends the socket. Raises `Invalid`
        unless `auth` is the first message, and `RedisAway` and `Unavailable` as `tickets.redeem` does.
        """
        if self._heard > 1:
            raise Invalid("`auth` must be the first message")
        hub, socket = self._hub, self._socket
        try:
            bearer = await tickets.redeem(hub.resources, ticket)
        except SignInRequired as refusal:
            self._refuse(refusal)
            socket.end(SIGNED_OUT)
            return
        seat = f"account:{bearer.account_id}"
        try:
            await hub.socket_limits.take(seat, self._settings.realtime_sockets_per_account)
        except TooManySockets as refusal:
            self._refuse(refusal)
            socket.end(TOO_MANY)
            return
        before, socket.seat, socket.session_id = socket.seat, seat, bearer.session_id
        await hub.socket_limits.leave(before)
        socket.push(messages.SIGNED_IN)

    def _refuse(self, fact: DomainError, doctor_id: UUID | None = None) -> None:
        self._socket.push(messages.error(fact, self._settings.public_url, doctor_id))
