"""The ASGI layer around the application.

It sets the request's id, time limit and priority, refuses requests under overload, reads and checks the body, calls
the route through the fast lane or FastAPI, adds headers, and records the request's status and duration.
"""

from __future__ import annotations

import re
from secrets import token_hex
from time import monotonic
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from amrutam.core.counters import Counters
from amrutam.core.errors import BadRequest, BodyTooLarge, UnsupportedMedia
from amrutam.core.http.failures import answer_to
from amrutam.core.http.fast import FastLane
from amrutam.core.http.head import as_get
from amrutam.core.http.health import PATHS as HEALTH
from amrutam.core.http.json_body import read_json
from amrutam.core.http.own_writes import OwnWrites, is_read
from amrutam.core.http.shedding import Shedding, priority_of
from amrutam.core.lifecycle import Stopping
from amrutam.core.request_budget import BUDGET, Budget, Priority
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.logs import REQUEST_ID
from amrutam.core.telemetry.request_log import log_request
from amrutam.core.telemetry.requests import UNMATCHED, Requests

_WITH_BODY = {"POST", "PUT", "PATCH"}
_TAKES_IMAGE = re.compile(r"/v1/doctors/[^/]+/photo\Z")
_IMAGES = {b"image/jpeg", b"image/png", b"image/webp"}
_SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
_HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_HAS_POLICY = b"content-security-policy"
_CLOSE = (b"connection", b"close")


class Boundary:
    """The ASGI layer around the application, which reads and checks the bodies of POST, PUT and PATCH before routing.

    `elsewhere`: route templates that another role serves while it is healthy; reads of these are counted.
    """

    def __init__(
        self,
        app: FastAPI,
        settings: Settings,
        stopping: Stopping,
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.app = app
        self.settings = settings
        self.fast = FastLane(app)
        self.stopping = stopping
        self.own_writes = OwnWrites(settings) if settings.replica_urls else None
        self.elsewhere = elsewhere
        self.requests = Requests(_routes(app))
        self.shedding = Shedding(settings, app)
        self.headers = list(_SECURITY_HEADERS)
        if settings.public_url.startswith("https://") and not _is_loopback(settings.public_url):
            self.headers.append(_HSTS)
        self.without_policy = [h for h in self.headers if h[0] != _HAS_POLICY]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = as_get(scope, send)
        started = monotonic()
        priority = priority_of(scope["method"], scope["path"])
        budget = BUDGET.set(Budget(started + self.settings.request_seconds, priority))
        self.shedding.under_way += 1
        request_id = token_hex(16)
        REQUEST_ID.set(request_id)
        scope["app"] = self.app
        if self.own_writes is not None:
            self.own_writes.begin(scope, self.app.state.resources)
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message["headers"]
                has_policy = _HAS_POLICY in dict(headers)
                message["headers"] = [
                    *headers,
                    *(self.without_policy if has_policy else self.headers),
                    # Dependencies such as rate limits set these headers; responses to errors have them too.
                    *scope.get("amrutam.headers", ()),
                    (b"x-request-id", request_id.encode()),
                ]
                if self.stopping.begun.is_set():
                    message["headers"].append(_CLOSE)
                if self.own_writes is not None:
                    message["headers"] += await self.own_writes.headers(
                        status, self.app.state.resources
                    )
            await send(message)

        try:
            await self._answer(scope, receive, send_with_headers, priority)
        finally:
            self._record(scope, status, monotonic() - started, request_id)
            REQUEST_ID.set("")
            self.shedding.under_way -= 1
            BUDGET.reset(budget)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, priority: Priority) -> None:
        request = Request(scope)
        body: object = None
        try:
            self.shedding.check(priority)
            if scope["method"] in _WITH_BODY:
                sent, body = await self._checked_body(scope, receive)
                receive = _replayed(sent, receive)
            response = await self._fast(request, body)
        except Exception as error:  # noqa: BLE001 - every exception gets an answer
            response = await answer_to(request, error)
        if response is None:
            await self._framework(scope, receive, send)
        else:
            await response(scope, receive, send)

    async def _framework(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Calls FastAPI, and drops an exception that it raises after the response is complete.

        Starlette raises a defect again after `answer_to` has logged the defect and made the response with status 500.
        The server would then close the connection, and a next request that a proxy has already sent on the
        connection would be lost.
        """
        is_answered = False

        async def send_and_see(message: Message) -> None:
            nonlocal is_answered
            await send(message)
            is_answered = message["type"] == "http.response.body" and not message.get("more_body")

        try:
            await self.app(scope, receive, send_and_see)
        except Exception:
            if not is_answered:
                raise

    async def _fast(self, request: Request, body: object) -> Response | None:
        found = self.fast.find(request.scope["method"], request.scope["path"])
        if found is None:
            return None
        endpoint, id_ = found
        return await endpoint(request, id_, body)

    async def _checked_body(self, scope: Scope, receive: Receive) -> tuple[bytes, object]:
        """Returns (the body's bytes, its parsed JSON); None instead of the JSON if the body is empty or an image.

        Raises `UnsupportedMedia` for another media type, `BodyTooLarge`, and `BadRequest` for a body that `read_json`
        refuses and if the connection ends before the body does.
        """
        header = next((v for k, v in scope["headers"] if k == b"content-type"), b"")
        media_type = header.partition(b";")[0].strip().lower()
        if scope["method"] == "PUT" and _TAKES_IMAGE.match(scope["path"]):
            return await self._image(receive, media_type), None
        body = await _read(receive, self.settings.max_body_bytes)
        if not body:
            return body, None
        if media_type in _IMAGES and _TAKES_IMAGE.match(scope["path"]):
            # An image with another method than PUT is passed on: the router refuses the method with 405.
            return body, None
        if media_type != b"application/json":
            raise UnsupportedMedia("The request body must be JSON")
        return body, read_json(body)

    async def _image(self, receive: Receive, media_type: bytes) -> bytes:
        """Reads an image, whose size `photo_max_bytes` limits. No other body may be anything but JSON.

        Raises `UnsupportedMedia` for another media type, `BodyTooLarge`, and `BadRequest` if the connection ends first.
        """
        if media_type not in _IMAGES:
            raise UnsupportedMedia(
                "The photo must be a JPEG, PNG or WebP image, with its Content-Type"
            )
        return await _read(receive, self.settings.photo_max_bytes)

    def _record(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        route = scope.get("amrutam.route") or str(getattr(scope.get("route"), "path", UNMATCHED))
        self.requests.observe(route, scope["method"], status, seconds)
        if route in self.elsewhere and is_read(scope):
            metrics.AVAILABILITY_INSTEAD.inc()
        # Load balancers and Prometheus request these paths every few seconds, and a 503 of `/readyz` is
        # no error; `/readyz` logs changes itself.
        if route in HEALTH:
            return
        if status >= 500:
            self.app.state.resources.part(Counters).happened("errors")
        log_request(route, scope["method"], status, seconds, request_id)


def _routes(app: FastAPI) -> list[tuple[str, str]]:
    """(path template, method) of each route. Routes of the fast lane are FastAPI routes too, so they are included."""
    return [
        (str(route.path), method)
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
    ]


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Returns a `receive` that passes the body, which was read already, to FastAPI.

    Further messages are read from the connection.
    """
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _read(receive: Receive, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadRequest("The connection ended before the body did")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise BodyTooLarge
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
