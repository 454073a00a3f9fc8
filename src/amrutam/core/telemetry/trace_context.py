"""The open span, as logs and the queue need it: also where nobody traces, and without OpenTelemetry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple

Observer = Callable[[str, float], None]
"""Told each call's name and its seconds."""

Headers = Mapping[str, object] | None
"""What `queue_headers` gave, as PgQueuer hands it back."""


class Trace(NamedTuple):
    """The span that is open, as the W3C's Trace Context writes it."""

    trace_id: str
    span_id: str
    is_sampled: bool


TRACE: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""Of the request, message or job that is being worked on; every line logged meanwhile carries its ids."""


def queue_headers() -> dict[str, Any] | None:
    """What a job takes along, so that its span belongs to the trace of what caused it."""
    trace = TRACE.get()
    if trace is None:
        return None
    flags = "01" if trace.is_sampled else "00"
    return {"otel": {"traceparent": f"00-{trace.trace_id}-{trace.span_id}-{flags}"}}
