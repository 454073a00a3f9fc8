from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from amrutam.core.settings import Settings
from amrutam.core.telemetry import sentry

SECRET = "asha@clinic.example wrote 493817"


class Kept(Transport):
    def __init__(self) -> None:
        super().__init__({})
        self.sent: list[bytes] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope.serialize())


def settings(**more: Any) -> Settings:
    return Settings(
        database_url="postgresql://app@localhost/x", redis_url="redis://localhost",
        secret_key="k" * 32, **more,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _no_client_stays() -> Iterator[None]:
    yield
    sentry_sdk.get_global_scope().set_client(None)


def fail(code: str) -> None:
    local = {"body": code, "cookie": code}
    raise ValueError(f"{code} {local}") from KeyError(code)


def report_one() -> bytes:
    kept = Kept()
    sentry.configure_sentry(settings(sentry_dsn="https://key@sentry.example/1"), kept)
    sentry_sdk.set_user({"email": SECRET, "ip_address": "203.0.113.7"})
    sentry_sdk.set_context("request", {"body": SECRET})
    sentry_sdk.set_extra("query", SECRET)
    sentry_sdk.add_breadcrumb(message=SECRET)
    try:
        fail(SECRET)
    except ValueError as error:
        sentry.report(error, route="/v1/appointments")
    (sent,) = kept.sent
    return sent


def test_a_report_says_type_place_and_route() -> None:
    sent = report_one()
    for said in (b"ValueError", b"KeyError", b'"function":"fail"', b"/v1/appointments"):
        assert said in sent


@pytest.mark.parametrize("value", ["asha@", "493817", "203.0.113.7", "vars", "breadcrumbs", "body"])
def test_a_report_holds_nothing_that_a_person_gave(value: str) -> None:
    assert value.encode() not in report_one()


def test_without_a_dsn_nothing_is_set_up() -> None:
    sentry.configure_sentry(settings(), Kept())
    assert not sentry_sdk.is_initialized()
    sentry.report(ValueError(SECRET))
