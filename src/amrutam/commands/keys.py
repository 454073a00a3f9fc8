"""`amrutam keys`: replaces the key with which access tokens are signed."""

from __future__ import annotations

import typer

from amrutam.commands.shared import DATA, Data, with_resources

commands = typer.Typer(help="The keys that access tokens are signed with.", no_args_is_help=True)


@commands.command("rotate")
def rotate_keys(data: Data = DATA) -> None:
    """Sign new access tokens with the next key, and create another next key.

    Tokens that were signed with the present key stay valid until they expire.
    """
    from amrutam.accounts.signing_keys import rotate_signing_keys

    print(f"Access tokens are signed with {with_resources(data, rotate_signing_keys)} from now on.")
