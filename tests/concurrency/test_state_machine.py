"""Whatever patients and doctors do, one after another: the platform does what a small model says."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.concurrency.bugs import BUGS_OF_ONE, Breaking
from tests.concurrency.clocks import Clock
from tests.concurrency.compared import MORNING
from tests.concurrency.figures import record_figures
from tests.concurrency.machine import SETTINGS, Booking
from tests.concurrency.sizes import FULL, IS_FULL, SIZE, Sizes
from tests.concurrency.world import World, world
from tests.engines import Engines


def _machine(here: World, told: Counter[str]) -> type[Booking]:
    class Machine(Booking):
        world = here
        outcomes = told

    return Machine


def _run(settings: Settings, clock: Clock, folder: Path, size: Sizes, **more: Any) -> Counter[str]:
    """How often each outcome was told."""
    told: Counter[str] = Counter()
    with world(settings, clock, folder, **SETTINGS) as here:
        run_state_machine_as_test(
            _machine(here, told),
            settings=hypothesis_settings(
                max_examples=size.runs,
                stateful_step_count=size.steps,
                deadline=None,
                database=None,
                print_blob=True,
                suppress_health_check=list(HealthCheck),
                **more,
            ),
        )
    return told


def test_the_platform_does_what_the_model_says(
    settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    told = _run(settings, clock, tmp_path, SIZE, derandomize=not IS_FULL)

    assert len(told) > 10, told  # of 14: it comes to most of what may be told
    record_figures("State machine", runs=SIZE.runs, steps=SIZE.steps, **told)


def test_a_released_hold_has_expired_whatever_lies_on_its_time(
    settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    """Steps that the machine once came to: a refused hold takes the second appointment's marker away."""
    with world(settings, clock, tmp_path, **SETTINGS) as here:
        steps = _machine(here, Counter())()
        steps.begin()
        steps.change_schedule(doctor=0, week=MORNING, buffer=10, step=15, stale=False)
        first = steps.book(by="asha", doctor=0, at=3, kind=0, is_for="self", key="")
        released = steps.hold_to_move(first, at=2, kind=1)
        steps.release(released)
        second = steps.book(by="asha", doctor=0, at=1, kind=0, is_for="self", key="")
        steps.hold_to_move(second, at=2, kind=0)

        steps.move(released, key="", behind=None)

        assert steps.outcomes["hold-expired"] == 1


@pytest.fixture
async def broken(
    request: pytest.FixtureRequest, engines: Engines, settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Settings]:  # fmt: skip
    """Settings of a database of its own, with the bug that the test is about."""
    async with fresh_database(engines, settings, "bugs") as own:
        owner = await asyncpg.connect(own.migration_database_url)
        await BUGS_OF_ONE[request.param](Breaking(owner, monkeypatch, []))
        await owner.close()
        yield own


@pytest.mark.parametrize("broken", BUGS_OF_ONE, indirect=True)
def test_a_seeded_bug_is_found(broken: Settings, clock: Clock, tmp_path: Path) -> None:
    first = {"phases": [Phase.generate], "derandomize": True, "report_multiple_bugs": False}

    with pytest.raises(AssertionError):  # ends at the first find, mostly after a few runs
        _run(broken, clock, tmp_path, FULL, **first)
