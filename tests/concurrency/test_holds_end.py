"""Checks that holds expire by themselves: five seconds after its end, no hold exists in any part of the platform."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from time import time

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.figures import record_figures
from tests.concurrency.history import History, Ledger, Operation, Promises, violations
from tests.concurrency.processes import apis, doors
from tests.concurrency.sizes import SIZE
from tests.concurrency.test_one_slot import ALWAYS, slot

A_DAY = 288
AN_ACCOUNT = 50
GRACE_SECONDS = 5
SHORT = {"hold_seconds": 3, "hold_extension_seconds": 2, "holds_per_account": AN_ACCOUNT}
CLAIMS = Statement("test_claims", "SELECT count(*) FROM time_claim WHERE party_id = ANY($1)")


async def test_no_hold_is_alive_five_seconds_after_its_time(
    settings: Settings, resources: Resources
) -> None:
    doctors = [
        await make_doctor(resources, weekly=ALWAYS, minutes=5, time_zone="UTC")
        for _ in range(-(-SIZE.holds // A_DAY))
    ]
    people = [await sign_in_patient(resources) for _ in range(SIZE.holds // AN_ACCOUNT)]
    record = Record()
    async with apis(settings, 2, **SHORT) as urls, doors(urls, len(people)) as clients:
        actors = [Actor(p, c, record) for p, c in zip(people, clients, strict=True)]
        ended = await asyncio.gather(
            *(_hold_many(each, number, doctors) for number, each in enumerate(actors))
        )
        assert sum(map(len, ended)) == SIZE.holds
        assert not [problems for each in ended for problems in each if problems != "hold-expired"]
        await _all_is_open(actors[0], doctors)
    await _nothing_is_left(resources, doctors)
    promises = Promises(extension_seconds=2)
    assert not violations(History(record.operations, Ledger([], {}, [], []), promises))
    record_figures("Holds that end", holds=SIZE.holds, alive_after_five_seconds=0)


async def _hold_many(actor: Actor, number: int, doctors: list[Doctor]) -> list[str]:
    """Makes the holds of account `number`, extends every tenth of them, and reads each hold five seconds after its end.

    Returns the problem codes of these answers. The numbers of all holds run on over the accounts; each stands for
    one slot.
    """
    held: list[tuple[Operation, float]] = []
    for place in range(number * AN_ACCOUNT, (number + 1) * AN_ACCOUNT):
        made = await actor.hold(doctors[place // A_DAY], slot(0) + 300 * (place % A_DAY))
        assert made.outcome == "ok", made.problem
        longer = await actor.extend(made) if place % 10 == 0 else made
        assert longer.outcome == "ok", longer.problem
        held.append((made, longer.expires))
    return [await _when_ended(actor, made, expires) for made, expires in held]


async def _when_ended(actor: Actor, made: Operation, expires: float) -> str:
    await asyncio.sleep(max(0.0, expires + GRACE_SECONDS - time()))
    return (await actor.get(f"/v1/holds/{made.hold}")).problem


async def _all_is_open(actor: Actor, doctors: list[Doctor]) -> None:
    day = datetime.fromtimestamp(slot(0), UTC).date()
    for doctor in doctors:
        answer = await actor.get(f"/v1/doctors/{doctor.id}/slots?from={day}&to={day}")
        (only,) = answer.body["days"]
        assert {each["state"] for each in only["slots"]} == {"open"}


async def _nothing_is_left(resources: Resources, doctors: list[Doctor]) -> None:
    """Checks that Valkey has no key of a hold of these doctors, and that PostgreSQL has no claim of them.

    A hold's keys in Valkey are its ticks (`slot`) and its record (`hold`).
    """
    for doctor in doctors:
        for kind in ("slot", "hold"):
            pattern = f"doctor:{{{doctor.id}}}:{kind}:*"
            assert await resources.redis.do("test_keys", "KEYS", pattern) == []
    assert await resources.database.value(CLAIMS, [doctor.id for doctor in doctors]) == 0
