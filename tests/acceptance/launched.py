"""Starts the built platform by `amrutam up`, as a user does, and calls its API with curl."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_PATIENCE_SECONDS = 120  # a long timeout for two busy cores, because no duration is tested here


@dataclass(frozen=True)
class Answer:
    status: int
    headers: str
    body: Any


class Inbox:
    """Runs a real SMTP server that keeps the messages it receives.

    `letters`: a pair (recipient's address, message with its headers) for each recipient, in the order of arrival.
    """

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        text = content.decode() if isinstance(content, bytes) else content or ""
        self.letters += [(address, text) for address in envelope.rcpt_tos]
        return "250 OK"

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    def code_for(self, address: str) -> str:
        wait_for(lambda: any(to == address for to, _ in self.letters), f"a letter to {address}")
        text = [text for to, text in self.letters if to == address][-1]
        found = re.search(r"^\s*(\d{6})\s*$", text, re.MULTILINE)
        assert found, "the letter has no code on a line of its own"
        return found[1]


@dataclass
class Platform:
    data: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    """Variables that are added to the launcher's environment: to this
    process's environment, or to `whole` if that is set.
    """
    launcher: subprocess.Popen[bytes] | None = None
    options: tuple[str, ...] = ("--api", "2")
    whole: dict[str, str] | None = None

    def command(self) -> list[str]:
        return [sys.executable, "-m", "amrutam", "up", "--data", str(self.data),
                "--port", str(self.port), *self.options]  # fmt: skip

    def start(self) -> None:
        """Starts the launcher; returns once it has reported that everything runs.

        Fails the test if the launcher ends.
        """
        output = self.data.parent / "output"
        with output.open("wb") as file:
            self.launcher = subprocess.Popen(
                self.command(), stdout=file, stderr=file, start_new_session=True,
                env={**(os.environ if self.whole is None else self.whole), **self.environment},
            )  # fmt: skip
        launcher = self.launcher

        def is_up() -> bool:
            assert launcher.poll() is None, output.read_text()
            return "Ctrl-C stops it" in output.read_text()

        wait_for(is_up, "the platform")

    def stop(self) -> int:
        assert self.launcher
        self.launcher.send_signal(signal.SIGTERM)
        return self.launcher.wait(_PATIENCE_SECONDS)

    def kill_launcher(self) -> None:
        assert self.launcher
        self.launcher.kill()
        self.launcher.wait()

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "run" / "state.json").read_text())
        return found

    def pids(self) -> list[int]:
        """Returns the pids of all descendants of the launcher: the
        platform's parts, their children, and the fork server.

        The fork server is the process from which the launcher forks the roles.
        """
        assert self.launcher
        return [child.pid for child in psutil.Process(self.launcher.pid).children(recursive=True)]

    def fork_server(self) -> int:
        return psutil.Process(self.part("api-1")["pid"]).ppid()

    def names(self) -> list[str]:
        return [part["name"] for part in self.state()["parts"]]

    def part(self, name: str) -> dict[str, Any]:
        (found,) = [part for part in self.state()["parts"] if part["name"] == name]
        return dict(found)

    def curl(self, path: str, body: object = None, token: str = "", *extra: str) -> Answer:
        command = ["curl", "--silent", "--show-error", "--include", "--max-time", "20", *extra]
        if body is not None:
            command += ["--header", "content-type: application/json", "--data", json.dumps(body)]
        if token:
            command += ["--header", f"authorization: Bearer {token}"]
        done = subprocess.run(
            [*command, f"http://127.0.0.1:{self.port}{path}"],
            capture_output=True, check=True,
        )  # fmt: skip
        head, _, content = done.stdout.decode().partition("\r\n\r\n")
        is_json = "json" in head.lower()
        return Answer(
            int(head.split()[1]), head.lower(), json.loads(content) if is_json else content
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def lives(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(check: Any, what: str) -> None:
    until = monotonic() + _PATIENCE_SECONDS
    while not check():
        assert monotonic() < until, f"waited in vain for {what}"
        sleep(0.05)


def signed_in(platform: Platform, inbox: Inbox, address: str) -> str:
    asked = platform.curl("/v1/auth/otp", {"channel": "email", "address": address})
    assert asked.status == 202, asked
    proof = {"challenge_id": asked.body["challenge_id"], "code": inbox.code_for(address)}
    answer = platform.curl("/v1/auth/token", proof)
    assert answer.status == 200, answer
    return str(answer.body["access_token"])


def open_slot(platform: Platform) -> tuple[str, str]:
    """Returns (start, doctor's id) of the last open slot of a doctor, from two to fourteen days after today in UTC.

    Earlier slots could be within a doctor's notice.
    """
    doctors = platform.curl("/v1/doctors?sort=next_available&limit=20").body["items"]
    today = datetime.now(UTC).date()
    days = f"from={today + timedelta(2)}&to={today + timedelta(14)}"
    for doctor in doctors:
        found = platform.curl(f"/v1/doctors/{doctor['id']}/slots?{days}").body["days"]
        times = [s["starts_at"] for day in found for s in day["slots"] if s["state"] == "open"]
        if times:
            return times[-1], doctor["id"]
    raise AssertionError("no doctor of the demo data has an open slot")
