"""Commands only; what they do is elsewhere, and is imported when it is called for."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, suppress
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from amrutam.accounts.staff_sign_in import NewAccount
    from amrutam.core.resources import Resources
    from amrutam.core.settings import Settings
    from amrutam.seeding.progress import Tell


class _Commands(TyperGroup):
    """A command that cannot reach the database, or not use its schema, says why, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            from amrutam.core.distributing import NoCitus
            from amrutam.core.revisions import UnknownSchema

            if isinstance(error, NoCitus | UnknownSchema):
                _leave(str(error), 2)
            cause = _outage(error)
            if cause is None:
                raise
            _leave(cause, 1)


def _outage(error: Exception) -> str | None:
    from amrutam.core.database_causes import UNFIT, CannotConnect, why_away

    for each in (error, error.__cause__):
        if isinstance(each, (CannotConnect, *UNFIT)):
            return f"PostgreSQL: {why_away(each)}"
    return None


main = typer.Typer(
    cls=_Commands,
    help="Amrutam: consultations with Ayurvedic doctors.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
serve = typer.Typer(help="One role, from environment settings.", no_args_is_help=True)
account = typer.Typer(help="Accounts of administrators and doctors.", no_args_is_help=True)
staff = typer.Typer(help="Staff: inviting, roles, disabling, resetting.", no_args_is_help=True)
keys = typer.Typer(help="The keys that access tokens are signed with.", no_args_is_help=True)
audit = typer.Typer(help="The history of appointments and consents.", no_args_is_help=True)
backup = typer.Typer(help="Backups of the database.", no_args_is_help=True)
main.add_typer(serve, name="serve")
main.add_typer(account, name="account")
main.add_typer(staff, name="staff")
main.add_typer(keys, name="keys")
main.add_typer(audit, name="audit")
proxy = typer.Typer(help="An nginx of one's own in front.", no_args_is_help=True)
main.add_typer(proxy, name="proxy")
main.add_typer(backup, name="backup")

T = TypeVar("T")


class StaffRole(StrEnum):
    admin = "admin"
    doctor = "doctor"
    desk = "desk"


DATA = Path(".amrutam")
Data = Annotated[Path, typer.Option(help="Where the embedded platform keeps everything")]
Email = Annotated[str, typer.Argument(help="The account's address")]
Role = Annotated[StaffRole, typer.Argument(help="What the account may do from now on")]


@main.command()
def up(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The one public port")] = None,
    data: Data = DATA,
    api: Annotated[int, typer.Option(min=1, max=32, help="Processes that answer")] = 2,
    workers: Annotated[int, typer.Option(min=1, max=16, help="Processes that run jobs")] = 1,
    host: Annotated[str, typer.Option(help="Another address needs --tls")] = "127.0.0.1",
    tls: Annotated[bool, typer.Option("--tls", help="HTTPS, by an authority of its own")] = False,
    no_web: Annotated[bool, typer.Option("--no-web", help="Without the website")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Without demo data")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="With Prometheus and Alertmanager, where installed")
    ] = False,
) -> None:
    """Start the whole platform on this machine; Ctrl-C stops it."""
    from amrutam.embedded.options import BadRequest, Options
    from amrutam.embedded.platform import up as start
    from amrutam.embedded.program import CannotRun

    try:
        start(Options(data, port, host, tls, api, workers, empty, web=not no_web, watch=watch))
    except BadRequest as refusal:
        _leave(str(refusal), 2)
    except CannotRun as refusal:
        _leave(str(refusal), 1)


@serve.command("api")
def serve_api() -> None:
    """REST over every feature."""
    _serve("api")


@serve.command("worker")
def serve_worker() -> None:
    """Queue jobs and upkeep; AMRUTAM_WORKER_JOBS says which."""
    _serve("worker")


@serve.command("availability")
def serve_availability() -> None:
    """Search, slots and bulk availability alone, for replicas."""
    _serve("availability")


@serve.command("realtime")
def serve_realtime() -> None:
    """The WebSocket gateway: who watches a doctor sees each change at once."""
    _serve("realtime")


def _serve(role: str) -> None:
    # What is loaded stays: collecting garbage meanwhile finds none, and later need not look at it.
    gc.disable()
    from amrutam.roles import serving

    serving.serve(import_module(f"amrutam.roles.{role}"))


@main.command()
def migrate(
    data: Data = DATA,
    distribute: Annotated[bool, typer.Option(help="Also hand the large tables to Citus")] = False,
) -> None:
    """Bring the schema up to date, grant, and make the partitions ahead."""
    from amrutam.core import distributing
    from amrutam.core.revisions import newest_revision
    from amrutam.roles.schema import bring_up_to_date

    settings = _settings(data)
    if distribute:
        asyncio.run(distributing.require_citus(settings))
    with _progress() as tell:
        made = asyncio.run(bring_up_to_date(settings, tell))
    print(f"The schema is at {newest_revision()}; {made} partitions were made.")
    if distribute:
        print("\n".join(asyncio.run(distributing.distribute(settings))))


@main.command()
def seed(
    doctors: Annotated[int, typer.Option(min=1, help="How many doctors to add")] = 1000,
    appointments: Annotated[int, typer.Option(min=0, help="How many to add")] = 100_000,
    number: Annotated[int, typer.Option("--seed", help="The same number, the same people")] = 1,
    data: Data = DATA,
) -> None:
    """Add made-up doctors, patients and appointments; not in production."""
    from amrutam.seeding.actions import seed as add
    from amrutam.seeding.errors import Refused

    settings = _settings(data)
    try:
        with _progress() as tell:
            added = asyncio.run(add(settings, doctors, appointments, number, tell))
    except Refused as refusal:
        _leave(str(refusal), 1)
    print(f"Added {added.doctors} doctors, {added.patients} patients, "
          f"{added.appointments} appointments.")  # fmt: skip


@main.command()
def race(
    patients: Annotated[int, typer.Option(min=2, max=500, help="How many want the time")] = 200,
    data: Data = DATA,
) -> None:
    """Race patients for one time, on a running demo; shows the one winner."""
    from amrutam.seeding.errors import Refused
    from amrutam.seeding.race import race as run
    from amrutam.seeding.race import race_lines

    settings = _settings(data)
    try:
        with _progress() as tell:
            found = asyncio.run(run(settings, settings.public_url, patients, tell))
    except Refused as refusal:
        _leave(str(refusal), 1)
    print("\n".join(race_lines(found)))
    if not found.fair:
        raise typer.Exit(1)


@main.command()
def check(data: Data = DATA) -> None:
    """Say what is wrong with settings, database, keys, Redis, mail, partitions."""
    from amrutam.roles.check import check as look
    from amrutam.roles.check import exit_code

    found = asyncio.run(look(_settings(data, environment_needed=True)))
    for finding in found:
        print(f"{finding.grade:<5} {finding.part:<12} {finding.said}")
        if finding.fix:
            print(f"{'':<18} {finding.fix}")
    raise typer.Exit(exit_code(found))


@main.command()
def letters(
    folder: Annotated[Path, typer.Argument(help="Where the letters are written; made if need be")],
    data: Data = DATA,
) -> None:
    """Write a letter of each kind in each language into FOLDER, to be looked at; none is sent."""
    from amrutam.seeding.letters import write_letters

    print(write_letters(_settings(data), folder))


@main.command()
def top(
    metrics: Annotated[
        list[str] | None,
        typer.Option(help="The URL of a process's /metrics; repeatable; else those of --data"),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.2, help="Between two looks")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Print one look and leave")] = False,
    data: Data = DATA,
) -> None:
    """Show rates, latencies, collisions, queue, sockets and processes as they are now."""
    from amrutam.embedded.state_file import parts_in
    from amrutam.operations.top.scraping import Part
    from amrutam.operations.top.screen import show

    def list_parts() -> list[Part]:
        if metrics:
            return [Part(url.split("/")[2], url) for url in metrics]
        return [Part(p["name"], p.get("metrics_url", ""), p["state"]) for p in parts_in(data)]

    if not all(url.startswith(("http://", "https://")) for url in metrics or ()):
        _leave("--metrics is a URL, such as http://127.0.0.1:8010/metrics", 2)
    if not list_parts():
        _leave(f"no platform runs in {data}; name processes with --metrics, or another --data", 2)
    with suppress(KeyboardInterrupt):
        show(list_parts, seconds, once=once)


@main.command("web-environment")
def web_environment(data: Data = DATA) -> None:
    """Print what the website's server is started with, secrets too, as lines for a shell."""
    from amrutam.integrations.web.environment import shell_lines, website_environment

    print("\n".join(shell_lines(website_environment(_settings(data)))))


@main.command()
def openapi() -> None:
    """Print the OpenAPI document, as web/openapi.json keeps it."""
    from amrutam.roles.document import openapi_text

    print(openapi_text(), end="")


@main.command()
def graphql(
    before: Annotated[Path | None, typer.Argument(help="The schema that clients know")] = None,
) -> None:
    """Print the GraphQL schema, as docs/schema.graphql keeps it; exit 1 if it breaks clients not warned."""
    from graphql import build_schema

    from amrutam.protocols.graphql.complete import executable_schema
    from amrutam.protocols.graphql.published import Removed, check_nothing_removed, published

    if before is not None and before.exists():
        try:
            check_nothing_removed(build_schema(before.read_text()), executable_schema())
        except Removed as removed:
            _leave(f"{removed}: deprecate it first", 1)
    print(published(), end="")


@account.command("create")
def create_account(
    email: Annotated[str, typer.Option(prompt=True, help="The address to sign in with")],
    role: Annotated[StaffRole, typer.Option(help="What the account may do")] = StaffRole.admin,
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help="Instead of one made up for you")
    ] = False,
    no_totp: Annotated[bool, typer.Option("--no-totp", help="Not in production")] = False,
    data: Data = DATA,
) -> None:
    """Make an account for an administrator or a doctor; its secrets are shown once."""
    from amrutam.accounts.staff_sign_in import create_account as create

    password = typer.prompt("Password", hide_input=True) if ask_password else None

    async def act(resources: Resources) -> NewAccount:
        return await create(resources, role.value, email, password, with_totp=not no_totp)

    made = _with_resources(data, act)
    print(f"{role.value} {made.email}")
    if not ask_password:
        print(f"password        {made.password}")
    if made.totp_uri:
        print(f"authenticator   {made.totp_uri}")
        print(f"recovery codes  {' '.join(made.recovery_codes)}")


