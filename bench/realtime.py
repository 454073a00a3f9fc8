"""`python -m bench.realtime`: thousands of sockets on one gateway process, all watching one doctor.

This is the worst case, because every change goes to every socket. This process makes the bookings,
so that it knows the moment of each commit. Clients and platform share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any
from uuid import UUID

import uvloop
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient

from amrutam.accounts.models import Caller
from amrutam.booking import confirm_or_move, confirming, holding
from amrutam.booking.hold_models import HoldIntent
from amrutam.core.resources import Resources
from amrutam.embedded.ports import LOOPBACK
from amrutam.holds.models import HoldToken
from amrutam.realtime.file_limit import raise_file_limit
from bench.platform import Platform, running
from bench.processes import cpu_microseconds, resident_bytes

_AT_ONCE = 200
_SETTLE_SECONDS = 2.0


@dataclass
class Heard:
    """Messages that all sockets received.

    `sockets`, `last_at`: by version, the number of sockets that received its message, and the time at
    which the last socket did (`perf_counter`). `booked`: by a slot's start, the version that first showed
    the slot as booked. `gaps`: the number of messages whose version does not follow the socket's last one.
    `snapshots`: the number of snapshots. `closed`: the number of sockets that were closed.
    """

    snapshots: int = 0
    closed: int = 0
    gaps: int = 0
    sockets: Counter[int] = field(default_factory=Counter)
    last_at: dict[int, float] = field(default_factory=dict)
    booked: dict[datetime, int] = field(default_factory=dict)


@lru_cache(maxsize=64)
def _read(message: bytes) -> tuple[int, str, datetime]:
    """Returns (version, state, start of the slot) of a message.

    The result is cached, because all sockets get the same bytes.
    """
    told = json.loads(message)
    return told["version"], told["state"], datetime.fromisoformat(told["starts_at"])


class Page(asyncio.Protocol):
    """A client that uses as little CPU time as possible, because it shares the processors with the measured gateway."""

    def __init__(self, heard: Heard, subscribe: bytes) -> None:
        self._heard, self._subscribe = heard, subscribe
        self._buffer = b""
        self._is_open = False
        self._version: int | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        key = b64encode(os.urandom(16)).decode()
        transport.write(  # type: ignore[attr-defined]
            f"GET /v1/realtime HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._is_open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self._is_open, self._buffer = True, rest
            self._transport.write(self._subscribe)
        self._frames(perf_counter())

    def _frames(self, now: float) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, start = buffer[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(buffer[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(buffer[at + 2 : at + 10], "big"), at + 10
            if len(buffer) - start < size:
                break
            self._take(buffer[at], buffer[start : start + size], now)
            at = start + size
        self._buffer = buffer[at:]

    def _take(self, opcode: int, message: bytes, now: float) -> None:
        if opcode == 0x89:
            self._transport.write(bytes((0x8A, 0x80 | len(message), 0, 0, 0, 0)) + message)
        elif message.startswith(b'{"type":"slot"'):
            version, state, starts_at = _read(message)
            self._heard.gaps += self._version is not None and version != self._version + 1
            self._version = version
            self._heard.sockets[version] += 1
            self._heard.last_at[version] = now
            # The worker publishes each change again; only the first message counts.
            if state == "booked":
                self._heard.booked.setdefault(starts_at, version)
        elif message.startswith(b'{"type":"snapshot"'):
            at = message.index(b'"version":') + 10
            said = message[at : message.index(b",", at)]
            self._version = None if said == b"null" else int(said)
            self._heard.snapshots += 1
            if not self.ready.done():
                self.ready.set_result(None)

    def connection_lost(self, _reason: Exception | None) -> None:
        self._heard.closed += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=5000)
    parser.add_argument("--bookings", type=int, default=120)
    parser.add_argument("--a-second", type=float, default=2.0, help="bookings per second")
    options = parser.parse_args()
    raise_file_limit(options.sockets)
    os.environ["AMRUTAM_REALTIME_SOCKETS"] = str(options.sockets + 10)
    with tempfile.TemporaryDirectory(prefix="amrutam-bench-") as folder:
        # If root runs this, PostgreSQL runs as another user, who must be able to enter the folder.
        Path(folder).chmod(0o755)
        with running(Path(folder) / "data") as platform:
            state = json.loads((Path(folder) / "data" / "run" / "state.json").read_text())
            (gateway,) = [part for part in state["parts"] if part["name"] == "realtime"]
            work = bench(platform, gateway, options.sockets, options.bookings, options.a_second)
            uvloop.run(work)


async def bench(
    platform: Platform, gateway: dict[str, Any], sockets: int, bookings: int, a_second: float
) -> None:
    resources = await Resources.open(platform.settings)
    doctor = await make_doctor(resources, weekly=[(day, "00:00", "24:00") for day in range(1, 8)])
    asha = await sign_in_patient(resources)
    caller = Caller(asha.account_id, "patient", UUID(int=0), contact_verified=True)
    heard = Heard()
    before = resident_bytes(gateway["pid"])
    started = perf_counter()
    await _open(gateway["port"], sockets, heard, _subscribe(doctor))
    opened = perf_counter() - started
    await asyncio.sleep(_SETTLE_SECONDS)
    after = resident_bytes(gateway["pid"])
    print(f"{sockets} sockets opened and sent a snapshot in {opened:.1f} s; "
          f"{(after - before) / sockets / 1024:.1f} KiB of the gateway's memory each "
          f"({before / 2**20:.0f} MiB before, {after / 2**20:.0f} MiB after)", flush=True)  # fmt: skip
    busy = cpu_microseconds(gateway["pid"])
    commits = await _book(resources, caller, doctor, bookings, a_second)
    await _quiet(heard)
    busy = cpu_microseconds(gateway["pid"]) - busy
    _report(heard, commits, sockets, busy)
    await resources.close()


async def _quiet(heard: Heard) -> None:
    """Waits until no message has arrived for `_SETTLE_SECONDS`."""
    before, now = -1, 0
    while before != now:
        await asyncio.sleep(_SETTLE_SECONDS)
        before, now = now, sum(heard.sockets.values()) + heard.snapshots


async def _open(port: int, sockets: int, heard: Heard, subscribe: bytes) -> None:
    loop = asyncio.get_running_loop()
    for at in range(0, sockets, _AT_ONCE):
        some = [
            await loop.create_connection(lambda: Page(heard, subscribe), LOOPBACK, port)
            for _ in range(min(_AT_ONCE, sockets - at))
        ]
        await asyncio.gather(*(page.ready for _, page in some))


async def _book(
    resources: Resources, caller: Caller, doctor: Doctor, bookings: int, a_second: float
) -> dict[datetime, float]:
    """Makes bookings, at most `a_second` of them each second.

    Returns the time of each commit (`perf_counter`, in seconds) by the appointment's start.
    """
    commits: dict[datetime, float] = {}
    marked = confirm_or_move.mark_booked

    async def mark_booked(resources: Resources, token: HoldToken, appointment_id: UUID) -> None:
        commits[token.starts] = perf_counter()
        await marked(resources, token, appointment_id)

    confirm_or_move.mark_booked = mark_booked
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for number in range(bookings):
        due = perf_counter() + 1 / a_second
        starts_at = midnight + timedelta(days=1, minutes=30 * number)
        held = await holding.hold_time(resources, caller, HoldIntent(doctor.id, starts_at))
        # The pause between hold and confirmation is shorter than people's, but long enough for the
        # hold's message to be sent.
        await asyncio.sleep(0.5 / a_second)
        await confirming.confirm_hold(
            resources, caller, f"bench-{number}", hold_id=held.id, code=None, reason=None
        )
        await asyncio.sleep(max(0.0, due - perf_counter()))
    return commits


def _report(heard: Heard, commits: dict[datetime, float], sockets: int, busy: int) -> None:
    late = [
        (heard.last_at[heard.booked[starts]] - at) * 1000
        for starts, at in commits.items()
        if starts in heard.booked
    ]
    cuts = quantiles(late, n=100)
    messages = sum(heard.sockets.values())
    missed = sum(count != sockets for count in heard.sockets.values())
    print(f"{len(commits)} bookings, {len(heard.sockets)} versions, {messages} messages; "
          f"snapshots {heard.snapshots}, gaps {heard.gaps}, versions not on every socket {missed}, closed {heard.closed}")  # fmt: skip
    print(f"from commit to the last of {sockets} sockets: p50 {cuts[49]:.0f} ms, "
          f"p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms, worst {max(late):.0f} ms")  # fmt: skip
    print(f"the gateway's processor time: {busy / max(1, messages):.1f} us a message")


def _subscribe(doctor: Doctor) -> bytes:
    day = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    asked = {"type": "subscribe", "doctor_id": str(doctor.id), "from": day, "to": day}
    message = json.dumps(asked, separators=(",", ":")).encode()
    return bytes((0x81, 0x80 | len(message))) + bytes(4) + message


if __name__ == "__main__":
    main()
