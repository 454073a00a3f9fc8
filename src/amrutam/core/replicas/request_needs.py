"""The position that reads of the running request must include, and whether the request has written."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from amrutam.core.replicas.position import PRIMARY_ONLY, START, Position


@dataclass(slots=True)
class Needs:
    """The state that the reads of a request must include.

    `position`: the position up to which reads must see all writes. `told`: the position of the
    request's last write, once the process has read this position from the primary.
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
"""The needs of the running request; the HTTP boundary sets them where there are replicas."""


def needed() -> Position:
    """The position that reads of the running request must include; `START` if there is none."""
    needs = NEEDS.get()
    return START if needs is None else needs.position
