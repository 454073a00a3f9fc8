"""The launcher's output: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from amrutam.embedded.supervised_process import Child, State

# rich is imported when a table is first shown, so that it does not delay the start
if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

_COLOURS = {State.RUNNING: "green", State.WAITING: "red", State.STARTING: "yellow"}


class Terminal:
    """The launcher's output. Call `settle` once everything runs: a terminal then shows the table, until `close`."""

    def __init__(self) -> None:
        self._children: dict[str, Child] = {}
        self._live: Live | None = None

    def say(self, text: str) -> None:
        """Prints a line, above the table if it is shown."""
        if self._live:
            self._live.console.print(text, markup=False, highlight=False)
        else:
            print(text, flush=True)  # noqa: T201 - the person at the terminal reads this

    def changed(self, child: Child) -> None:
        """Shows the new state of a child in the table; without a table, prints a line for each state but `STARTING`."""
        self._children[child.part.name] = child
        if self._live:
            self._live.update(self._table(), refresh=True)
        elif child.state is not State.STARTING:
            self.say(f"  {child.part.name:<10} {describe(child)}")

    def settle(self) -> None:
        """Shows the table, if the output is a terminal."""
        if not sys.stdout.isatty():
            return
        from rich.live import Live  # noqa: PLC0415

        self._live = Live(self._table(), auto_refresh=False)
        self._live.start()

    def close(self) -> None:
        """Ends the table; later text is printed as plain lines."""
        live, self._live = self._live, None
        if live:
            live.stop()

    def _table(self) -> Table:
        from rich.table import Table  # noqa: PLC0415

        table = Table("part", "state", "process", "port", "restarts", box=None)
        for child in self._children.values():
            colour = _COLOURS.get(child.state, "white")
            table.add_row(
                child.part.name, f"[{colour}]{child.state.value}[/]", str(child.pid or ""),
                str(child.part.port or ""), str(child.restarts or ""),
            )  # fmt: skip
        return table


def describe(child: Child) -> str:
    """The state of a child as text: state, process, port and restarts."""
    port = f", port {child.part.port}" if child.part.port else ""
    process = f" (process {child.pid}{port})" if child.pid else ""
    again = f", restarts: {child.restarts}" if child.restarts else ""
    return child.state.value + process + again
