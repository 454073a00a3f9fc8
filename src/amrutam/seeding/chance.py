"""Random numbers that are the same for the same seed number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Chance:
    """A stream of random numbers for one subject, such as ("doctor", 6).

    The stream is the same for the same seed number and subject, and independent of other streams.
    """

    def __init__(self, seed_number: int, *subject: object) -> None:
        # These numbers must be reproducible; they are no secrets.
        self._random = Random("/".join(map(str, (seed_number, *subject))))  # nosec B311

    def one(self, of: Sequence[T]) -> T:
        """Returns a random element of a sequence that is not empty."""
        return of[int(self._random.random() * len(of))]

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """Returns `count` different elements in random order; all elements if there are fewer."""
        return self._random.sample(of, min(count, len(of)))

    def number(self, first: int, last: int) -> int:
        """Returns a random number from `first` to `last`, both included."""
        return first + int(self._random.random() * (last - first + 1))

    def happens(self, share: float) -> bool:
        """Returns True with the probability `share` (0 to 1)."""
        return self._random.random() < share

    def shuffled(self, of: Sequence[T]) -> list[T]:
        """Returns all elements in random order."""
        return self.some(of, len(of))

    def bytes(self, count: int) -> bytes:
        """Returns `count` random bytes."""
        return self._random.randbytes(count)

    def id(self, at: datetime) -> UUID:
        """Returns a UUID of version 7 (RFC 9562) with the time `at`, in milliseconds, and random bits."""
        milliseconds = int(at.timestamp() * 1000)
        bits = self._random.getrandbits(74)
        high, low = bits >> 62, bits & (2**62 - 1)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
