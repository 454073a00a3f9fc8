"""Stores the position that reads of the running request must include, and whether the request has written."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from amrutam.core.replicas.position import PRIMARY_ONLY, START, Position


@dataclass(slots=True)
class Needs:
    """The position that the reads of a request must include, and whether the request counts as a write.

    `told`: the position that `written_position` (`primary.py`) returned last in this request; None before. The response
    to a write contains it.
    """

    position: Position = START
    has_written: bool = False
    told: Position | None = None

    def write(self) -> None:
        """Marks that the request writes.

        The request's further reads go to the primary, and its response contains a position that includes its writes,
        unless the status is from 400 to 499.
        """
        self.position, self.has_written = PRIMARY_ONLY, True


NEEDS: ContextVar[Needs | None] = ContextVar("amrutam_reads", default=None)
"""The needs of the running request; None outside HTTP requests and without replicas. The HTTP boundary sets it."""


def needed() -> Position:
    """The position that reads of the running request must include; `START` if any replica may answer."""
    needs = NEEDS.get()
    return START if needs is None else needs.position
