from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from amrutam.core.telemetry.redaction import GONE, masked, where
from tests.cast.logs import read_along

CANARIES = [
    "asha.menon+7@clinic.example",
    "आशा@उदाहरण.भारत",
    "+91 98470 12345",
    "9847012345",
    "(022) 2345-6789",
    "493817",
    "493 817",
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "AQJrMYhE4mFmN0xk3ZpWv8uTn2qLs9oRb1cDe7fGh6iJk5lMn",
]
PLAIN = [
    "GET /v1/doctors/{doctor_id}/slots",
    "01980c0e-3d1f-7c4e-9b1e-0a1b2c3d4e5f",
    "2026-11-24T02:38:11.123456Z",
    "127.0.0.1:8010",
    "Uvicorn running on http://127.0.0.1:54321",
    "appointment_2026_11",
    "3f6abf70480db7e07914df4c98a77385",
    "queue is 12 jobs deep",
]


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    with read_along() as stream:
        yield stream


def fail(message: str) -> None:
    raise ValueError(message) from KeyError(message)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("canary", CANARIES)
def test_what_looks_personal_is_masked_inside_other_text(canary: str) -> None:
    assert masked(f"sent to {canary}, done") == f"sent to {GONE}, done"


@pytest.mark.parametrize("text", PLAIN)
def test_what_operators_need_stays_readable(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("canary", CANARIES)
def test_no_canary_passes_whatever_the_way(logged: io.StringIO, canary: str) -> None:
    log = structlog.get_logger("test")
    library = logging.getLogger("some.library")
    log.info("event", value=canary, deep={"list": [canary, {"more": (canary,), canary: 1}]})
    said_in_full = f"event about {canary}"
    log.info(said_in_full)
    log.info("event", email="plain", code=1, name="Asha Menon", raw=b"Asha Menon")
    library.warning("said %s", canary)
    try:
        fail(canary)
    except ValueError:
        log.exception("failed")
        library.exception("failed")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(canary, UserWarning, stacklevel=1)
    said = logged.getvalue()
    assert canary not in said
    assert "Asha Menon" not in said
    assert len(lines(logged)) == 7


def test_an_exception_is_told_by_type_and_place_and_not_by_message(logged: io.StringIO) -> None:
    try:
        fail("what the patient wrote")
    except ValueError:
        structlog.get_logger("test").exception("failed")
    (line,) = lines(logged)
    assert line["error"] == "ValueError"
    assert line["where"][0] == "ValueError"
    assert "KeyError" in line["where"]
    assert line["where"][2].endswith(" fail")
    assert "patient wrote" not in logged.getvalue()


def test_uvicorns_logs_take_the_same_way(logged: io.StringIO) -> None:
    try:
        fail("row (asha@clinic.example, 493817)")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    logging.getLogger("uvicorn.access").info("GET /v1/me?code=493817")
    (line,) = lines(logged)
    assert line["event"] == "Exception in ASGI application"
    assert line["logger"] == "uvicorn.error"
    assert line["error"] == "ValueError"
    assert "asha" not in logged.getvalue()


def test_a_chain_of_causes_that_bites_its_tail_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert where(one) == ["ValueError", "KeyError"]
