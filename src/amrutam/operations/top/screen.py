"""Displays the figures as tables: live on a terminal, plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isnan

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from amrutam.operations.top.figures import Figures, Latency, figures
from amrutam.operations.top.keyboard import Wait, pause, waiting_for_q
from amrutam.operations.top.scraping import Look, Part, look

_PLAIN_WIDTH = 100
ListParts = Callable[[], Sequence[Part]]


def show(list_parts: ListParts, seconds: float, *, once: bool) -> None:
    """Shows the figures of all processes every `seconds` until the user presses `q` or interrupts the program.

    `list_parts` returns the processes to read, and is called for each update. `once`: prints the figures of
    the next `seconds` and returns. Without a terminal, the figures are printed as plain lines until the program is
    interrupted.
    """
    console = Console(highlight=False)
    if once or not console.is_terminal:
        _print(console, _rounds(list_parts, seconds, pause), once=once)
        return
    with waiting_for_q() as wait, Live(console=console, auto_refresh=False, screen=True) as live:
        for shown in _rounds(list_parts, seconds, wait):
            live.update(shown, refresh=True)


def _print(console: Console, rounds: Iterator[RenderableType], *, once: bool) -> None:
    console = console if console.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)
    for shown in rounds:
        console.print(shown)
        if once:
            return


def _rounds(list_parts: ListParts, seconds: float, wait: Wait) -> Iterator[RenderableType]:
    before = look(list_parts())
    while not wait(seconds):
        parts = list_parts()
        after = look(parts)
        yield render(parts, after, figures(before, after))
        before = after


def render(parts: Sequence[Part], seen: Look, found: Figures) -> RenderableType:
    """The screen's content as an object that rich can print: the processes `parts` with their states, and the figures.

    `seen`: the samples of the processes that have answered.
    """
    if not seen:
        said = "No process answers: the platform has stopped, or cannot be reached."
        return Group(Text(said, style="bold"), _processes(parts, seen, found))
    return Group(
        _latencies(found),
        Columns(
            [_events(found), _collisions(found), _queue(found), _sockets(found)], padding=(1, 3)
        ),
        _processes(parts, seen, found),
    )


def _latencies(found: Figures) -> Table:
    table = Table("", "a second", "median", "95 in 100", "failed", box=None)
    failed = f"{found.failed_share:.2%}"
    table.add_row("requests", *_latency(found.requests), failed)
    table.add_row("PostgreSQL", *_latency(found.statements), "")
    table.add_row("Redis", *_latency(found.redis), "")
    return table


def _latency(latency: Latency) -> tuple[str, str, str]:
    return f"{latency.rate:,.1f}", _milliseconds(latency.median), _milliseconds(latency.slow)


def _milliseconds(seconds: float) -> str:
    return "-" if isnan(seconds) else f"{seconds * 1000:.1f} ms"


def _events(found: Figures) -> Table:
    happened = {
        name: rate for name, rate in found.events.items() if rate or name in ("held", "booked")
    }
    return _rates("booking", happened)


def _collisions(found: Figures) -> Table:
    return _rates("collisions", found.collisions)


def _rates(title: str, rates: dict[str, float]) -> Table:
    table = Table(title, "a second", box=None)
    for name, rate in rates.items():
        table.add_row(name, f"{rate:.1f}")
    return table


def _queue(found: Figures) -> Table:
    table = Table("queue", "due", "oldest", box=None)
    for job, (depth, age) in found.waiting.items():
        table.add_row(job, f"{depth:.0f}", f"{age:.0f} s" if depth else "")
    return table


def _sockets(found: Figures) -> Table:
    table = Table("real time", "", box=None)
    table.add_row("sockets", f"{found.sockets:.0f}")
    table.add_row("subscriptions", f"{found.subscriptions:.0f}")
    table.add_row("changes a second", f"{found.changes:.1f}")
    return table


def _processes(parts: Sequence[Part], seen: Look, found: Figures) -> Table:
    table = Table("part", "state", "requests/s", "processor", "memory", box=None)
    for part in parts:
        process = found.processes.get(part.name)
        state = _state(part, seen)
        if process is None:
            table.add_row(part.name, state, "", "", "")
            continue
        memory, cpu = f"{process.memory_bytes / 2**20:.0f} MB", f"{process.cpu:.0%}"
        # The website's process exports neither its processor time nor its memory
        own = (cpu, memory) if process.memory_bytes else ("", "")
        table.add_row(part.name, state, f"{process.requests:.1f}", *own)
    return table


def _state(part: Part, seen: Look) -> str:
    """The supervisor's state, or "answers" without a supervisor.

    A process with metrics that does not answer, although no supervisor says that it is not running, has the
    state "does not answer".
    """
    if part.name in seen or not part.url or part.state not in ("", "running"):
        return part.state or "answers"
    return "does not answer"
