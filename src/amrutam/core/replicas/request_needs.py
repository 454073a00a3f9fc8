"""The position that reads of the running request must include, and whether the request has written."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from amrutam.core.replicas.position import PRIMARY_ONLY, START, Position


@dataclass(slots=True)
class Needs:
    """The position that the reads of a request must include, and whether the request has written.

    `told`: a position that includes the request's writes, once the process has read it from the primary; else None.
    """

    position: Position = START
    has_written: bool = False
    told: Position | None = None

    def write(self) -> None:
        """Marks that the request has written.

        The request's further reads go to the primary, and its answer contains the written position.
        """
        self.position, self.has_written = PRIMARY_ONLY, True


NEEDS: ContextVar[Needs | None] = ContextVar("amrutam_reads", default=None)
"""The needs of the running request, which the HTTP boundary sets; None outside a request and without replicas."""


def needed() -> Position:
    """The position that reads of the running request must include; `START` if any replica may answer."""
    needs = NEEDS.get()
    return START if needs is None else needs.position
