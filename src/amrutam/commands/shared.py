"""Options, settings, resources and exit codes that the commands share."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from amrutam.core.resources import Resources
    from amrutam.core.settings import Settings
    from amrutam.seeding.progress import Tell

T = TypeVar("T")

DATA = Path(".amrutam")
Data = Annotated[
    Path,
    typer.Option(help="Folder in which `amrutam up` stores all its data", file_okay=False),
]
Email = Annotated[str, typer.Argument(help="E-mail address of the account")]


class StaffRole(StrEnum):
    admin = "admin"
    doctor = "doctor"
    desk = "desk"


def with_resources(data: Path, act: Callable[[Resources], Awaitable[T]]) -> T:
    """Runs `act` with the rights of the schema's owner, and returns the result of `act`.

    `data`: the folder of `amrutam up`. After a domain error, ends the command with exit code 1 and
    a message on stderr. Ends the command with exit code 2 as `settings_of` does. Any other
    exception of `act` is raised.
    """
    from amrutam.core.errors import DomainError, Invalid
    from amrutam.core.migration import as_owner
    from amrutam.core.resources import Resources

    async def opened() -> T:
        resources = await Resources.open(as_owner(settings_of(data)))
        try:
            return await act(resources)
        finally:
            await resources.close()

    try:
        return asyncio.run(opened())
    # The text in `fix` is about the fields of a request, which a command does not have.
    except Invalid as error:
        leave(f"{error.detail}.", 1)
    except DomainError as error:
        leave(outage(error) or f"{error.detail}. {error.fix}", 1)


def settings_of(data: Path, *, environment_needed: bool = False) -> Settings:
    """Reads the settings from the environment.

    If AMRUTAM_DATABASE_URL is not set and the folder `data` has the state file of a running platform
    (`embedded/state_file.py`), the variables of that platform are first added to the environment; variables that are
    set keep their values.
    `environment_needed`: AMRUTAM_ENVIRONMENT must be set. Ends the command with exit code 2 if a
    setting is missing or invalid.
    """
    from amrutam.core.settings import load_settings
    from amrutam.embedded.state_file import join

    join(data)
    return load_settings(environment_needed=environment_needed)


def progress() -> AbstractContextManager[Tell]:
    """Returns a context manager, which yields a function that shows progress on stderr.

    Call that function with the step's name, the amount done and the amount in all.
    """
    from amrutam.seeding.progress import progress_bars

    return progress_bars()


def outage(error: Exception) -> str | None:
    """The sentence for an operator, if `error` or its `__cause__` means that PostgreSQL cannot be used; otherwise None.

    PostgreSQL cannot be used if it is unreachable, and if its schema or the rights of the role do
    not suit this version.
    """
    from amrutam.core.database_causes import UNFIT, CannotConnect, why_away

    for each in (error, error.__cause__):
        if isinstance(each, (CannotConnect, *UNFIT)):
            return f"PostgreSQL: {why_away(each)}"
    return None


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """A context manager: an `OSError` in its body ends the command with exit code 2 and a message on stderr.

    The message names the file or folder that the error names, otherwise `path`.
    """
    try:
        yield
    except OSError as reason:
        leave(f"{reason.filename or path}: {reason.strerror or reason}; give another path", 2)


def leave(reason: str, code: int) -> NoReturn:
    """Writes `amrutam: <reason>` to stderr and ends the command with the exit code `code`."""
    print(f"amrutam: {reason}", file=sys.stderr)
    raise typer.Exit(code)
