"""Stores the ids of the open span, for log lines and for the headers of jobs.

This module does not need OpenTelemetry; without an open span there are no ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple

Observer = Callable[[str, float], None]
"""A function that is called with each call's name and its duration in seconds."""

JobHeaders = Mapping[str, object] | None
"""The member `otel` of the headers that were stored with a job (`queue_headers`); None for a job without it."""


class Trace(NamedTuple):
    """The open span in the format of W3C Trace Context: 32 and 16 hexadecimal digits, and whether it is sampled."""

    trace_id: str
    span_id: str
    is_sampled: bool


TRACE: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""The span of the request, message or job that is being handled, whose ids log lines contain; None without a span."""


def queue_headers() -> dict[str, Any] | None:
    """The headers to store with a job: `{"otel": {"traceparent": ...}}` (W3C Trace Context); None without an open span.

    Because of these headers, the job's span belongs to the trace of the request that enqueued the job.
    """
    trace = TRACE.get()
    if trace is None:
        return None
    flags = "01" if trace.is_sampled else "00"
    return {"otel": {"traceparent": f"00-{trace.trace_id}-{trace.span_id}-{flags}"}}
