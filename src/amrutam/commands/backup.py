"""`amrutam backup`: records that a backup of the database is complete."""

from __future__ import annotations

import typer

from amrutam.commands.shared import DATA, Data, with_resources

commands = typer.Typer(help="Backups of the database.", no_args_is_help=True)


@commands.command("record")
def note_backup(data: Data = DATA) -> None:
    """Record that a backup is complete. An alert about old backups is based on this record.

    A backup program runs this command as its last step.
    """
    from amrutam.roles.backups import record_backup

    with_resources(data, record_backup)
