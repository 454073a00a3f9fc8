"""Simulates patients who book continuously while a test does something else, and records when they sent requests and got answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

import httpx

from amrutam.core.resources import Resources
from tests.cast.booking import confirm, hold
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient

PATIENTS = 4
MOST = 2000
"""The largest number of bookings of one patient, so that the load ends even if a test does not stop it."""
PAUSE_SECONDS = 0.05
_ALWAYS = tuple((day, "00:00", "24:00") for day in range(1, 8))


@dataclass(frozen=True)
class Booking:
    """An acknowledged booking, by the appointment's id.

    `asked` and `answered`: when the confirmation was sent and when its answer arrived, in seconds of `time.monotonic`.
    """

    id: str
    asked: float
    answered: float


@dataclass
class Crowd:
    """Patients, each with a doctor of their own, so that none of them waits for another's time."""

    members: list[tuple[Person, Doctor]]
    bookings: list[Booking] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    async def gather(cls, resources: Resources) -> Crowd:
        return cls([
            (await sign_in_patient(resources),
             await make_doctor(resources, weekly=_ALWAYS, time_zone="UTC"))
            for _ in range(PATIENTS)
        ])  # fmt: skip

    @asynccontextmanager
    async def booking(self, url: str) -> AsyncIterator[None]:
        """Lets all patients book during the block.

        A refusal is recorded in `refusals`, and the refused patient books no more. A crowd can book during one block only.
        """
        async with (
            httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as client,
            asyncio.TaskGroup() as group,
        ):
            for person, doctor in self.members:
                group.create_task(self._book(client, person, doctor))
            try:
                yield
            finally:
                self._stop.set()

    async def _book(self, client: httpx.AsyncClient, person: Person, doctor: Doctor) -> None:
        first = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        for number in range(MOST):
            if self._stop.is_set():
                return
            starts_at = first + timedelta(days=2, minutes=30 * number)
            held = await hold(client, person, doctor, starts_at.isoformat())
            if held.status_code != 201:
                self.refusals.append(held.text)
                return
            asked = monotonic()
            made = await confirm(client, person, held.json()["id"])
            if made.status_code != 201:
                self.refusals.append(made.text)
                return
            self.bookings.append(Booking(made.json()["id"], asked, monotonic()))
            await asyncio.sleep(PAUSE_SECONDS)

    def answered_before(self, moment: float) -> set[str]:
        return {each.id for each in self.bookings if each.answered < moment}

    def asked_before(self, moment: float) -> set[str]:
        return {each.id for each in self.bookings if each.asked < moment}

    async def listed(self, client: httpx.AsyncClient) -> set[str]:
        """Returns the ids of the appointments that the API lists to these patients, from all pages."""
        found = set[str]()
        for person, _ in self.members:
            parameters = {"limit": "100"}
            while True:
                answer = await client.get(
                    "/v1/appointments", params=parameters, headers=person.headers
                )
                assert answer.status_code == 200, answer.text
                found |= {each["id"] for each in answer.json()["items"]}
                if (cursor := answer.json()["next_cursor"]) is None:
                    break
                parameters["cursor"] = cursor
        return found
