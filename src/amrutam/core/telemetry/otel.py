"""Makes spans of OpenTelemetry. `tracing.py` imports this module only if OTEL_ variables turn tracing on.

Attributes contain only what cannot be personal: HTTP methods, route templates, status codes, names of
statements, calls and jobs, ids of jobs, types of errors. No attribute contains a path, query, header,
address, message or parameter, because those can contain personal data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import time_ns
from typing import Any

from opentelemetry import context, propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from amrutam import __version__
from amrutam.core.telemetry.trace_context import TRACE, JobHeaders, Observer, Trace

_HEALTH = frozenset({"/livez", "/readyz", "/metrics"})
_UNMATCHED = "unmatched"


def configure(role: str) -> None:
    """Configures the SDK; the service's name is `amrutam-<role>` unless OTEL_SERVICE_NAME is set.

    Sampler, batches, receiver and headers come from OpenTelemetry's standard variables.
    """
    named = {} if "OTEL_SERVICE_NAME" in os.environ else {"service.name": f"amrutam-{role}"}
    provider = TracerProvider(resource=Resource.create({**named, "service.version": __version__}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def shut_down() -> None:
    """Sends the remaining spans and ends the SDK."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.shutdown()


def _tracer() -> trace.Tracer:
    return trace.get_tracer("amrutam", __version__)


class TracedApp:
    """Makes a span for each request other than health checks and scrapes, and for each message of a WebSocket."""

    def __init__(self, app: ASGIApp, *, callers_are_trusted: bool) -> None:
        self._app = app
        self._callers_are_trusted = callers_are_trusted
        self._tracer = _tracer()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in _HEALTH:
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            messages = _Messages(self._tracer, self._parent(scope), receive)
            try:
                await self._app(scope, messages.receive, send)
            finally:
                messages.end()
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        with _current(
            self._tracer.start_span(scope["method"], self._parent(scope), SpanKind.SERVER)
        ) as span:
            if not span.is_recording():
                await self._app(scope, receive, send)
                return
            status = 500

            async def send_and_see(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            try:
                await self._app(scope, receive, send_and_see)
            finally:
                _describe(span, scope, status)

    def _parent(self, scope: Scope) -> context.Context | None:
        """The context with the parent span that a trusted caller names; without such a span a new trace begins.

        The result is None for untrusted callers, who could otherwise turn on sampling.
        """
        if not self._callers_are_trusted:
            return None
        return propagate.extract(
            {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        )


class _Messages:
    """Receives the messages of a WebSocket, and makes a span for each message.

    The span lasts until the next message is awaited, so the span includes what the application does until then.
    """

    def __init__(
        self, tracer: trace.Tracer, parent: context.Context | None, receive: Receive
    ) -> None:
        self._tracer = tracer
        self._parent = parent
        self._receive = receive
        self._open: Any = None

    async def receive(self) -> Message:
        self.end()
        message = await self._receive()
        if message["type"] == "websocket.receive":
            span = self._tracer.start_span("websocket message", self._parent, SpanKind.SERVER)
            self._open = _current(span)
            self._open.__enter__()
        return message

    def end(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.__exit__(None, None, None)


def observer(observe: Observer, system: str) -> Observer:
    """Returns an observer that calls `observe`, and then makes a span of the ended call if a sampled span is open.

    `system`: the called system, `postgresql` or `redis`. A span that is made afterwards costs nothing before the call,
    and little while no sampled span is open.
    """
    tracer = _tracer()
    attributes = {"db.system.name": system}

    def observe_and_trace(name: str, seconds: float) -> None:
        observe(name, seconds)
        open_span = TRACE.get()
        if open_span is None or not open_span.is_sampled:
            return
        now = time_ns()
        began = now - int(seconds * 1e9)
        span = tracer.start_span(
            name, kind=SpanKind.CLIENT, attributes={**attributes, "db.operation.name": name},
            start_time=began,
        )  # fmt: skip
        span.end(now)

    return observe_and_trace


@contextmanager
def job_span(name: str, id_: str, headers: JobHeaders) -> Iterator[Span]:
    """Context manager that yields the span of one attempt at a job. `name` and `id_`: the job's name and id.

    `headers`: the member `otel` of the job's headers, which names the trace to continue; None begins a new trace.
    """
    carrier = headers if isinstance(headers, Mapping) else {}
    attributes = {
        "messaging.system": "postgresql",
        "messaging.destination.name": name,
        "messaging.message.id": id_,
    }
    span = _tracer().start_span(
        f"job {name}", propagate.extract(carrier), SpanKind.CONSUMER, attributes
    )
    with _current(span):
        yield span


def _describe(span: Span, scope: Scope, status: int) -> None:
    route = scope.get("amrutam.route") or str(getattr(scope.get("route"), "path", _UNMATCHED))
    span.update_name(f"{scope['method']} {route}")
    span.set_attribute("http.request.method", scope["method"])
    span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        span.set_status(Status(StatusCode.ERROR))


@contextmanager
def _current(span: Span) -> Iterator[Span]:
    """Context manager: while it is open, spans of calls become children of `span` and log lines carry its ids.

    Ends the span with the body; an exception of the body marks the span as failed.
    """
    opened = context.attach(trace.set_span_in_context(span))
    told = span.get_span_context()
    ids = Trace(
        trace.format_trace_id(told.trace_id), trace.format_span_id(told.span_id),
        told.trace_flags.sampled,
    )  # fmt: skip
    named = TRACE.set(ids)
    try:
        yield span
    except BaseException as error:
        span.set_attribute("error.type", type(error).__qualname__)
        span.set_status(Status(StatusCode.ERROR))
        raise
    finally:
        TRACE.reset(named)
        context.detach(opened)
        span.end()
