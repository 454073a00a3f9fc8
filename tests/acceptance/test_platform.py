"""Tests `amrutam up` as a user sees it: started, used for a booking, stopped, killed, started again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import Any
from uuid import uuid4

import pytest

from tests.acceptance.launched import (
    Inbox,
    Platform,
    free_port,
    lives,
    open_slot,
    signed_in,
    wait_for,
)

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]


@pytest.fixture(scope="module")
def booked(platform: Platform, inbox: Inbox) -> tuple[str, dict[str, Any]]:
    """Returns the access token of a patient, and the appointment that the patient has booked, as the API shows it."""
    token = signed_in(platform, inbox, "asha@patients.example")
    slot, doctor = open_slot(platform)
    hold = platform.curl("/v1/holds", {"doctor_id": doctor, "starts_at": slot}, token)
    assert hold.status == 201, hold
    answer = _confirmed(platform, hold.body["id"], token)
    assert answer.status == 201, answer
    assert (answer.body["starts_at"], answer.body["status"]) == (slot, "booked")
    return token, answer.body


def _confirmed(platform: Platform, hold_id: str, token: str) -> Any:
    key = ("--header", f"idempotency-key: {uuid4()}")
    return platform.curl("/v1/appointments", {"hold_id": hold_id}, token, *key)


def _finds_it(platform: Platform, booked: tuple[str, dict[str, Any]]) -> bool:
    token, appointment = booked
    answer = platform.curl(f"/v1/appointments/{appointment['id']}", None, token)
    return answer.status == 200 and answer.body["reference"] == appointment["reference"]


def test_a_stranger_books_with_curl(platform: Platform, booked: tuple[str, dict[str, Any]]) -> None:
    assert _finds_it(platform, booked)


def test_a_race_is_not_in_the_way_of_the_limits(platform: Platform) -> None:
    """`amrutam race` runs to its end with the default rate limits,
    although all its patients share one network address.
    """
    command = [sys.executable, "-m", "amrutam", "race", "--data", str(platform.data)]
    raced = subprocess.run(command, capture_output=True, text=True, check=False)
    assert raced.returncode == 0, raced.stdout + raced.stderr
    assert "200 patients tried to book" in raced.stdout
    assert "Exactly one patient got the time in each race." in raced.stdout


def test_operators_find_everything_in_a_private_file(platform: Platform) -> None:
    assert (platform.data / "run" / "state.json").stat().st_mode & 0o777 == 0o600
    assert platform.state()["database_url"].startswith("postgresql://")
    roles = [
        name for name in platform.names() if name.startswith(("api", "codes", "worker", "realtime"))
    ]
    assert len(roles) == 5
    for name in roles:
        done = subprocess.run(
            ["curl", "--silent", "--fail", platform.part(name)["metrics_url"]],
            capture_output=True, check=True,
        )  # fmt: skip
        assert b"amrutam_http_request_seconds" in done.stdout
        assert (b"amrutam_queue_depth" in done.stdout) == name.startswith(("codes", "worker"))


@pytest.mark.parametrize(
    "path",
    [
        "/metrics", "/metrics/", "//metrics", "/%6detrics", "/v1/../metrics", "/METRICS",
        "/internal/x", "/internal", "/x/../internal/x",
    ],
)  # fmt: skip
def test_the_proxy_hides_what_is_for_operators(platform: Platform, path: str) -> None:
    answer = platform.curl(path, None, "", "--path-as-is")
    assert answer.status in (400, 404)
    assert "amrutam_" not in str(answer.body)


def test_one_look_at_what_happens_now_is_plain_text_in_a_pipe(platform: Platform) -> None:
    command = [sys.executable, "-m", "amrutam", "top", "--once", "--data", str(platform.data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    for part in platform.state()["parts"]:
        assert re.search(rf"^ ?{part['name']} +{part['state']}", done.stdout, re.MULTILINE)
    for expected in ("requests", "PostgreSQL", "Redis", "send_code", "lock", "sockets"):
        assert re.search(rf"\b{expected} +\d", done.stdout), expected


def test_the_proxy_tells_nothing_about_itself(platform: Platform) -> None:
    for path in ("/", "/livez", "/nowhere", "/metrics"):
        headers = platform.curl(path).headers
        assert "server:" not in headers
        assert "via:" not in headers
        assert "x-powered-by" not in headers


def test_the_proxy_refuses_what_is_too_large(platform: Platform) -> None:
    answer = platform.curl("/v1/auth/otp", {"channel": "email", "address": "x" * 70_000})
    assert answer.status == 413
    assert "problem+json" in answer.headers


def test_the_data_directory_has_one_launcher(platform: Platform) -> None:
    second = Platform(platform.data, free_port())
    done = subprocess.run(second.command(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "in use" in done.stderr


def test_a_port_that_was_asked_for_and_is_taken_is_refused(platform: Platform) -> None:
    second = Platform(platform.data.parent / "another", platform.port)
    done = subprocess.run(second.command(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert str(platform.port) in done.stderr


@pytest.mark.parametrize("name", ["api-1", "postgres", "valkey", "proxy"])
def test_a_part_that_is_killed_comes_back(
    platform: Platform, booked: tuple[str, dict[str, Any]], name: str
) -> None:
    killed = platform.part(name)["pid"]
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: platform.part(name)["pid"] not in (None, killed), f"another {name}")
    wait_for(lambda: platform.part(name)["state"] == "running", f"{name} to run")
    wait_for(lambda: platform.curl("/readyz").status == 200, "everything to be ready")
    assert _finds_it(platform, booked)
    assert platform.part(name)["restarts"] >= 1


def test_the_process_that_the_others_are_forked_from_may_die_too(
    platform: Platform, booked: tuple[str, dict[str, Any]]
) -> None:
    before = platform.pids()
    os.kill(platform.fork_server(), signal.SIGKILL)
    parts = platform.state()["parts"]
    roles = [part["name"] for part in parts if "metrics_url" in part and part["name"] != "web"]

    def all_are_others() -> bool:
        parts = [platform.part(name) for name in roles]
        return all(part["state"] == "running" and part["pid"] not in before for part in parts)

    wait_for(all_are_others, "other processes for all roles")
    wait_for(lambda: platform.curl("/readyz").status == 200, "everything to be ready")
    assert _finds_it(platform, booked)


def test_while_one_api_is_away_the_other_answers(platform: Platform) -> None:
    os.kill(platform.part("api-2")["pid"], signal.SIGKILL)
    assert {platform.curl("/v1/doctors?limit=1").status for _ in range(10)} == {200}
    wait_for(lambda: platform.part("api-2")["state"] == "running", "the killed one")


def test_stopped_and_started_again_it_has_the_booking(
    platform: Platform, booked: tuple[str, dict[str, Any]]
) -> None:
    pids = platform.pids()
    parts = [part["pid"] for part in platform.state()["parts"]]
    assert set(parts) < set(pids)
    assert platform.stop() == 0
    assert not [pid for pid in parts if lives(pid)]
    wait_for(lambda: not [pid for pid in pids if lives(pid)], "the fork server to end")
    platform.start()
    assert _finds_it(platform, booked)


def test_when_the_launcher_is_killed_the_next_one_takes_over(
    platform: Platform, booked: tuple[str, dict[str, Any]]
) -> None:
    pids = platform.pids()
    platform.kill_launcher()
    platform.start()
    assert _finds_it(platform, booked)
    wait_for(lambda: not [pid for pid in pids if lives(pid)], "the old processes to end")
