"""A bounded map that forgets what was used longest ago."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """`limit` bounds the number of entries, or what they weigh together."""

    def __init__(self, limit: int, weigh: Callable[[V], int] = lambda _value: 1) -> None:
        self._limit = limit
        self._weigh = weigh
        self._weight = 0
        self._entries: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        value = self._entries.get(key)
        if value is not None:
            self._entries.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        replaced = self._entries.pop(key, None)
        if replaced is not None:
            self._weight -= self._weigh(replaced)
        self._entries[key] = value
        self._weight += self._weigh(value)
        while self._weight > self._limit:
            _, forgotten = self._entries.popitem(last=False)
            self._weight -= self._weigh(forgotten)

    def clear(self) -> None:
        self._entries.clear()
        self._weight = 0

    def __len__(self) -> int:
        return len(self._entries)
