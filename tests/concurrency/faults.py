"""Runs a load while a fault is repeated, and judges the history and the recovery."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from time import monotonic, time

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.arena import Arena
from tests.concurrency.client import Client
from tests.concurrency.figures import keep_history, record_figures
from tests.concurrency.history import Promises, violations
from tests.concurrency.load import ALWAYS, Load
from tests.concurrency.sizes import SIZE

Strike = Callable[[Load], Awaitable[None]]
"""A function that causes the damage and, where needed, repairs it; it returns when the platform can recover."""

Prepare = Callable[[Resources, Load], Awaitable[None]]
"""A function that changes the load's clients or doctors before the load begins."""

BACK_SECONDS = 30
PATIENCE_SECONDS = 4
_WARM_SECONDS = 0.7


async def endured(
    name: str,
    arena: Arena,
    strike: Strike,
    *,
    locks_hold: bool,
    at_least: int = 1,
    prepare: Prepare | None = None,
    mend: Strike | None = None,
    back_within: float = BACK_SECONDS,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Counter[str]:
    """Runs the load while `strike` causes the fault again and again; returns the number of operations by outcome.

    The outcomes are `ok`, `fail` and `unknown` (history.py). There are at least `at_least` strikes; `prepare` runs before the
    load, `mend` after each recovery. `locks_hold`: whether holds exclude each other in spite of the fault.
    `patience_seconds`: how long the load's clients wait for an answer.

    Asserts what must be true under every fault: the history has no violations, the only 5xx is 503 with
    Retry-After, something is booked, and the platform recovers within `back_within` seconds after each call of
    `strike`.
    """
    resources = await Resources.open(arena.direct)
    load = await Load.cast(resources, arena.urls, patience_seconds)
    doctor = await make_doctor(resources, weekly=ALWAYS, minutes=5, time_zone="UTC")
    probe = Probe(arena, await sign_in_patient(resources), doctor)
    await probe.until_back()
    if prepare is not None:
        await prepare(resources, load)
    running = asyncio.create_task(load.run())
    backs: list[float] = []
    seconds_of_503 = dict.fromkeys(arena.urls, 0.0)
    until = monotonic() + SIZE.fault_seconds
    try:
        while monotonic() < until or len(backs) < at_least:
            await asyncio.sleep(_WARM_SECONDS)
            began = monotonic()
            await strike(load)
            backs.append(await probe.until_back(back_within))
            for url, longest in seconds_of_503.items():
                seconds_of_503[url] = max(longest, load.record.seconds_of_503(url, began))
            if mend is not None:
                await mend(load)
        await asyncio.sleep(_WARM_SECONDS)
    finally:
        load.stop.set()
        await running
        await resources.close()
    promises = Promises(
        confirm_hold_seconds=4,
        extension_seconds=2,
        confirm_deadline_seconds=2,
        locks_hold=locks_hold,
    )
    history = await load.history(arena.direct.database_url, promises)
    told = Counter(str(each.outcome) for each in load.record.operations)
    record_figures(
        name, strikes=len(backs), slowest_back_seconds=round(max(backs), 1),
        longest_seconds_of_503=[round(each, 1) for each in seconds_of_503.values()], **told,
        answered_503=load.record.answers.get(503, 0), broken=load.record.broken,
        bookings=len(history.ledger.appointments), slots_judged=history.locks_held,
    )  # fmt: skip
    wrong = violations(history)
    if wrong:
        told_by = keep_history(name, history)
        raise AssertionError("\n".join(map(str, [told_by, *wrong[:10]])))
    assert not load.record.defects(), arena.complaints()
    assert not load.record.mute_503
    assert history.ledger.appointments
    return told


class Probe:
    """Checks, as a client with a doctor whom nobody else books, whether each api process works again."""

    def __init__(self, arena: Arena, person: Person, doctor: Doctor) -> None:
        self._arena = arena
        self._person = person
        self._doctor = doctor
        self._starts = int(time() // 86400 + 2) * 86400

    async def until_back(self, within: float = BACK_SECONDS) -> float:
        """Waits until each process makes a protected hold, books and cancels; returns the seconds that this took.

        Fails the test after `within` seconds, with the last answers and the ends of the servers' logs.
        """
        began = monotonic()
        for url in self._arena.urls:
            while not await self._books(url, record := Record()):
                said = f"broken: {record.broken}, answers: {record.answers}, {record.operations}"
                assert monotonic() - began < within, (
                    f"{url} did not book again within {within} seconds; {said}\n{self._arena.ends_of_logs()}"
                )
                await asyncio.sleep(0.1)
        return monotonic() - began

    async def _books(self, url: str, record: Record) -> bool:
        """Returns whether a slot can be held with protection, booked and cancelled at the process of this URL.

        Each call uses another slot, because an earlier call whose answer was lost may have taken its slot.
        """
        actor = Actor(self._person, Client(url, PATIENCE_SECONDS), record)
        self._starts += 300
        try:
            held = await actor.hold(self._doctor, self._starts)
            if held.outcome != "ok" or not held.protected:
                return False
            booked = await actor.confirm(held)
            return (
                booked.outcome == "ok" and (await actor.cancel(booked.appointment)).outcome == "ok"
            )
        finally:
            actor.door.close()
