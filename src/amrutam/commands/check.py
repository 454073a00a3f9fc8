"""`amrutam check`: examines an installation and reports findings."""

from __future__ import annotations

import asyncio

import typer

from amrutam.commands.shared import DATA, Data, settings_of

commands = typer.Typer()


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
