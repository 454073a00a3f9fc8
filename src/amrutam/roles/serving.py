"""Runs one role's application under uvicorn, as one process."""

from __future__ import annotations

import gc
import sys
from types import ModuleType
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from amrutam.core.settings import load_settings
from amrutam.core.telemetry.logs import configure_logs
from amrutam.core.telemetry.sentry import configure_sentry
from amrutam.core.telemetry.tracing import configure_tracing, end_tracing, traced_app
from amrutam.roles.server import Server
from amrutam.roles.start_refusals import leave_if_refused, log_warnings
from amrutam.roles.whole_answers import WholeAnswers


def serve(role: ModuleType) -> None:
    """Serves until SIGTERM or Ctrl-C (`Server`); open requests get `shutdown_grace_seconds` to finish.

    `role` is a module of `roles` with the function `create(settings)`, and with `server_options(settings)` if it needs
    more than HTTP. Exits with 2 for missing, invalid or refused settings, for refused accounts and as `server_options`
    does, and with uvicorn's `STARTUP_FAILURE` if the server does not start.
    """
    settings = load_settings(environment_needed=True)
    leave_if_refused(settings)
    options: dict[str, Any] = {"ws": "none", "http": WholeAnswers}
    if hasattr(role, "server_options"):
        options = role.server_options(settings)
    configure_logs(settings)
    configure_sentry(settings)
    configure_tracing(role.__name__.rpartition(".")[2])
    log_warnings(settings)
    app, bounded = role.create(settings)
    # `amrutam serve` turned the collector off before the imports. The imported objects stay until the
    # process ends, so they are exempt from collection.
    gc.freeze()
    gc.enable()
    config = uvicorn.Config(
        traced_app(bounded, callers_are_trusted=settings.trace_callers_trusted),
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        lifespan="on",
        log_config=None,  # configure_logs has set up the loggers
        access_log=False,  # the boundary logs requests, without personal data
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # core/http/address.py reads X-Forwarded-For for all roles
        # The seconds are more than the `keepalive_timeout` of the proxy's upstreams
        # (embedded/nginx.conf.jinja), so that the proxy closes idle connections first.
        timeout_keep_alive=120,
        timeout_graceful_shutdown=int(settings.shutdown_grace_seconds),
        **options,
    )
    server = Server(config, app.state.stopping, settings.lame_duck_seconds)
    server.run()
    end_tracing()
    if not server.started:
        sys.exit(STARTUP_FAILURE)
