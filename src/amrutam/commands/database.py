"""`amrutam migrate` brings the database up to date; `amrutam erase` repeats erasures after a restore."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from amrutam.commands.shared import DATA, Data, leave, progress, settings_of, with_resources

commands = typer.Typer()


@commands.command()
def migrate(
    data: Data = DATA,
    distribute: Annotated[
        bool, typer.Option(help="Also distribute the large tables with Citus")
    ] = False,
) -> None:
    """Bring the database up to date: schema, rights of the processes' role, partitions, reference lists.

    Partitions are created for the coming months. Repeating the command does no harm. Exits with 2
    for a schema that this version does not know, and if --distribute is given without the extension
    Citus.
    """
    from amrutam.core import citus
    from amrutam.core.revisions import newest_revision
    from amrutam.roles.migrating import bring_up_to_date

    settings = settings_of(data)
    if distribute:
        asyncio.run(citus.require_citus(settings))
    with progress() as tell:
        made = asyncio.run(bring_up_to_date(settings, tell))
    print(f"The schema is at {newest_revision()}; {made} partitions were created.")
    if distribute:
        print("\n".join(asyncio.run(citus.distribute(settings))))


@commands.command()
def erase(
    again: Annotated[
        Path, typer.Option(help="File with the erasures, as deploy/backup/erasures writes it")
    ],
    data: Data = DATA,
) -> None:
    """After a restore, erase again the accounts and patients that were erased after the backup was made.

    Repeating the command changes nothing.
    """
    from amrutam.privacy.erasing_again import Erased, erase_again

    try:
        erased = Erased.parse_all(again.read_text())
    except (OSError, ValueError) as reason:
        leave(f"--again {again}: {reason}", 2)
    count = with_resources(data, lambda resources: erase_again(resources, erased))
    print(f"{count} of {len(erased)} erasures were repeated, because the data had come back.")
