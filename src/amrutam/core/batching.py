"""Calls that arrive together become one call: a statement for many costs little more than for one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Run = Callable[[Sequence[T]], Awaitable[Sequence[R]]]
"""Answers all items, in their order. What it raises is for all of them."""

_PATIENCE_SECONDS = 0.01
_MOST = 32


class Batches(Generic[T, R]):
    """The first call goes at once; those that come while it is under way go together after it.

    Nobody waits for a slow call of others longer than ten milliseconds: the next one then goes beside
    it. A cancelled caller leaves its item in the call, as if the answer had been lost.
    """

    def __init__(self, run: Run[T, R], *, apart: tuple[type[Exception], ...] = ()) -> None:
        """`apart`: after one of these nothing was done for any item, and each is tried by itself."""
        self._run = run
        self._apart = apart
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._patience: asyncio.TimerHandle | None = None

    async def ask(self, item: T) -> R:
        """The item's answer. Raises what running it raised."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._waiting.append((item, answer))
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

    def _go(self, batch: list[tuple[T, asyncio.Future[R]]]) -> None:
        task = asyncio.ensure_future(self._answer(batch))
        self._under_way.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._start()

    async def _answer(self, batch: list[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            answers = await self._run([item for item, _ in batch])
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
            for (_, waiting), answer in zip(batch, answers, strict=True):
                if not waiting.done():
                    waiting.set_result(answer)


def _refuse(batch: Sequence[tuple[T, asyncio.Future[R]]], reason: BaseException) -> None:
    for _, waiting in batch:
        if not waiting.done():
            waiting.set_exception(reason)
