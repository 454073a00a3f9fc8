"""Tests how many people the admission queue admits, and the estimated waiting time of the others."""

from __future__ import annotations

from bench.rush import idle, with_queue, without_queue
from hypothesis import given
from hypothesis import strategies as st

from amrutam.admission.rules import (
    Limits,
    Measured,
    decide,
    estimated_seconds,
    load_of,
    poll_seconds,
)
from amrutam.core.settings import Settings
from amrutam.seeding.race import MOST_RACERS

LIMITS = Limits(least=5, most=200)


def after(steps: int, load: float, waiting: int = 10_000) -> int:
    window, rate = 0, 0.0
    for _ in range(steps):
        decision = decide(LIMITS, Measured(waiting, 0, window, rate, load, 0.5))
        window, rate = decision.window, decision.rate
    return window


def test_a_quick_platform_lets_more_and_more_in_up_to_the_limit() -> None:
    assert after(1, 0.1) < after(10, 0.1) < after(100, 0.1) == LIMITS.most


def test_a_slow_platform_lets_in_half_as_many_and_never_nobody() -> None:
    measured = Measured(100, 0, 80, 4.0, load=1.5, seconds=0.5)
    assert decide(LIMITS, measured).window == 40
    assert after(100, 1.5) == LIMITS.least


def test_near_its_limit_it_stays() -> None:
    assert decide(LIMITS, Measured(100, 0, 80, 4.0, load=0.8, seconds=0.5)).window == 80


@given(
    st.builds(
        Measured,
        waiting=st.integers(0, 10**6), admitted=st.integers(0, 500), window=st.integers(0, 500),
        rate=st.floats(0, 1000), load=st.floats(0, 10), seconds=st.floats(0.05, 5),
    )
)  # fmt: skip
def test_never_more_are_choosing_than_may(measured: Measured) -> None:
    decision = decide(LIMITS, measured)
    assert LIMITS.least <= decision.window <= LIMITS.most
    assert 0 <= decision.admit <= measured.waiting
    assert decision.admit == 0 or measured.admitted + decision.admit <= decision.window


def test_those_at_the_end_ask_seldom() -> None:
    polls = [poll_seconds(position, 2.0, presence_seconds=450.0) for position in (1, 100, 500_000)]
    assert polls == [2.0, 10.0, 150.0]
    assert estimated_seconds(100, 2.0) == 50
    assert estimated_seconds(100, 0.0) is None


def test_the_load_is_of_what_is_slowest() -> None:
    assert load_of(0.5, slow_seconds=0.25, share_of_limits=0.0) == 2
    assert load_of(0.0, slow_seconds=0.25, share_of_limits=0.6) == 1.2


def test_those_who_are_let_in_are_answered_as_on_an_idle_platform() -> None:
    """The 99th percentile of admitted people's answer times is at most a tenth longer than on an idle platform.

    Without a queue this percentile is more than a second.

    `python -m bench.rush` runs this simulation with half a million people.
    """
    crowd, times, cores = 50_000, 300, 4
    queued = with_queue(crowd, times, cores)
    assert queued.held >= times
    assert queued.percentile(0.99) < 1.1 * idle(cores).percentile(0.99)
    assert without_queue(crowd, cores).percentile(0.99) > 1


def test_a_race_in_one_process_turns_no_queue_on() -> None:
    """A race (`amrutam race`) turns no queue on: the demand that turns it on is more than that of two races.

    Another race may follow within the same window.
    """
    assert Settings.model_fields["rush_demand"].default > 2 * MOST_RACERS
