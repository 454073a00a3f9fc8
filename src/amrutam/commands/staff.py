"""`amrutam staff`: invites staff, and changes, disables and resets their accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from amrutam.commands.shared import DATA, Data, Email, StaffRole, with_resources

if TYPE_CHECKING:
    from amrutam.core.resources import Resources

Role = Annotated[StaffRole, typer.Argument(help="New role of the account")]

commands = typer.Typer(help="Staff: inviting, roles, disabling, resetting.", no_args_is_help=True)


@commands.command("invite")
def invite_staff(
    email: Email,
    role: Annotated[
        StaffRole, typer.Option(help="Role of the account, which decides what it may do")
    ] = StaffRole.doctor,
    data: Data = DATA,
) -> None:
    """Create an account for a member of staff, who sets its password with a link.

    One link is mailed to the member, and another link is printed. Exits with 1 if another account
    has the address.
    """
    from amrutam.accounts.staff_accounts import invite, link_for

    async def act(resources: Resources) -> str:
        return _printed(
            resources, await link_for(resources, await invite(resources, None, role.value, email))
        )

    print(with_resources(data, act))


@commands.command("disable")
def disable_staff(
    email: Email,
    enable: Annotated[
        bool, typer.Option("--enable", help="Enable the account again instead")
    ] = False,
    data: Data = DATA,
) -> None:
    """Disable an account of staff: the account's sessions end, and nobody can sign in to the account.

    Exits with 1 if no member of staff has the address.
    """
    from amrutam.accounts.actions import disable_account
    from amrutam.accounts.staff_accounts import staff_by_email

    async def act(resources: Resources) -> None:
        account_id = await staff_by_email(resources, email)
        await disable_account(resources, None, account_id, disabled=not enable)

    with_resources(data, act)
    print(f"{email} is {'enabled' if enable else 'disabled'}.")


@commands.command("role")
def change_staff_role(email: Email, role: Role, data: Data = DATA) -> None:
    """Change the role of an account of staff.

    The account's sessions end, and the account is removed from the desks of its clinics. Exits with
    1 if no member of staff has the address.
    """
    from amrutam.accounts.actions import change_role
    from amrutam.accounts.staff_accounts import staff_by_email

    async def act(resources: Resources) -> None:
        await change_role(resources, None, await staff_by_email(resources, email), role.value)

    with_resources(data, act)
    print(f"{email} is {role.value} now.")


@commands.command("reset")
def reset_staff(email: Email, data: Data = DATA) -> None:
    """Delete the password, authenticator, passkeys and recovery codes of an account of staff, and end its sessions.

    A link to set a new password is mailed to the account's owner, and another link is printed.
    Exits with 1 if no member of staff has the address, and for a disabled account.
    """
    from amrutam.accounts.staff_accounts import link_for, reset, staff_by_email

    async def act(resources: Resources) -> str:
        account_id = await staff_by_email(resources, email, enabled=True)
        await reset(resources, None, account_id)
        return _printed(resources, await link_for(resources, account_id))

    print(with_resources(data, act))


def _printed(resources: Resources, link: str) -> str:
    from amrutam.notifications.words import duration

    life = duration(resources.settings.staff_link_seconds, "en")
    return f"The link works once, within {life}: {link}"
