"""Collects error reports in memory instead of sending them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from amrutam.core.settings import Settings
from amrutam.core.telemetry import sentry


class Reports(Transport):
    def __init__(self) -> None:
        super().__init__({})
        self.sent: list[bytes] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope.serialize())

    def only(self) -> Any:
        """Returns the event of the only report that was sent; fails unless exactly one was sent."""
        (sent,) = self.sent
        return json.loads(sent.splitlines()[2])


@contextmanager
def reports_kept() -> Iterator[Reports]:
    kept = Reports()
    settings = Settings(
        database_url="postgresql://app@localhost/x", redis_url="redis://localhost",
        secret_key="k" * 32, sentry_dsn="https://key@sentry.example/1",
    )  # fmt: skip
    sentry.configure_sentry(settings, kept)
    try:
        yield kept
    finally:
        sentry_sdk.get_global_scope().set_client(None)
