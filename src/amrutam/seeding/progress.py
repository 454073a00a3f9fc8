"""Shows the progress of long-running work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # rich is imported where bars are shown, so that it does not delay the start
    from rich.console import Console

Tell = Callable[[str, int, int], None]
"""A function that is called with (the step's name, units that are done, units in all); units are rows, for example."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Shows nothing; for callers that do not report progress."""


@contextmanager
def progress_bars(console: Console | None = None) -> Iterator[Tell]:
    """A context manager that yields a function with which progress is reported.

    A terminal shows a bar for each step; any other output gets plain lines. `console`: where progress is shown; None
    stands for stderr.
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console or Console(stderr=True)) as bars:
        known = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in known:
                known[what] = bars.add_task(what, total=total)
            bars.update(known[what], completed=done, total=total)

        yield tell
