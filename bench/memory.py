"""Shows whether memory grows: measures each part's memory before a long mixed load and after each quarter of it."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient

from amrutam.core.resources import Resources
from amrutam.seeding.clients import Client
from bench.load import run
from bench.operations import ZONE, expect, search
from bench.platform import Platform
from bench.processes import family

_DOCTORS = 200
_PATIENTS = 505
"""This number and the 32 slots of a day have no common divisor, so no patient gets two appointments at the same time."""

_SEARCHES, _SLOTS, _OF_A_VISIT = 9, 7, 4
_ROUND = _SEARCHES + _SLOTS + _OF_A_VISIT


async def memory(platform: Platform, requests: int) -> None:
    """Makes about `requests` requests; prints the anonymous memory of each part in MiB, which a leak would increase."""
    people = await _people(platform)
    ask = _Asking(*people)
    for quarter in range(5):
        said = " ".join(
            f"{part} {_megabytes(pid):6.1f}" for part, pid in platform.target.pids.items()
        )
        print(f"memory after {quarter * requests // 4:>7,} requests   {said} MiB", flush=True)
        if quarter < 4:
            await run(platform.target, range(requests // 4 // _ROUND), ask)


async def _people(platform: Platform) -> tuple[list[str], list[dict[str, str]]]:
    resources = await Resources.open(platform.settings)
    weekly = [(day, "09:00", "17:00") for day in range(1, 8)]
    doctors = [
        str((await make_doctor(resources, minutes=15, weekly=weekly)).id) for _ in range(_DOCTORS)
    ]
    tokens = [(await sign_in_patient(resources)).headers for _ in range(_PATIENTS)]
    await resources.close()
    return doctors, tokens


class _Asking:
    """Makes one round of requests for each call: mostly reads, and one visit that is held, booked, read and cancelled."""

    def __init__(self, doctors: list[str], headers: list[dict[str, str]]) -> None:
        self.doctors = doctors
        self.tokens = [each["authorization"].removeprefix("Bearer ") for each in headers]
        self.chance = random.Random(7)  # noqa: S311 - the same work each time
        self.today = datetime.now(ZONE).date()

    async def __call__(self, client: Client, number: int) -> None:
        client.access_token = self.tokens[number % _PATIENTS]
        doctor, starts_at = self._time(number)
        for path in self._reads():
            expect(await client.ask("GET", path), 200)
        hold = {"doctor_id": doctor, "starts_at": starts_at}
        held = expect(await client.ask("POST", "/v1/holds", hold), 201).body["id"]
        booked = await client.ask("POST", "/v1/appointments", {"hold_id": held}, uuid4().hex)
        address = f"/v1/appointments/{expect(booked, 201).body['id']}"
        expect(await client.ask("GET", address), 200)
        expect(await client.ask("POST", f"{address}/cancel", None, uuid4().hex), 200)

    def _reads(self) -> list[str]:
        searches = [search(self.chance) for _ in range(_SEARCHES)]
        return [*searches, *(self._slots() for _ in range(_SLOTS))]

    def _slots(self) -> str:
        day = self.today + timedelta(days=1 + self.chance.randrange(7))
        return f"/v1/doctors/{self.chance.choice(self.doctors)}/slots?from={day}&to={day}"

    def _time(self, number: int) -> tuple[str, str]:
        slot, turn = number % 32, number // 32
        day = self.today + timedelta(days=1 + turn // _DOCTORS % 50)
        at = datetime.combine(day, time(9), ZONE) + timedelta(minutes=15 * slot)
        return self.doctors[turn % _DOCTORS], at.isoformat()


def _megabytes(pid: int) -> float:
    return sum(map(_anonymous_kilobytes, family(pid))) / 1024


def _anonymous_kilobytes(pid: int) -> int:
    """The process's anonymous memory in KiB, 0 if the process has ended.

    A page that forked processes share counts for each in proportion. Shared buffers do not count, because they fill
    up to a configured size, nor do pages of files, which the kernel can drop.
    """
    try:
        lines: Any = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))
