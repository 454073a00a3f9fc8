"""`amrutam up`, `top`, `check` and `web-environment`: commands for a platform on this machine."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Annotated

import typer

from amrutam.commands.shared import DATA, Data, leave, settings_of
from amrutam.embedded.options import Options

commands = typer.Typer()

_DEFAULTS = Options(DATA)


@commands.command()
def up(
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            help="Port of the public address; by default 8000, or a free port near it",
        ),
    ] = None,
    data: Data = DATA,
    *,
    api: Annotated[
        int, typer.Option(min=1, max=32, help="How many processes answer API requests")
    ] = _DEFAULTS.apis,
    workers: Annotated[
        int,
        typer.Option(min=1, max=16, help="How many processes run jobs, beside the one for codes"),
    ] = _DEFAULTS.workers,
    availability: Annotated[
        int,
        typer.Option(
            min=0, max=32, help="How many processes answer only searches and available times"
        ),
    ] = _DEFAULTS.availabilities,
    replicas: Annotated[
        int, typer.Option(min=0, max=4, help="How many read replicas the database has")
    ] = _DEFAULTS.replicas,
    host: Annotated[
        str,
        typer.Option(
            help="Address on which the platform listens; any but 127.0.0.1 and localhost needs --tls"
        ),
    ] = _DEFAULTS.host,
    tls: Annotated[
        bool,
        typer.Option(
            "--tls", help="Serve HTTPS with a certificate of an authority that the platform creates"
        ),
    ] = False,
    no_web: Annotated[
        bool, typer.Option("--no-web", help="Start the platform without the website")
    ] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help="Start with an empty database, without demo data")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Also start Prometheus, which must be installed, and Alertmanager if it is installed",
        ),
    ] = False,
) -> None:
    """Start the whole platform on this machine; Ctrl-C stops it.

    Exits with 2 if options, settings or accounts are refused, and with 1 if a part cannot run.
    """
    from amrutam.embedded.options import BadRequest
    from amrutam.embedded.platform import up as start
    from amrutam.embedded.program import CannotRun

    try:
        start(
            Options(
                data, port, host, tls, api, workers, empty, web=not no_web, watch=watch,
                availabilities=availability, replicas=replicas,
            )
        )  # fmt: skip
    except BadRequest as refusal:
        leave(str(refusal), 2)
    except CannotRun as refusal:
        leave(str(refusal), 1)


@commands.command()
def check(data: Data = DATA) -> None:
    """Check settings, database, Redis, mail, website, keys and accounts; report the findings, mistakes with a fix.

    Exits with 1 if any finding has the grade `bad`.
    """
    from amrutam.roles.check import check as look
    from amrutam.roles.check import exit_code

    found = asyncio.run(look(settings_of(data, environment_needed=True)))
    for finding in found:
        print(f"{finding.grade:<5} {finding.part:<12} {finding.said}")
        if finding.fix:
            print(f"{'':<18} {finding.fix}")
    raise typer.Exit(exit_code(found))


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


@commands.command("web-environment")
def web_environment(data: Data = DATA) -> None:
    """Print the environment variables that the website's server needs, including secrets, as lines for a shell."""
    from amrutam.integrations.web.environment import shell_lines, website_environment

    print("\n".join(shell_lines(website_environment(settings_of(data)))))
