"""A cache of bounded size in the memory of a process.

Why it belongs to `Resources`, and why no library is used: docs/decisions/0065-memory-belongs-to-resources.md.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LRUCache(Generic[K, V]):
    """A map that evicts the least recently used entries.

    `limit` bounds the sum of `weigh(value)` over all values; by default each value weighs 1. Values must not be
    None, and the weight of a stored value must not change.
    """

    def __init__(self, limit: int, weigh: Callable[[V], int] = lambda _value: 1) -> None:
        self._limit = limit
        self._weigh = weigh
        self._weight = 0
        self._entries: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The key's value, which becomes the most recently used one; None if the key is absent."""
        value = self._entries.get(key)
        if value is not None:
            self._entries.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Stores the value in place of the key's earlier one, and evicts entries until the limit is kept.

        A value that is heavier than the limit is not stored, and evicts no other entry.
        """
        self.drop(key)
        weight = self._weigh(value)
        if weight > self._limit:
            return
        self._entries[key] = value
        self._weight += weight
        while self._weight > self._limit:
            _, evicted = self._entries.popitem(last=False)
            self._weight -= self._weigh(evicted)

    def drop(self, key: K) -> None:
        """Removes the key, if it is present."""
        dropped = self._entries.pop(key, None)
        if dropped is not None:
            self._weight -= self._weigh(dropped)

    def clear(self) -> None:
        self._entries.clear()
        self._weight = 0

    def __len__(self) -> int:
        return len(self._entries)