@staff.command("invite")
def invite_staff(
    email: Email,
    role: Annotated[StaffRole, typer.Option(help="What the account may do")] = StaffRole.doctor,
    data: Data = DATA,
) -> None:
    """An account whose owner sets its password: by the link that is mailed, and printed."""
    from amrutam.accounts.staff_accounts import invite, link_for

    async def act(resources: Resources) -> str:
        return await link_for(resources, await invite(resources, None, role.value, email))

    print(f"Works once, for a day: {_with_resources(data, act)}")


@staff.command("disable")
def disable_staff(
    email: Email,
    enable: Annotated[bool, typer.Option("--enable", help="Let it sign in again")] = False,
    data: Data = DATA,
) -> None:
    """End the account's sessions, and let nobody sign in to it."""
    from amrutam.accounts.actions import disable_account
    from amrutam.accounts.staff_accounts import staff_by_email

    async def act(resources: Resources) -> None:
        account_id = await staff_by_email(resources, email)
        await disable_account(resources, None, account_id, disabled=not enable)

    _with_resources(data, act)
    print(f"{email} is {'enabled' if enable else 'disabled'}.")


@staff.command("role")
def change_staff_role(email: Email, role: Role, data: Data = DATA) -> None:
    """Make a doctor an administrator, or the other way; ends the account's sessions."""
    from amrutam.accounts.actions import change_role
    from amrutam.accounts.staff_accounts import staff_by_email

    async def act(resources: Resources) -> None:
        await change_role(resources, None, await staff_by_email(resources, email), role.value)

    _with_resources(data, act)
    print(f"{email} is {role.value} now.")


