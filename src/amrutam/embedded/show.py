"""What the person at the terminal sees: a live table there, plain lines elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from rich.console import Console
from rich.live import Live
from rich.table import Table

from amrutam.embedded.child import Child, State

_COLOURS = {State.RUNNING: "green", State.WAITING: "red", State.STARTING: "yellow"}


class Show:
    """Call `settle` once everything runs: from then on a terminal shows the table."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, soft_wrap=True)
        self._children: dict[str, Child] = {}
        self._live: Live | None = None
        self._stack = ExitStack()

    def say(self, text: str) -> None:
        self.console.print(text, markup=False)

    def changed(self, child: Child) -> None:
        self._children[child.part.name] = child
        if self._live:
            self._live.update(self._table(), refresh=True)
        elif child.state is not State.STARTING:
            self.say(f"  {child.part.name:<10} {describe(child)}")

    def settle(self) -> None:
        if sys.stdout.isatty():
            self._live = self._stack.enter_context(
                Live(self._table(), console=self.console, auto_refresh=False)
            )

    def close(self) -> None:
        self._live = None
        self._stack.close()

    def _table(self) -> Table:
        table = Table("part", "state", "process", "port", "restarts", box=None)
        for child in self._children.values():
            colour = _COLOURS.get(child.state, "white")
            table.add_row(
                child.part.name, f"[{colour}]{child.state.value}[/]", str(child.pid or ""),
                str(child.part.port or ""), str(child.restarts or ""),
            )  # fmt: skip
        return table


def describe(child: Child) -> str:
    port = f", port {child.part.port}" if child.part.port else ""
    process = f" (process {child.pid}{port})" if child.pid else ""
    again = f", restarted {child.restarts} times" if child.restarts > 1 else ""
    return child.state.value + process + again
