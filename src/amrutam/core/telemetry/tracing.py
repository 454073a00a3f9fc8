"""Where a process is traced: at its edges. Without an OTEL_ variable nothing of OpenTelemetry is loaded.

Spans are made by hand, for automatic instrumentation costs 15 to 39 in 100 of a small request even where a request
is not sampled: docs/decisions/0103-few-spans-made-by-hand.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec

from starlette.types import ASGIApp

from amrutam.core.telemetry.trace_context import Headers, Observer

JobSpan = Callable[[str, str, Headers], AbstractContextManager[object]]
"""Of a job's name, its id and what `queue_headers` gave the transaction that caused it."""

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_PACKAGE = "opentelemetry.exporter.otlp.proto.http"


def is_on() -> bool:
    """As OpenTelemetry's variables say: a receiver is named, and neither the SDK nor its traces are off."""
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    exporter = os.environ.get("OTEL_TRACES_EXPORTER", "")
    return exporter == "otlp" or (not exporter and any(map(os.environ.get, _ENDPOINTS)))


def configure_tracing(role: str) -> None:
    """Once, when a role starts, after it was forked. Exits 2 where it cannot be done as asked."""
    if not is_on():
        return
    refusal = _refusal()
    if refusal:
        print(f"amrutam: {refusal}", file=sys.stderr)  # noqa: T201 - as settings that are refused
        sys.exit(2)
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - only where it is on

    otel.configure(role)


def _refusal() -> str:
    protocol = next(filter(None, map(os.environ.get, _PROTOCOLS)), "http/protobuf")
    if protocol != "http/protobuf":
        return f"OTEL_EXPORTER_OTLP_PROTOCOL: is {protocol}; traces are sent by http/protobuf alone"
    try:
        is_installed = find_spec(_PACKAGE) is not None
    except ModuleNotFoundError:
        is_installed = False
    if not is_installed:
        return "OTEL_ variables ask for traces: pip install 'amrutam[tracing]', or take them away"
    return ""


def end_tracing() -> None:
    """Sends what is left; waits for the receiver as OTEL_ variables say."""
    if is_on():
        from amrutam.core.telemetry import otel  # noqa: PLC0415 - only where it is on

        otel.shut_down()


def traced_app(app: ASGIApp, *, callers_are_trusted: bool) -> ASGIApp:
    """`callers_are_trusted`: a trace that a caller names is gone on with."""
    if not is_on():
        return app
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - only where it is on

    return otel.TracedApp(app, callers_are_trusted=callers_are_trusted)


def traced_calls(observe: Observer, system: str) -> Observer:
    """An observer of calls to `system` that makes a span of each, within a request or job that is sampled."""
    if not is_on():
        return observe
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - only where it is on

    return otel.observer(observe, system)


def job_spans() -> JobSpan:
    if not is_on():
        return _no_span
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - only where it is on

    return otel.job_span


def _no_span(_name: str, _id: str, _headers: Headers) -> AbstractContextManager[object]:
    return nullcontext()
