"""`amrutam seed` adds made-up people, `race` lets many try to book one time, and `letters` writes sample mails."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from amrutam.commands.shared import DATA, Data, leave, progress, settings_of, usable

commands = typer.Typer()


@commands.command()
def seed(
    doctors: Annotated[int, typer.Option(min=1, help="How many doctors to add")] = 1000,
    appointments: Annotated[
        int, typer.Option(min=0, help="How many appointments to add")
    ] = 100_000,
    number: Annotated[
        int,
        typer.Option(
            "--seed",
            help="Number from which the people are made; the same number makes the same people",
        ),
    ] = 1,
    data: Data = DATA,
) -> None:
    """Add made-up doctors, patients and appointments.

    Exits with 1 if that is refused, for example in production, or for a number of --seed that was used in this database
    already.
    """
    from amrutam.seeding.actions import seed as add
    from amrutam.seeding.errors import Refused

    settings = settings_of(data)
    try:
        with progress() as tell:
            added = asyncio.run(add(settings, doctors, appointments, number, tell))
    except Refused as refusal:
        leave(str(refusal), 1)
    print(f"Added {added.doctors} doctors, {added.patients} patients, "
          f"{added.appointments} appointments.")  # fmt: skip


@commands.command()
def race(
    patients: Annotated[
        int, typer.Option(min=2, max=500, help="How many patients try to book the time")
    ] = 200,
    data: Data = DATA,
) -> None:
    """Let many patients try to book the same time on a running demo, and show that one of them gets the time.

    Exits with 1 if the result is any other, and if the race cannot run, for example in production.
    """
    from amrutam.seeding.errors import Refused
    from amrutam.seeding.race import race as run
    from amrutam.seeding.race import race_lines

    settings = settings_of(data)
    try:
        with progress() as tell:
            found = asyncio.run(run(settings, settings.public_url, patients, tell))
    except Refused as refusal:
        leave(str(refusal), 1)
    print("\n".join(race_lines(found)))
    if not found.fair:
        raise typer.Exit(1)


@commands.command()
def letters(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder for the mails; it is created if it does not exist", file_okay=False
        ),
    ],
    data: Data = DATA,
) -> None:
    """Write an example of each mail in each language into a folder. No mail is sent.

    Exits with 2 if the folder cannot be written.
    """
    from amrutam.seeding.letters import write_letters

    settings = settings_of(data)
    with usable(folder):
        print(write_letters(settings, folder))
