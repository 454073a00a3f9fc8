"""`amrutam account`: creates accounts of staff with their sign-in secrets. `staff.py` invites staff by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from amrutam.commands.shared import DATA, Data, StaffRole, with_resources

if TYPE_CHECKING:
    from amrutam.accounts.staff_sign_in import NewAccount
    from amrutam.core.resources import Resources

commands = typer.Typer(help="Accounts of staff.", no_args_is_help=True)


@commands.command("create")
def create_account(
    email: Annotated[
        str, typer.Option(prompt=True, help="E-mail address with which the owner signs in")
    ],
    role: Annotated[
        StaffRole, typer.Option(help="Role of the account, which decides what it may do")
    ] = StaffRole.admin,
    ask_password: Annotated[
        bool,
        typer.Option(
            "--ask-password",
            help="Ask for the password; otherwise the command makes one and prints it",
        ),
    ] = False,
    no_totp: Annotated[
        bool,
        typer.Option(
            "--no-totp", help="Create the account without an authenticator; production refuses it"
        ),
    ] = False,
    data: Data = DATA,
) -> None:
    """Create an account for a member of staff, and print the sign-in secrets made for it, which are shown only once.

    Exits with 1 if another account has the address, for a weak password, and for --no-totp in
    production.
    """
    from amrutam.accounts.staff_sign_in import create_account as create

    password = typer.prompt("Password", hide_input=True) if ask_password else None

    async def act(resources: Resources) -> NewAccount:
        return await create(resources, role.value, email, password, with_totp=not no_totp)

    made = with_resources(data, act)
    print(f"{role.value} {made.email}")
    if not ask_password:
        print(f"password        {made.password}")
    if made.totp_uri:
        print(f"authenticator   {made.totp_uri}")
        print(f"recovery codes  {' '.join(made.recovery_codes)}")
