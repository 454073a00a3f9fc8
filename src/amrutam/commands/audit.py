"""`amrutam audit`: verifies the audit chain (`audit/chain.py`)."""

from __future__ import annotations

from typing import Annotated

import typer

from amrutam.commands.shared import DATA, Data, leave, with_resources

commands = typer.Typer(help="The history of appointments and consents.", no_args_is_help=True)


@commands.command("verify")
def verify_audit(
    checkpoint: Annotated[
        list[str] | None,
        typer.Option(
            help="A checkpoint from the log, as ledger:number:mac, that must be in the chain; repeatable"
        ),
    ] = None,
    data: Data = DATA,
) -> None:
    """Verify the audit chain, whose checkpoints cover the entries of the ledgers.

    Exits with 1 if a covered entry was changed, removed or inserted, and if a checkpoint is missing
    or wrong; with 2 for a malformed --checkpoint. Only --checkpoint shows that the newest
    checkpoints were removed.
    """
    from amrutam.audit.chain import Checkpoint, check

    try:
        told = [Checkpoint.parse(text) for text in checkpoint or ()]
    except ValueError as reason:
        leave(f"--checkpoint must be ledger:number:mac, as the log shows it ({reason})", 2)
    found = with_resources(data, lambda resources: check(resources, told))
    for each in found:
        print(f"{each.ledger}: {each.entries} entries under {each.checkpoints} checkpoints")
        if each.last:
            print(f"  the last checkpoint is {each.last}")
        for fault in each.faults:
            print(f"  {fault}")
    if any(each.faults for each in found):
        raise typer.Exit(1)
