from __future__ import annotations

import pytest
import sentry_sdk

from amrutam.core.errors import BadRequest
from amrutam.core.http.json_body import read_json
from amrutam.core.settings import Settings
from amrutam.core.telemetry import sentry
from amrutam.core.telemetry.logs import REQUEST_ID
from tests.cast.reports import Reports, reports_kept

SECRET = "asha@clinic.example wrote 493817"


def fail(code: str) -> None:
    local = {"body": code, "cookie": code}
    raise ValueError(f"{code} {local}") from KeyError(code)


def report_one() -> bytes:
    with reports_kept() as reports:
        sentry_sdk.set_user({"email": SECRET, "ip_address": "203.0.113.7"})
        sentry_sdk.set_context("request", {"body": SECRET})
        sentry_sdk.set_extra("query", SECRET)
        sentry_sdk.add_breadcrumb(message=SECRET)
        try:
            fail(SECRET)
        except ValueError as error:
            sentry.report(error, route="/v1/appointments")
        (sent,) = reports.sent
        return sent


def reported(error: BaseException, **tags: str) -> Reports:
    with reports_kept() as reports:
        sentry.report(error, **tags)
        return reports


def test_a_report_says_type_place_and_route() -> None:
    sent = report_one()
    for said in (b"ValueError", b"KeyError", b'"function":"fail"', b"/v1/appointments"):
        assert said in sent


@pytest.mark.parametrize("value", ["asha@", "493817", "203.0.113.7", "vars", "breadcrumbs", "body"])
def test_a_report_holds_nothing_that_a_person_gave(value: str) -> None:
    assert value.encode() not in report_one()


def test_our_frames_are_told_from_the_libraries() -> None:
    with pytest.raises(BadRequest) as raised:
        read_json(b"{")
    errors = reported(raised.value).only()["exception"]["values"]
    frames = [frame for error in errors for frame in error["stacktrace"]["frames"]]
    told = {frame["module"].partition(".")[0]: frame["in_app"] for frame in frames}
    assert told == {"amrutam": True, "json": False, "tests": False}


def test_a_report_carries_the_request_s_id() -> None:
    token = REQUEST_ID.set("f" * 32)
    try:
        tags = reported(ValueError(SECRET), route="/v1/holds").only()["tags"]
    finally:
        REQUEST_ID.reset(token)
    assert tags == {"request_id": "f" * 32, "route": "/v1/holds"}


def test_outside_a_request_there_is_no_such_tag() -> None:
    tags = reported(ValueError(SECRET), entrypoint="send_code", job_id="7").only()["tags"]
    assert tags == {"entrypoint": "send_code", "job_id": "7"}


def test_without_a_dsn_nothing_is_set_up() -> None:
    settings = Settings(
        database_url="postgresql://app@localhost/x", redis_url="redis://localhost",
        secret_key="k" * 32,
    )  # fmt: skip
    sentry.configure_sentry(settings, Reports())
    assert not sentry_sdk.is_initialized()
    sentry.report(ValueError(SECRET))
