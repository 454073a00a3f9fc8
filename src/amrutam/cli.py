"""Commands only; what they do is elsewhere, and is imported when it is called for."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from amrutam.core.settings import Settings

main = typer.Typer(
    help="Amrutam: consultations with Ayurvedic doctors.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
serve = typer.Typer(help="One role, from environment settings.", no_args_is_help=True)
main.add_typer(serve, name="serve")

DATA = Path(".amrutam")
Data = Annotated[Path, typer.Option(help="Where the embedded platform keeps everything")]


@main.command()
def up(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The one public door")] = None,
    data: Data = DATA,
    api: Annotated[int, typer.Option(min=1, max=32, help="Processes that answer")] = 2,
    workers: Annotated[int, typer.Option(min=1, max=16, help="Processes that run jobs")] = 1,
    host: Annotated[str, typer.Option(help="Another address needs --tls")] = "127.0.0.1",
    tls: Annotated[bool, typer.Option("--tls", help="HTTPS, by an authority of its own")] = False,
    no_web: Annotated[bool, typer.Option("--no-web", help="Without the website")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Without demo data")] = False,
) -> None:
    """Start the whole platform on this machine; Ctrl-C stops it."""
    from amrutam.embedded.plan import BadRequest, Options
    from amrutam.embedded.platform import up as start
    from amrutam.embedded.program import CannotRun

    del no_web  # there is none yet
    try:
        start(Options(data, port, host, tls, api, workers, empty))
    except BadRequest as refusal:
        _leave(str(refusal), 2)
    except CannotRun as refusal:
        _leave(str(refusal), 1)


@serve.command("api")
def serve_api() -> None:
    """REST over every feature."""
    from amrutam.roles import api, serving

    serving.serve(api.create)


@serve.command("worker")
def serve_worker() -> None:
    """Queue jobs and upkeep; AMRUTAM_WORKER_JOBS says which."""
    from amrutam.roles import serving, worker

    serving.serve(worker.create)


@main.command()
def migrate(data: Data = DATA) -> None:
    """Bring the schema up to date, grant, and make the partitions ahead."""
    from amrutam.core import migration

    settings = _settings(data)
    migration.migrate(settings)
    made = asyncio.run(migration.grant_and_partition(settings))
    typer.echo(f"The schema is at {migration.newest_revision()}; {made} partitions were made.")


def _settings(data: Path) -> Settings:
    """The environment's, or those of the platform that runs in `data`."""
    from amrutam.core.settings import load_settings
    from amrutam.embedded.state_file import join

    join(data)
    return load_settings()


def _leave(reason: str, code: int) -> None:
    print(f"amrutam: {reason}", file=sys.stderr)
    raise typer.Exit(code)
