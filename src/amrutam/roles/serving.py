"""Runs one role's application under uvicorn, as one process."""

from __future__ import annotations

import gc
from types import ModuleType
from typing import Any

import uvicorn

from amrutam.core.settings import load_settings
from amrutam.core.telemetry.logs import configure_logs
from amrutam.core.telemetry.sentry import configure_sentry


def serve(role: ModuleType) -> None:
    """Until SIGTERM or Ctrl-C; requests under way get `shutdown_grace_seconds` to end.

    A role has `create(settings)`, and `server_options(settings)` if it needs more than HTTP.
    """
    settings = load_settings()
    options: dict[str, Any] = {"ws": "none"}
    if hasattr(role, "server_options"):
        options = role.server_options(settings)
    configure_logs(settings)
    configure_sentry(settings)
    _, bounded = role.create(settings)
    gc.freeze()
    gc.enable()
    uvicorn.run(
        bounded,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,  # configure_logs has set them up, with nothing personal in them
        access_log=False,  # the boundary logs each request, without personal data
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # core/http/address.py reads X-Forwarded-For, in one place for all
        timeout_keep_alive=120,  # longer than any proxy's: see embedded/nginx.conf.jinja
        timeout_graceful_shutdown=int(settings.shutdown_grace_seconds),
        **options,
    )
