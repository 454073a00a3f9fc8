"""The line that tells of a request: the one that is written for each, so it is put together by hand.

Through structlog's processors it costs as much as the server under it; here a tenth. What it holds is
ours (a route's template, a status) or is quoted, so there is nothing to redact.
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
    """As JSON; None leaves it to structlog: for people's eyes, or where such lines are not wanted."""
    global _stream  # noqa: PLW0603 - one a process, as structlog's configuration is
    _stream = stream


def log_request(route: str, method: str, status: int, seconds: float, request_id: str) -> None:
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
