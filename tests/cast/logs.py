"""Collects log lines that the platform and libraries write while a test runs."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from amrutam.core.settings import Settings
from amrutam.core.telemetry.logs import configure_logs
from amrutam.core.telemetry.request_log import write_requests_to


@contextmanager
def read_along() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    settings = Settings(
        database_url="postgresql://app@localhost/x", redis_url="redis://localhost",
        secret_key="k" * 32, log_level="debug",
    )  # fmt: skip
    configure_logs(settings, stream)
    # Loggers are not cached, because a cached logger would keep writing to this test's stream after
    # the test.
    structlog.configure(cache_logger_on_first_use=False)
    try:
        yield stream
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()
        write_requests_to(None)
