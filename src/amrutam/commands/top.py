"""`amrutam top`: shows live figures of the processes."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from amrutam.commands.shared import DATA, Data, leave

commands = typer.Typer()


@commands.command()
def top(
    metrics: Annotated[
        list[str] | None,
        typer.Option(
            help="URL of the /metrics of a process; repeatable. By default all processes of the platform in --data"
        ),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.2, help="Seconds between two updates")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Print the figures once and exit")] = False,
    data: Data = DATA,
) -> None:
    """Show live figures: rates and times of requests, collisions, the job queue, WebSockets and processes.

    The key q ends the display.
    """
    from amrutam.embedded.state_file import parts_in
    from amrutam.operations.top.scraping import Part
    from amrutam.operations.top.screen import show

    def list_parts() -> list[Part]:
        if metrics:
            return [Part(url.split("/")[2], url) for url in metrics]
        return [Part(p["name"], p.get("metrics_url", ""), p["state"]) for p in parts_in(data)]

    if not all(url.startswith(("http://", "https://")) for url in metrics or ()):
        leave("--metrics must be a URL, such as http://127.0.0.1:8010/metrics", 2)
    if not list_parts():
        leave(
            f"no platform runs in {data}: give the processes' URLs with --metrics, or another folder with --data",
            2,
        )
    with suppress(KeyboardInterrupt):
        show(list_parts, seconds, once=once)
