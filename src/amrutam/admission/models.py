"""Types of the admission queue: a rush, a place in the queue, and the state of a place.

A rush is the time in which a doctor's admission queue is on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

State = Literal["open", "none", "waiting", "admitted"]
"""The state of a caller. `open`: no place is needed, because the doctor's queue is off or Redis is unreachable.

`none`: the doctor has a queue, and the caller has no place in the queue. `waiting`, `admitted`: the
state of the caller's place.
"""

By = Literal["staff", "demand"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a doctor's queue.

    `id` is an account's id as text, or `anonymous:` and random digits for somebody who has not
    signed in.
    """

    doctor_id: UUID
    id: str


@dataclass(frozen=True, slots=True)
class PlaceState:
    """The state of a place.

    `position` counts from 1, and is None unless the place waits. With an admitted place an account
    can hold a slot until `turn_ends_at` (UTC), which is None for other places.
    """

    state: State
    position: int | None = None
    turn_ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rush:
    """A rush: until `ends_at`, patients hold the doctor's slots in the order of the queue.

    `by`: staff or demand turned the queue on. `ends_at` is in UTC. `waiting` and `admitted` are
    numbers of places; `admitted` counts those without a hold. `rate` is in admissions per second.
    """

    by: By
    ends_at: datetime
    waiting: int
    admitted: int
    rate: float
