"""`amrutam serve`: runs one role of the platform (api, worker, availability or realtime) in this process."""

from __future__ import annotations

import gc
from importlib import import_module

import typer

commands = typer.Typer(
    help="One role of the platform, with settings from the environment.", no_args_is_help=True
)


@commands.command("api")
def serve_api() -> None:
    """Serve the REST and GraphQL APIs of all features."""
    _serve("api")


@commands.command("worker")
def serve_worker() -> None:
    """Run jobs from the queue and periodic upkeep.

    AMRUTAM_WORKER_JOBS selects the jobs; a worker for `codes` runs no upkeep.
    """
    _serve("worker")


@commands.command("availability")
def serve_availability() -> None:
    """Serve only the search for doctors, their profiles and available times.

    Read replicas are used if there are any.
    """
    _serve("availability")


@commands.command("realtime")
def serve_realtime() -> None:
    """Serve the WebSocket gateway, which informs its subscribers of changes of doctors' times."""
    _serve("realtime")


def _serve(role: str) -> None:
    # The garbage collector is off while the role's modules are imported, because the modules' objects
    # stay. `serve` then exempts these objects from collection (gc.freeze) and turns the collector
    # on.
    gc.disable()
    from amrutam.roles import serving

    serving.serve(import_module(f"amrutam.roles.{role}"))
