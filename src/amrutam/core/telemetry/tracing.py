"""Configures tracing, and wraps the application, observers of calls, and jobs with spans, which `otel.py` makes.

While tracing is off (`is_on`), OpenTelemetry is not imported.

Spans are made by hand, because automatic instrumentation adds 15 to 39 percent to the cost of a
small request, even of one that is not sampled: docs/decisions/0103-few-spans-made-by-hand.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec

from starlette.types import ASGIApp

from amrutam.core.telemetry.trace_context import JobHeaders, Observer

JobSpan = Callable[[str, str, JobHeaders], AbstractContextManager[object]]
"""A function that makes the span of a job from the job's name, its id and its trace headers (`JobHeaders`)."""

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_PACKAGE = "opentelemetry.exporter.otlp.proto.http"


def is_on() -> bool:
    """Whether the environment's OTEL_ variables turn tracing on.

    They do if OTEL_TRACES_EXPORTER is `otlp`, or if it is not set (or empty) and a variable of `_ENDPOINTS` is set;
    OTEL_SDK_DISABLED=`true` turns tracing off in any case.
    """
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    exporter = os.environ.get("OTEL_TRACES_EXPORTER", "")
    return exporter == "otlp" or (not exporter and any(map(os.environ.get, _ENDPOINTS)))


def configure_tracing(role: str) -> None:
    """Configures tracing for a process of this role, if tracing is on. Call it once in each process, after a fork.

    Exits with 2 if the OTEL_ variables name another protocol than `http/protobuf`, or if the package of the exporter
    is not installed.
    """
    if not is_on():
        return
    refusal = _refusal()
    if refusal:
        print(f"amrutam: {refusal}", file=sys.stderr)  # noqa: T201 - logs are not configured yet
        sys.exit(2)
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - imported only where tracing is on

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
    """Sends the remaining spans, for which the exporter's time limits apply. While tracing is off, does nothing."""
    if is_on():
        from amrutam.core.telemetry import otel  # noqa: PLC0415 - imported only where tracing is on

        otel.shut_down()


def traced_app(app: ASGIApp, *, callers_are_trusted: bool) -> ASGIApp:
    """The application with spans for requests and WebSocket messages; the application itself while tracing is off.

    `callers_are_trusted`: whether the trace that a request names in its header `traceparent` is continued.
    """
    if not is_on():
        return app
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - imported only where tracing is on

    return otel.TracedApp(app, callers_are_trusted=callers_are_trusted)


def traced_calls(observe: Observer, system: str) -> Observer:
    """Returns an observer that calls `observe` and makes a span of each call within a sampled span.

    `system`: the called system, `postgresql` or `redis`. While tracing is off, returns `observe`.
    """
    if not is_on():
        return observe
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - imported only where tracing is on

    return otel.observer(observe, system)


def job_spans() -> JobSpan:
    """The function that makes the spans of jobs; while tracing is off, a function that makes none."""
    if not is_on():
        return _no_span
    from amrutam.core.telemetry import otel  # noqa: PLC0415 - imported only where tracing is on

    return otel.job_span


def _no_span(_name: str, _id: str, _headers: JobHeaders) -> AbstractContextManager[object]:
    return nullcontext()
