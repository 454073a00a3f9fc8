"""How a fault is endured: under load, again and again, judged by the history and the way back."""

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
"""Does the damage and undoes it, if anybody has to; returns when the platform should recover."""

Prepare = Callable[[Resources, Load], Awaitable[None]]
"""Changes the cast before it begins."""

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
) -> Counter[str]:
    """Runs the load through strikes for the fault's time. Returns how often each outcome was told.

    Asserts all that is expected of any fault: nothing wrong in the history, no answer but 503 with
    Retry-After while something is away, everything back within thirty seconds.
    """
    resources = await Resources.open(arena.direct)
    load = await Load.cast(resources, arena.urls, PATIENCE_SECONDS)
    doctor = await make_doctor(resources, weekly=ALWAYS, minutes=5, time_zone="UTC")
    probe = Probe(arena, await sign_in_patient(resources), doctor)
    await probe.until_back()
    if prepare is not None:
        await prepare(resources, load)
    running = asyncio.create_task(load.run())
    backs: list[float] = []
    until = monotonic() + SIZE.fault_seconds
    try:
        while monotonic() < until or len(backs) < at_least:
            await asyncio.sleep(_WARM_SECONDS)
            await strike(load)
            backs.append(await probe.until_back())
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
        name, strikes=len(backs), slowest_back_seconds=round(max(backs), 1), **told,
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
    """Somebody with a doctor of their own, who asks each process whether all is well again."""

    def __init__(self, arena: Arena, person: Person, doctor: Doctor) -> None:
        self._urls = arena.urls
        self._person = person
        self._doctor = doctor
        self._starts = int(time() // 86400 + 2) * 86400

    async def until_back(self) -> float:
        """Seconds until each process holds with the lock's word, books and cancels."""
        began = monotonic()
        for url in self._urls:
            while not await self._books(url):
                assert monotonic() - began < BACK_SECONDS, "not back within thirty seconds"
                await asyncio.sleep(0.1)
        return monotonic() - began

    async def _books(self, url: str) -> bool:
        """Each time another slot, for what came of an earlier try may not be known."""
        actor = Actor(self._person, Client(url, PATIENCE_SECONDS), Record())
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