@staff.command("reset")
def reset_staff(email: Email, data: Data = DATA) -> None:
    """Take password, factor and recovery codes away; a link sets new ones."""
    from amrutam.accounts.staff_accounts import link_for, reset, staff_by_email

    async def act(resources: Resources) -> str:
        account_id = await staff_by_email(resources, email)
        await reset(resources, None, account_id)
        return await link_for(resources, account_id)

    print(f"Works once, for a day: {_with_resources(data, act)}")


@keys.command("rotate")
def rotate_keys(data: Data = DATA) -> None:
    """Sign access tokens with the next key; those of the present one stay valid."""
    from amrutam.accounts.signing_keys import rotate_signing_keys

    print(
        f"Access tokens are signed with {_with_resources(data, rotate_signing_keys)} from now on."
    )


NginxFolder = Annotated[Path, typer.Argument(help="nginx's own, in which it is started")]


@proxy.command("configure")
def configure_proxy(
    folder: NginxFolder,
    *,
    api: Annotated[list[str], typer.Option(help="host:port of an api process; repeatable")],
    realtime: Annotated[list[str], typer.Option(help="host:port of a gateway; repeatable")],
    web: Annotated[list[str] | None, typer.Option(help="host:port of the website")] = None,
    listen: Annotated[list[str] | None, typer.Option(help="host:port; default 0.0.0.0:443")] = None,
    redirect: Annotated[list[str] | None, typer.Option(help="host:port of http")] = None,
    inner: Annotated[str, typer.Option(help="host:port, the website's")] = "127.0.0.1:8020",
    compressor: Annotated[str, typer.Option(help="host:port, nginx's own")] = "127.0.0.1:8021",
    trusted: Annotated[
        list[str] | None, typer.Option(help="A network of proxies before it")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="HTTP: TLS ends before it")] = False,
    nginx: Annotated[str, typer.Option(help="The program, or its version")] = "/usr/sbin/nginx",
) -> None:
    """Write nginx's configuration, its pages and its list of servers into its folder."""
    from amrutam.core.settings import load_proxy_settings
    from amrutam.embedded.binaries import nginx_at
    from amrutam.embedded.nginx_configuration import Addresses
    from amrutam.embedded.own_proxy import configure

    found = nginx_at(nginx)
    if found is None:
        _leave(f"--nginx {nginx} is no nginx from 1.22 with TLS, HTTP/2 and realip", 2)
    addresses = Addresses(
        tuple(listen or ["0.0.0.0:443"]), not plain, inner, compressor, tuple(realtime),
        tuple(web or ()), tuple(redirect or ()), trusted_proxies=tuple(trusted or ()),
    )  # fmt: skip
    configure(folder, addresses, api, found, load_proxy_settings())


