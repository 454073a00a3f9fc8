"""Checks that no read of a register is too old; a register is a value that one client changes and many clients read."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic


@dataclass
class Change:
    """A change of a register from `before` to `after`.

    Its request was sent at `asked`, and its answer arrived at `told`, in seconds of `time.monotonic`; `told` is
    infinite until then. Between these two times a reader can also get `between`; an empty text means that there is
    no such value.
    """

    before: str
    after: str
    asked: float
    told: float = float("inf")
    between: str = ""


@dataclass
class Register:
    """Records all changes of a value that one client writes and others read, to check that no read is too old.

    `bound_seconds`: how old a value may be for clients other than its writer, to whom it must never be old.
    """

    name: str
    value: str
    bound_seconds: float
    changes: list[Change] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    reads: int = 0

    def begin(self, after: str, between: str = "") -> Change:
        self.changes.append(Change(self.value, after, monotonic(), between=between))
        return self.changes[-1]

    def end(self, change: Change) -> None:
        change.told = monotonic()
        self.value = change.after

    def was_read(self, value: str, since: float, *, by_its_writer: bool = False) -> None:
        """Checks a value that a request sent at `since` (`time.monotonic`) has read; describes a fault in `wrong`."""
        self.reads += 1
        bound = 0.0 if by_its_writer else self.bound_seconds
        if value not in self._possible(since - bound):
            who = "its writer" if by_its_writer else "another client"
            self.wrong.append(
                f"{self.name}: {who} read {value} instead of one of {self._possible(since - bound)}"
            )

    def _possible(self, since: float) -> set[str]:
        """Returns all values that the register may have had from `since` until now."""
        found = {self.value}
        for change in self.changes:
            if change.told >= since:
                found |= {change.before, change.after, change.between}
        return found
