"""`amrutam up`: runs a whole platform on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from amrutam.commands.shared import DATA, Data, leave
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
