"""Runs one role's application under uvicorn, as one process."""

from __future__ import annotations

import gc
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.core.settings import Settings, load_settings
from amrutam.core.telemetry.logs import configure_logs
from amrutam.core.telemetry.sentry import configure_sentry

Create = Callable[[Settings], tuple[FastAPI, ASGIApp]]


def serve(create: Create) -> None:
    """Until SIGTERM or Ctrl-C; requests under way get `shutdown_grace_seconds` to end."""
    settings = load_settings()
    configure_logs(settings)
    configure_sentry(settings)
    _, bounded = create(settings)
    gc.freeze()
    gc.enable()
    uvicorn.run(
        bounded,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,  # configure_logs has set them up, with nothing personal in them
        access_log=False,  # the boundary logs each request, without personal data
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # core/http/address.py reads X-Forwarded-For, in one place for all
        timeout_keep_alive=120,  # longer than any proxy's: see embedded/door.py
        timeout_graceful_shutdown=int(settings.shutdown_grace_seconds),
    )
