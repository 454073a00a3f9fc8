"""Checks that the platform answers generated sequences of requests as a small model does.

Also checks that this comparison finds seeded bugs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, seed
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.concurrency.bugs import BUGS_OF_ONE, Breaking
from tests.concurrency.clocks import Clock
from tests.concurrency.compared import MORNING
from tests.concurrency.figures import record_figures
from tests.concurrency.machine import SETTINGS, WEEKS, Booking
from tests.concurrency.model_facts import Ticket
from tests.concurrency.sizes import FULL, IS_FULL, SIZE, Sizes
from tests.concurrency.world import World, world
from tests.engines import Engines

QUICK_SEEDS = {
    "hold outlives its time": 3,
    "move keeps claims": 4,
    "schedule not looked at": 4,
}
"""By the name of a bug of `bugs.py`: the first of the random seeds with which short searches find the bug.

After a change of the state machine another seed may be needed.
"""
_SHORT = replace(FULL, runs=8)


def _machine(here: World, told: Counter[str]) -> type[Booking]:
    class Machine(Booking):
        world = here
        outcomes = told

    return Machine


def _run(
    settings: Settings,
    clock: Clock,
    folder: Path,
    size: Sizes,
    chosen: int | None = None,
    **more: Any,
) -> Counter[str]:
    """Runs the state machine; returns the number of answers by outcome (`ok` or the code of a problem).

    `chosen`: the seed of the generated steps; None for Hypothesis's choice. `more`: settings of Hypothesis.
    """
    told: Counter[str] = Counter()
    with world(settings, clock, folder, **SETTINGS) as here:
        run_state_machine_as_test(
            _machine(here, told) if chosen is None else seed(chosen)(_machine(here, told)),
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

    # A run reaches most of the 16 outcomes: `ok` and the problems in `model_facts.STATUS`.
    assert len(told) > 10, told
    record_figures("State machine", runs=SIZE.runs, steps=SIZE.steps, **told)


def test_a_released_hold_has_expired_whatever_lies_on_its_time(
    settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    """A move with a released hold gets `hold-expired`, whatever was held or booked at its time since then.

    The steps show one possible bug: a refused hold removes the marker of the second appointment's time from Redis.
    """
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


def test_an_own_hold_is_found_at_a_time_that_is_no_longer_offered(
    settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    """A repeated request finds the patient's hold, although the doctor's hours changed and do not offer its time.

    Decision 0087 describes this.
    """
    with world(settings, clock, tmp_path, **SETTINGS) as here:
        steps = _machine(here, Counter())()
        steps.begin()
        held = steps.hold(by="asha", doctor=1, at=3, kind=1, is_for="self")
        steps.change_schedule(doctor=1, week=WEEKS[2], buffer=0, step=None, stale=False)

        again = steps.hold(by="asha", doctor=1, at=4, kind=1, is_for="self")

        assert isinstance(held, Ticket)
        assert isinstance(again, Ticket)
        assert again.hold is held.hold


@pytest.fixture
async def broken(
    request: pytest.FixtureRequest, engines: Engines, settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Settings]:  # fmt: skip
    """Yields settings of a separate database, after inserting the bug that the test's parameter names."""
    async with fresh_database(engines, settings, "bugs") as own:
        owner = await asyncpg.connect(own.migration_database_url)
        await BUGS_OF_ONE[request.param](Breaking(owner, monkeypatch, []))
        await owner.close()
        yield own


def _search(settings: Settings, clock: Clock, folder: Path, first_seed: int | None) -> None:
    """Runs the state machine until a difference from the model raises `AssertionError` or the search ends.

    Without a seed there is one search of full size; with a seed there are several short searches, each with the
    next seed.
    """
    only: dict[str, Any] = {"phases": [Phase.generate], "report_multiple_bugs": False}
    if first_seed is None:
        _run(settings, clock, folder, FULL, derandomize=True, **only)
        return
    for chosen in range(first_seed, first_seed + FULL.runs // _SHORT.runs):
        (folder / str(chosen)).mkdir()
        _run(settings, clock, folder / str(chosen), _SHORT, chosen, **only)


# The bugs that only a long search finds are tested in `make proof` only. Except for "extended when it has ended",
# test_seeded_bugs.py finds them in `make test` too.
@pytest.mark.parametrize("broken", BUGS_OF_ONE if IS_FULL else QUICK_SEEDS, indirect=True)
def test_a_seeded_bug_is_found(
    request: pytest.FixtureRequest, broken: Settings, clock: Clock, tmp_path: Path
) -> None:
    first_seed = QUICK_SEEDS.get(request.node.callspec.params["broken"])

    with pytest.raises(AssertionError):
        _search(broken, clock, tmp_path, first_seed)
