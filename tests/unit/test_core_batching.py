"""Tests which concurrent calls form a batch, and which answer each call gets."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from amrutam.core.batching import Batches


class Refused(Exception):
    pass


class Calls:
    """Records batches. A batch waits until the test releases it, and fails if it contains one of the items `bad`."""

    def __init__(self, *bad: int, reason: type[Exception] = Refused) -> None:
        self.seen: list[list[int]] = []
        self.go = asyncio.Event()
        self._bad, self._reason = bad, reason

    async def run(self, items: Sequence[int]) -> list[int]:
        self.seen.append(list(items))
        await self.go.wait()
        if any(item in self._bad for item in items):
            raise self._reason
        return [item * 10 for item in items]


async def _asked(batches: Batches[int, int], *items: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.ensure_future(batches.ask(item)) for item in items]
    await asyncio.sleep(0)
    return tasks


async def test_the_first_goes_at_once_and_those_that_come_meanwhile_go_together() -> None:
    calls = Calls()
    batches = Batches(calls.run)
    tasks = await _asked(batches, 1, 2, 3)
    await asyncio.sleep(0)
    assert calls.seen == [[1]]

    calls.go.set()

    assert await asyncio.gather(*tasks) == [10, 20, 30]
    assert calls.seen == [[1], [2, 3]]


async def test_one_after_another_each_goes_alone() -> None:
    calls = Calls()
    calls.go.set()
    batches = Batches(calls.run)
    assert [await batches.ask(item) for item in (1, 2)] == [10, 20]
    assert calls.seen == [[1], [2]]


async def test_nobody_waits_long_for_a_slow_call_of_others() -> None:
    calls = Calls()
    batches = Batches(calls.run)
    tasks = await _asked(batches, 1, 2, 3)

    await asyncio.sleep(0.1)

    assert calls.seen == [[1], [2, 3]]
    calls.go.set()
    assert await asyncio.gather(*tasks) == [10, 20, 30]


async def test_very_many_are_not_one_call() -> None:
    calls = Calls()
    calls.go.set()
    batches = Batches(calls.run)
    assert await asyncio.gather(*map(batches.ask, range(100))) == [n * 10 for n in range(100)]
    assert max(map(len, calls.seen)) <= 32


async def test_one_that_undoes_all_is_found_by_trying_each_alone() -> None:
    calls = Calls(3)
    batches = Batches(calls.run, apart=(Refused,))
    tasks = await _asked(batches, 1, 2, 3, 4)
    calls.go.set()

    answers = await asyncio.gather(*tasks, return_exceptions=True)

    assert answers[:2] + answers[3:] == [10, 20, 40]
    assert isinstance(answers[2], Refused)
    assert calls.seen == [[1], [2, 3, 4], [2], [3], [4]]


async def test_what_is_not_known_to_be_undone_is_not_tried_again() -> None:
    calls = Calls(3, reason=ConnectionError)
    batches = Batches(calls.run, apart=(Refused,))
    tasks = await _asked(batches, 1, 2, 3)
    calls.go.set()

    answers = await asyncio.gather(*tasks, return_exceptions=True)

    assert answers[0] == 10
    assert [type(answer) for answer in answers[1:]] == [ConnectionError, ConnectionError]
    assert calls.seen == [[1], [2, 3]]


@pytest.mark.parametrize("leaver", [1, 2])
async def test_who_leaves_does_not_take_the_others_along(leaver: int) -> None:
    calls = Calls()
    batches = Batches(calls.run)
    tasks = await _asked(batches, 1, 2, 3)
    await asyncio.sleep(0)

    tasks[leaver - 1].cancel()
    calls.go.set()

    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(answers.pop(leaver - 1), asyncio.CancelledError)
    assert answers == [item * 10 for item in (1, 2, 3) if item != leaver]
