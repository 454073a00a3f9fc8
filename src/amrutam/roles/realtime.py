"""The realtime role: the WebSocket gateway, with a small HTTP server for health and metrics."""

from __future__ import annotations

import sys
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.accounts.revocations import follow_sign_ins
from amrutam.core.http import health
from amrutam.core.http.app import create_app
from amrutam.core.settings import Settings
from amrutam.core.telemetry.series import calls_of
from amrutam.protocols.graphql.sockets import GraphqlSockets
from amrutam.realtime import hub
from amrutam.realtime.file_limit import raise_file_limit
from amrutam.realtime.gateway import Gateway
from amrutam.realtime.wire import Wire
from amrutam.roles import series

_PATIENCE_SECONDS = 1.0


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """Returns (FastAPI app, ASGI app that also serves the WebSockets); serve the latter."""
    # In this role the timeout of Redis is at least `_PATIENCE_SECONDS`, because a short delay that counts
    # as an outage would mark the data of every open page as stale.
    seconds = max(settings.redis_timeout_seconds, _PATIENCE_SECONDS)
    settings = settings.model_copy(update={"redis_timeout_seconds": seconds})
    own = [*series.REALTIME, *calls_of([sys.modules[__name__]])]
    background = [follow_sign_ins, hub.run]
    app, bounded = create_app(settings, [health.router], background=background, series=own)
    return app, GraphqlSockets(app, Gateway(app, bounded))


def server_options(settings: Settings) -> dict[str, Any]:
    """Returns options for `uvicorn.Config` by name, and raises this process's limit of open files.

    Exits with 2 where the machine allows too few open files for `realtime_sockets`.
    """
    raise_file_limit(settings.realtime_sockets)
    return {
        "http": "httptools",
        "ws": Wire,
        "ws_max_size": settings.realtime_message_bytes,
        "ws_ping_interval": settings.realtime_ping_seconds,
        "ws_ping_timeout": settings.realtime_ping_seconds,
        "ws_per_message_deflate": False,  # one frame is sent unchanged to thousands of sockets (realtime/wire.py)
    }
