"""The background loop of api processes, which admits waiting places and turns queues on for doctors in demand.

The loop runs in steps. Each step of a doctor's queue is done by one of the processes.
"""

from __future__ import annotations

from time import monotonic
from uuid import UUID

from amrutam.admission import store
from amrutam.admission.actions import Rushes
from amrutam.admission.rules import Limits, Measured, decide, load_of
from amrutam.core import background
from amrutam.core.counters import Counters
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics


class AdmissionLoop:
    """The state of the loop in this process; `run_admission` calls `step` again and again."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._rushes = resources.part(Rushes)
        self._counted_since = monotonic()

    async def step(self) -> None:
        """Turns the queue on for doctors in demand, and admits waiting places of the queues that are on.

        A doctor is in demand if this process got at least `rush_demand` requests for holds in
        `rush_demand_window_seconds`; if `rush_demand` is 0, no doctor is in demand. If Redis is
        unreachable, this method raises `RedisAway`, and this process treats every queue as off, so
        that everybody can hold a slot.
        """
        try:
            await self._begin_by_demand()
            self._rushes.doctors = await store.doctors(self._resources.redis)
            if self._rushes.doctors:
                await self._admit()
            else:
                metrics.ADMISSION_WAITING.set(0)
        except RedisAway:
            self._rushes.doctors = frozenset()
            raise

    async def _begin_by_demand(self) -> None:
        settings = self._resources.settings
        if monotonic() - self._counted_since < settings.rush_demand_window_seconds:
            return
        wanted, self._rushes.demand = self._rushes.demand, type(self._rushes.demand)()
        self._counted_since = monotonic()
        for doctor_id, holds in wanted.items():
            if settings.rush_demand and holds >= settings.rush_demand:
                await store.begin(
                    self._resources.redis, doctor_id, "demand", settings.rush_demand_seconds
                )

    async def _admit(self) -> None:
        settings, pool = self._resources.settings, self._resources.database.pool
        share = pool.queue(is_search=False) / settings.database_waits
        load = load_of(self._rushes.hold_seconds(), settings.admission_hold_seconds, share)
        process = self._resources.part(Counters).process
        load = await store.tell_load(self._resources.redis, process, load)
        for doctor_id in self._rushes.doctors:
            await self._admit_to(doctor_id, load)
        waiting = await store.waiting(self._resources.redis, self._rushes.doctors)
        metrics.ADMISSION_WAITING.set(waiting)

    async def _admit_to(self, doctor_id: UUID, load: float) -> None:
        settings, redis = self._resources.settings, self._resources.redis
        seconds = settings.admission_step_seconds
        found = await store.step(redis, doctor_id, seconds, settings.admission_presence_seconds)
        if found is None:
            return
        limits = Limits(settings.admission_at_once_least, settings.admission_at_once_most)
        decision = decide(limits, Measured(*found, load, seconds))
        go_on = settings.rush_demand_seconds if found[0] else 0
        await store.admit(redis, doctor_id, decision, settings.admission_turn_seconds, go_on)
        metrics.ADMITTED.inc(decision.admit)


async def run_admission(resources: Resources) -> None:
    """The background loop of every api process: runs `AdmissionLoop.step` until the loop is cancelled.

    The loop pauses for `admission_step_seconds` after each step. An error does not end the loop
    (`background.every`).
    """
    seconds = resources.settings.admission_step_seconds
    await background.every(seconds, "admission", AdmissionLoop(resources).step)
