"""Batching: calls that wait at the same time are run together, for example as one SQL statement instead of many."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from amrutam.core.request_budget import BUDGET, Budget, within

T = TypeVar("T")
R = TypeVar("R")

Run = Callable[[Sequence[T]], Awaitable[Sequence[R]]]
"""A function that runs a batch: returns a result for each item, in the order of the items."""

_PATIENCE_SECONDS = 0.01
_MOST = 32

_Waiting = tuple[T, asyncio.Future[R], Budget]


class Batches(Generic[T, R]):
    """Runs calls in batches: the first call at once, and then, as one batch, all calls that arrived while it ran.

    Calls wait for a running batch for at most ten milliseconds: then, or as soon as 32 calls wait,
    the next batch starts beside it. The item of a cancelled caller stays in its batch and is still run.
    """

    def __init__(self, run: Run[T, R], *, apart: tuple[type[Exception], ...] = ()) -> None:
        """`apart`: exceptions of `run` after which nothing was changed for any item.

        After such an exception of a batch with several items, each item is run again alone.
        """
        self._run = run
        self._apart = apart
        self._waiting: list[_Waiting[T, R]] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._patience: asyncio.TimerHandle | None = None

    async def ask(self, item: T) -> R:
        """Runs the item in a batch and returns its result.

        Raises the exception that `run` raises for the batch; if that is in `apart`, the one for this item alone.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._waiting.append((item, answer, BUDGET.get()))
        if not self._under_way or len(self._waiting) >= _MOST:
            self._start()
        elif self._patience is None:
            self._patience = loop.call_later(_PATIENCE_SECONDS, self._start)
        return await answer

    def _start(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if self._waiting:
            self._go(self._waiting)
            self._waiting = []

    def _go(self, batch: list[_Waiting[T, R]]) -> None:
        """Runs a batch with the budget of the request that has most time left.

        A request of the batch that has less time left can therefore get its result after its own time is over.
        """
        with within(max(budget for _, _, budget in batch)):
            task = asyncio.ensure_future(self._answer(batch))
        self._under_way.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._start()

    async def _answer(self, batch: list[_Waiting[T, R]]) -> None:
        try:
            answers = await self._run([item for item, _, _ in batch])
        except self._apart as reason:
            if len(batch) == 1:
                _refuse(batch, reason)
                return
            for one in batch:
                self._go([one])
        except BaseException as reason:
            _refuse(batch, reason)
            if not isinstance(reason, Exception):
                raise
        else:
            for (_, waiting, _), answer in zip(batch, answers, strict=True):
                if not waiting.done():
                    waiting.set_result(answer)


def _refuse(batch: Sequence[_Waiting[T, R]], reason: BaseException) -> None:
    for _, waiting, _ in batch:
        if not waiting.done():
            waiting.set_exception(reason)
