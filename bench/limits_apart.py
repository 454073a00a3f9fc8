"""Measures separately what the limits on one person add to the SQL of a booking and to Valkey's work for a hold.

The limits add about a hundredth of a booking's cost, which is less than the difference between two
rounds of whole bookings. Here one process handles one call at a time, and half of the calls have
limits.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from uuid import uuid4

from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient

from amrutam.booking import write_queries
from amrutam.booking.person_limits import PersonLimits
from amrutam.core.resources import Resources
from amrutam.holds import store
from amrutam.holds.models import HoldToken
from bench.platform import Platform
from bench.processes import settled_cpu_microseconds

_HIGH = 1_000_000
_AT_ONCE = 8
"""The number of bookings that share a transaction, as on a platform with sixteen connections."""
_STATEMENTS, _HOLDS, _WARM_UP = 240, 1600, 40
_MINUTES, _DOCTORS = 15, 20
_DAY = timedelta(days=1)

Call = Callable[[int, bool], Awaitable[object]]


async def added_apart(platform: Platform) -> float:
    """Returns the CPU microseconds that the limits on one person add to a booking; prints them for each part."""
    # A long timeout, so that a delay on a busy machine does not count as an outage.
    patient = {"redis_timeout_seconds": 10}
    settings = platform.settings.model_copy(
        update={"database_pool_size": 1, "holds_per_address": _HIGH, **patient}
    )
    resources = await Resources.open(settings)
    try:
        world = await _World.made(resources)
        backend = await resources.database.pool.fetchval("SELECT pg_backend_pid()")
        sql = await _added(backend, world.book, _STATEMENTS)
        valkey = await _added(platform.target.pids["valkey"], world.hold, _HOLDS)
    finally:
        await resources.close()
    parts = {f"SQL of {_AT_ONCE} bookings at once": [each / _AT_ONCE for each in sql]}
    parts["Valkey, taking a hold"] = valkey
    for name, found in parts.items():
        print(f"{f'limits add, {name}':<46} {_told(found)} us CPU a booking", flush=True)
    return sum(median(found) for found in parts.values())


async def _added(pid: int, call: Call, count: int) -> list[float]:
    """The CPU microseconds that the process `pid` spends more on each call with limits than on a call without them.

    Each call with limits is compared with a neighbouring call without them. The first pairs are left out.
    """
    spent: tuple[list[float], list[float]] = ([], [])
    for number in range(count):
        limited = number % 4 in (1, 2)
        before = settled_cpu_microseconds(pid)
        await call(number, limited)
        spent[limited].append(settled_cpu_microseconds(pid) - before)
    return [on - off for off, on in zip(*spent, strict=True)][_WARM_UP // 2 :]


def _told(found: Sequence[float]) -> str:
    """Returns, as text, the median and its 95 % confidence interval (by order statistics)."""
    ordered, reach = sorted(found), int(0.98 * len(found) ** 0.5)
    middle = len(ordered) // 2
    return f"{median(found):5.1f} ({ordered[middle - reach]:.1f} to {ordered[middle + reach]:.1f})"


class _World:
    def __init__(self, resources: Resources, doctors: list[Doctor], people: list[Person]) -> None:
        self._resources, self._doctors, self._people = resources, doctors, people
        self._limits = PersonLimits(*[_HIGH] * len(PersonLimits._fields))
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self._first = midnight + 2 * _DAY

    @classmethod
    async def made(cls, resources: Resources) -> _World:
        weekly = [(day, "00:00", "24:00") for day in range(1, 8)]
        doctors = [await make_doctor(resources, minutes=_MINUTES, weekly=weekly)
                   for _ in range(_DOCTORS)]  # fmt: skip
        count = max(_STATEMENTS * _AT_ONCE, _HOLDS)
        return cls(resources, doctors, [await sign_in_patient(resources) for _ in range(count)])

    async def book(self, number: int, limited: bool) -> None:  # noqa: FBT001 - chooses a side of the measurement
        """Makes `_AT_ONCE` bookings in one transaction.

        The bookings are made as patients, whose appointments are counted, if `limited`, otherwise as staff.
        """
        role, limits = ("patient", self._limits) if limited else ("admin", None)
        first = number * _AT_ONCE
        requests = [self._request(each, role) for each in range(first, first + _AT_ONCE)]
        await write_queries.transitions(
            self._resources.database, write_queries.BOOK, _DAY, limits, requests
        )

    async def hold(self, number: int, limited: bool) -> None:  # noqa: FBT001 - chooses a side of the measurement
        """Makes a hold: if `limited`, from a client address whose holds are counted, otherwise without an address."""
        address = "bench" if limited else None
        await store.take(
            self._resources.redis, self._resources.settings, self._token(number), address
        )

    def _time(self, number: int) -> tuple[Doctor, Person, datetime]:
        turn, which = divmod(number, _DOCTORS)
        at = self._first + timedelta(minutes=_MINUTES * turn)
        return self._doctors[which], self._people[number], at

    def _request(self, number: int, role: str) -> write_queries.TransitionRequest:
        doctor, person, at = self._time(number)
        ends, now = at + timedelta(minutes=_MINUTES), datetime.now(UTC)
        return (
            uuid4().hex, bytes(32), bytes(600), now + timedelta(seconds=20), uuid4(), uuid4().hex,
            person.account_id, role, doctor.id, person.patient_id, at, ends, ends, 1, doctor.type_id,
            "online", doctor.fee, "INR", doctor.time_zone, None, now, None,
            person.account_id, None,
        )  # fmt: skip

    def _token(self, number: int) -> HoldToken:
        doctor, person, at = self._time(number)
        starts = int((at + 100 * _DAY).timestamp())
        ends = starts + _MINUTES * 60
        return HoldToken(
            account_id=person.account_id, patient_id=person.patient_id, patient_name="",
            doctor_id=doctor.id, starts_at=starts, ends_at=ends, busy_until=ends,
            type_id=doctor.type_id, type_name="Consultation", mode="online", fee_amount=doctor.fee,
            fee_currency="INR", time_zone=doctor.time_zone, schedule_version=1, requires_code=False,
            protected=True, reschedules=None, issued_at=datetime.now(UTC).timestamp(),
            nonce=uuid4().hex[:16], wish=uuid4().hex[:24], clinic_id=None,
        )  # fmt: skip
