"""Request and answer bodies of the admission queue."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from amrutam.admission.models import Rush


class PlaceView(BaseModel):
    """A place in the admission queue, by its `state`.

    `open`: no place is needed, because the doctor's queue is off or cannot be read. `none`: the
    doctor has a queue, and the caller has no place in the queue. `waiting`: the caller waits for a
    turn. `admitted`: the caller can hold a slot until `turn_ends_at`, after signing in. `place` is
    null in the states `open` and `none`; `position` and `estimated_seconds` are null unless the
    caller waits, and `turn_ends_at` is null unless the caller is admitted.
    """

    state: Literal["open", "none", "waiting", "admitted"]
    place: str | None = Field(
        description="The signed place, to be sent as the header AMRUTAM-Place. It stays valid when a page is reloaded"
    )
    position: int | None = Field(description="Position in the queue while waiting, counted from 1")
    estimated_seconds: int | None = Field(
        description="Estimated seconds until admission; null while unknown"
    )
    turn_ends_at: datetime | None = Field(
        description="Until when an admitted caller can hold a slot. A hold that was made before then stays"
    )
    poll_seconds: float = Field(
        description="Seconds until the next request for this state. A waiting place is lost if its state is no longer requested"
    )


class RushChange(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    on: bool


class RushView(BaseModel):
    """Whether a doctor's admission queue is on.

    `by`: whether staff or high demand turned the queue on. `waiting` is the number of waiting
    places, and `admitted_per_minute` a moving average. `by` and `ends_at` are null, and the numbers
    are 0, while the queue is off.
    """

    on: bool
    by: Literal["staff", "demand"] | None
    ends_at: datetime | None
    waiting: int
    admitted: int = Field(description="Number of admitted patients who do not hold a slot yet")
    admitted_per_minute: float

    @classmethod
    def of(cls, rush: Rush | None) -> RushView:
        """Returns the body for a rush; `rush` is None while the queue is off."""
        return cls(
            on=rush is not None,
            by=rush.by if rush else None,
            ends_at=rush.ends_at if rush else None,
            waiting=rush.waiting if rush else 0,
            admitted=rush.admitted if rush else 0,
            admitted_per_minute=round(rush.rate * 60, 1) if rush else 0.0,
        )