@proxy.command("watch")
def watch_proxy(folder: NginxFolder) -> None:
    """Keep the list of api servers: those that answer `/livez`, and are not about to stop."""
    from amrutam.core.settings import load_proxy_settings
    from amrutam.embedded.own_proxy import watch

    watch(folder, load_proxy_settings())


@audit.command("verify")
def verify_audit(
    checkpoint: Annotated[
        list[str] | None, typer.Option(help="One that a log told: ledger:number:mac; repeatable")
    ] = None,
    data: Data = DATA,
) -> None:
    """Check the chain over the history; 1 if an entry was changed, taken out or put in."""
    from amrutam.audit.chain import Checkpoint, check

    try:
        told = [Checkpoint.parse(text) for text in checkpoint or ()]
    except ValueError as reason:
        _leave(f"--checkpoint is ledger:number:mac, as the log has them ({reason})", 2)
    found = _with_resources(data, lambda resources: check(resources, told))
    for each in found:
        print(f"{each.ledger}: {each.entries} entries under {each.checkpoints} checkpoints")
        if each.last:
            print(f"  the last is {each.last}")
        for fault in each.faults:
            print(f"  {fault}")
    if any(each.faults for each in found):
        raise typer.Exit(1)


@backup.command("record")
def note_backup(data: Data = DATA) -> None:
    """Say that a backup is whole: the last step of whatever makes it, for the alert of its age."""
    from amrutam.roles.backups import record_backup

    _with_resources(data, record_backup)


def _with_resources(data: Path, act: Callable[[Resources], Awaitable[T]]) -> T:
    from amrutam.core.errors import DomainError, Invalid
    from amrutam.core.migration import as_owner
    from amrutam.core.resources import Resources

    async def opened() -> T:
        resources = await Resources.open(as_owner(_settings(data)))
        try:
            return await act(resources)
        finally:
            await resources.close()

    try:
        return asyncio.run(opened())
    except Invalid as error:  # its fix is about a request's fields
        _leave(f"{error.detail}.", 1)
    except DomainError as error:
        _leave(_outage(error) or f"{error.detail}. {error.fix}", 1)


def _progress() -> AbstractContextManager[Tell]:
    from amrutam.seeding.progress import progress_bars

    return progress_bars()


def _settings(data: Path, *, environment_needed: bool = False) -> Settings:
    """The environment's, or those of the platform that runs in `data`."""
    from amrutam.core.settings import load_settings
    from amrutam.embedded.state_file import join

    join(data)
    return load_settings(environment_needed=environment_needed)


def _leave(reason: str, code: int) -> NoReturn:
    print(f"amrutam: {reason}", file=sys.stderr)
    raise typer.Exit(code)
