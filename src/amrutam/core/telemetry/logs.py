"""Configures structured logs on stderr, with the request's id and without personal data.

Libraries' log lines are written in the same form.
"""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor

from amrutam.core.settings import Settings
from amrutam.core.telemetry.redaction import exceptions_without_values, redact
from amrutam.core.telemetry.request_log import write_requests_to
from amrutam.core.telemetry.trace_context import TRACE

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being handled, which its log lines contain; empty outside a request."""

_QUIET = {
    # This logger would write each request with its query string and the visitor's address;
    # request_log.py writes requests without these.
    "uvicorn.access": logging.CRITICAL,
    # This logger would write each call's URL.
    "httpx": logging.WARNING,
}


def configure_logs(settings: Settings, stream: TextIO | None = None) -> None:
    """Configures logging; a role calls it once when it starts. `stream`: where lines are written; None for stderr.

    Run uvicorn with `log_config=None`, or it installs its own handlers again.
    """
    stream = stream or sys.stderr
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    common = _common()
    structlog.configure(
        processors=[*common, _renderer(settings)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    _configure_libraries(level, common, _renderer(settings), stream)
    plain = settings.log_format == "json" and level <= logging.INFO
    write_requests_to(stream if plain else None)


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        _request_id,
        structlog.processors.add_log_level,
        exceptions_without_values,
        redact,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _request_id(_logger: object, _method: str, event: EventDict) -> EventDict:
    request_id, trace = REQUEST_ID.get(), TRACE.get()
    if request_id:
        event["request_id"] = request_id
    if trace is not None:
        event["trace_id"], event["span_id"] = trace.trace_id, trace.span_id
    return event


def _renderer(settings: Settings) -> Processor:
    if settings.log_format == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer()


def _configure_libraries(
    level: int, common: list[Processor], renderer: Processor, stream: TextIO
) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *common],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            # `exceptions_without_values` has replaced the exception by its type and code locations;
            # the text that `logging` makes of the exception would contain its message.
            keep_exc_info=False,
            keep_stack_info=False,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio", "pgqueuer"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    logging.getLogger("uvicorn.error").setLevel(level)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
    logging.captureWarnings(capture=True)
