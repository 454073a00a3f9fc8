"""Writes the log lines of requests. JSON lines are assembled by hand, because requests are logged so often.

Structlog's processors would cost as much CPU as the HTTP server itself; this module costs a tenth of that. The
values are the platform's own, such as a route's template and a status, so there is nothing to redact.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO

import msgspec
import structlog

from amrutam.core.telemetry.trace_context import TRACE

log = structlog.get_logger("amrutam.http")

_stream: TextIO | None = None


def write_requests_to(stream: TextIO | None) -> None:
    """Sets where the lines of requests are written: as JSON to `stream`, or through structlog if `stream` is None."""
    global _stream  # noqa: PLW0603 - one stream for a process, like structlog's configuration
    _stream = stream


def log_request(route: str, method: str, status: int, seconds: float, request_id: str) -> None:
    """Writes the log line of one request, whose duration `seconds` is logged in milliseconds.

    `route` must be the route's template and not the request's path, which could contain personal values.
    """
    milliseconds = round(seconds * 1000, 2)
    if _stream is None:
        log.info("request", route=route, method=method, status=status, milliseconds=milliseconds)
        return
    at = datetime.now(UTC).isoformat()[:-6]
    trace = TRACE.get()
    ids = f' "trace_id": "{trace.trace_id}", "span_id": "{trace.span_id}",' if trace else ""
    _stream.write(
        f'{{"route": {_quoted(route)}, "method": {_quoted(method)}, "status": {status},'
        f' "milliseconds": {milliseconds}, "event": "request", "request_id": "{request_id}",{ids}'
        f' "level": "info", "timestamp": "{at}Z"}}\n'
    )
    _stream.flush()


@lru_cache(1024)
def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
