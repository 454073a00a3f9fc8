"""Reports defects, and outages that an operator must end, to Sentry if a DSN is set: no messages, no personal data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from amrutam import __version__
from amrutam.core.settings import Settings
from amrutam.core.telemetry.logs import REQUEST_ID

# `configure_sentry` imports sentry_sdk only if a DSN is set, because the import takes 0.2 s.
if TYPE_CHECKING:
    from sentry_sdk.transport import Transport

_PACKAGE = __name__.partition(".")[0]
_FRAME_KEYS = frozenset({"filename", "function", "lineno", "module", "in_app"})
_EVENT_KEYS = frozenset(
    (
        "event_id", "timestamp", "platform", "level", "logger", "exception", "tags",
        "environment", "release", "sdk",
    )
)  # fmt: skip

_NOTHING: Any = {
    "user_info": False,
    "cookies": {"mode": "off"},
    "http_headers": {"request": {"mode": "off"}},
    "http_bodies": [],
    "url_query_params": {"mode": "off"},
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
    "frame_context_lines": 0,
}


def configure_sentry(settings: Settings, transport: Transport | None = None) -> None:
    """Configures error reports; a role calls it once when it starts.

    Without a DSN nothing is imported, hooked or sent. No integration is enabled: only what is
    passed to `report` is sent. `transport` is for tests; None sends to Sentry.
    """
    if not settings.sentry_dsn:
        return
    import sentry_sdk  # noqa: PLC0415 - imported only if a DSN is set

    sentry_sdk.init(
        dsn=settings.sentry_dsn,
        environment=settings.environment,
        release=__version__,
        transport=transport,
        default_integrations=False,
        auto_enabling_integrations=False,
        data_collection=_NOTHING,
        max_breadcrumbs=0,
        server_name="",
        traces_sample_rate=0,
        send_client_reports=False,
        auto_session_tracking=False,
        before_send=scrub,
    )


def report(error: BaseException, **tags: str) -> None:
    """Sends an exception to Sentry; does nothing unless `configure_sentry` was called with a DSN.

    `tags`: the platform's own names and ids, such as a route, never values from a person. Within a request, the
    request's id, which the response also contains, is added as a tag.
    """
    sentry_sdk = sys.modules.get("sentry_sdk")
    if sentry_sdk is None or not sentry_sdk.is_initialized():
        return
    with sentry_sdk.new_scope() as scope:
        for name, value in {"request_id": REQUEST_ID.get(), **tags}.items():
            if value:
                scope.set_tag(name, value)
        scope.capture_exception(error)


def scrub(event: Any, _hint: object) -> Any:
    """Returns Sentry's event without the exceptions' messages, with only the fields of `_EVENT_KEYS` and `_FRAME_KEYS`.

    A field that a new version of Sentry's library adds to events or frames is therefore not sent.
    """
    kept = {name: value for name, value in event.items() if name in _EVENT_KEYS}
    for error in kept.get("exception", {}).get("values", []):
        # The message is removed, because it may quote rows, addresses and codes.
        error["value"] = ""
        error.pop("mechanism", None)
        for frame in (error.get("stacktrace") or {}).get("frames", []):
            for name in frame.keys() - _FRAME_KEYS:
                del frame[name]
            # Marks the platform's frames, wherever the package is installed; Sentry groups reports by these frames.
            frame["in_app"] = str(frame.get("module")).partition(".")[0] == _PACKAGE
    return kept
