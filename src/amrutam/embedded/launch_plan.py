"""Makes the plan of a launch before anything starts: ports, servers (PostgreSQL, Valkey, nginx), environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from amrutam.core.settings import Settings
from amrutam.embedded import nginx
from amrutam.embedded.binaries import Nginx, nginx_program, web_program
from amrutam.embedded.layout import Credentials, Layout, credentials_of
from amrutam.embedded.nginx import Proxy
from amrutam.embedded.options import LOOPBACK_NAMES, BadRequest, Options
from amrutam.embedded.orphans import evict
from amrutam.embedded.ports import LOOPBACK, free_near, free_ports, is_free
from amrutam.embedded.postgres import APP, OWNER, Postgres
from amrutam.embedded.standby import Standby
from amrutam.embedded.valkey import Valkey
from amrutam.embedded.watch import Watch, find_watch

DEFAULT_PORT = 8000
_DEMO_VIDEO = (
    # a URL that leads nowhere, so that the demo sends nothing to a real server
    "https://meet.example"
)
_FORCED = {
    "AMRUTAM_HOST": LOOPBACK,  # only the proxy is public
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that `amrutam up` will start.

    `postgres`, `valkey`, `valkey_pages` and `mail_ports` are None where the environment names another
    server. `web` (the website's program) and `valkey_pages` are None where no website runs, and `watch`
    is None without `--watch`. `replicas` are copies of our own `postgres`. `mail_ports` are (SMTP port,
    port of the mailbox's page). The first of `worker_ports` is that of the worker for codes. `environment`
    has the variables of the platform's processes.
    """

    options: Options
    layout: Layout
    proxy: Proxy
    nginx: Nginx
    postgres: Postgres | None
    replicas: tuple[Standby, ...]
    valkey: Valkey | None
    valkey_pages: Valkey | None
    mail_ports: tuple[int, int] | None
    worker_ports: tuple[int, ...]
    web: Path | None
    environment: Mapping[str, str]
    watch: Watch | None = None


def make_plan(
    options: Options, layout: Layout, environ: Mapping[str, str], say: Callable[[str], None]
) -> Plan:
    """Makes and returns the plan; also makes the file of credentials, and ends nginx of a killed launcher.

    `environ`: the launcher's environment; `say` prints a line. Raises `BadRequest` for options and
    settings that do not suit each other, for a host that is not this machine, for a public port that is
    in use, and for `--watch` without Prometheus. Raises `CannotRun` without a usable nginx or enough free ports.
    """
    given = {name: value for name, value in environ.items() if value}
    production = given.get("AMRUTAM_ENVIRONMENT") == "production"
    if production and "AMRUTAM_SMTP_URL" not in given:
        raise BadRequest(
            "AMRUTAM_SMTP_URL: is missing; production needs a mail server, because the demo mailbox sends no mail"
        )
    if "AMRUTAM_MIGRATION_DATABASE_URL" in given and "AMRUTAM_DATABASE_URL" not in given:
        raise BadRequest(
            "AMRUTAM_DATABASE_URL: is missing, although AMRUTAM_MIGRATION_DATABASE_URL is set"
        )
    if options.host not in LOOPBACK_NAMES and not options.tls:
        raise BadRequest(
            f"--host {options.host} needs --tls: without it, passwords and codes would cross the network unencrypted"
        )
    # Ends nginx's workers of a killed launcher, which would keep the public port open.
    evict(layout.nginx, nginx.STOP_NOW)
    port = _public_port(options, say)
    secrets = credentials_of(layout)
    workers = options.workers + 1  # those for general jobs, and one for codes
    (database_port, redis_port, pages_port, smtp_port, mail_port, realtime_port, inner_port,
     compressor_port, web_port, watch_port, alertmanager_port, *ports) = free_ports(
        11 + workers + options.apis + options.availabilities + options.replicas
    )  # fmt: skip
    worker_ports, api_ports, availability_ports, replica_ports = _divided(
        ports, workers, options.apis, options.availabilities
    )
    sink = None if "AMRUTAM_SMTP_URL" in given else (smtp_port, mail_port)
    web = _web(options, say)
    watch = None
    if options.watch:
        watch = find_watch(layout.folder / "watch", watch_port, alertmanager_port)
    proxy = Proxy(
        options.host, port, options.tls, api_ports, realtime_port, inner_port, compressor_port,
        sink[1] if sink else None, layout.nginx, web_port if web else None,
        availability_ports=availability_ports,
    )  # fmt: skip
    postgres = None
    if "AMRUTAM_DATABASE_URL" not in given:
        postgres = Postgres(layout.postgres, database_port, secrets.passwords)
    replicas = _replicas(options, layout, postgres, replica_ports)
    valkey = None
    if "AMRUTAM_REDIS_URL" not in given:
        valkey = Valkey(layout.valkey, redis_port, secrets.valkey)
    pages = None
    if web and "AMRUTAM_WEB_REDIS_URL" not in given:
        pages = Valkey.for_pages(
            layout.valkey_pages, pages_port, setting(given, "web_cache_megabytes")
        )
    filled = _filled(proxy, postgres, valkey, sink, secrets, layout) | _filled_of_reads(
        proxy, replicas
    )
    if pages:
        filled["AMRUTAM_WEB_REDIS_URL"] = pages.url()
    if given.get("AMRUTAM_ENVIRONMENT", "demo") == "demo":
        filled["AMRUTAM_VIDEO_URL"] = _DEMO_VIDEO
    environment = {**filled, **given, **_FORCED}
    return Plan(
        options, layout, proxy, nginx_program(), postgres, replicas, valkey, pages, sink, worker_ports, web,
        environment, watch,
    )  # fmt: skip


def _divided(ports: Sequence[int], *counts: int) -> Iterator[tuple[int, ...]]:
    """Splits the ports into groups: for each of `counts` a group of that many ports, and a last group with the rest."""
    for count in counts:
        yield tuple(ports[:count])
        ports = ports[count:]
    yield tuple(ports)


def _replicas(
    options: Options, layout: Layout, primary: Postgres | None, ports: Sequence[int]
) -> tuple[Standby, ...]:
    """The replicas of the plan. Raises `BadRequest` for replicas of a database that is not the platform's own."""
    if options.replicas and primary is None:
        raise BadRequest(
            "--replicas copies the database that `amrutam up` runs itself, and AMRUTAM_DATABASE_URL"
            " names another: make replicas of that one, and name them with AMRUTAM_REPLICA_URLS"
        )
    if primary is None:
        return ()
    return tuple(
        Standby(name := f"replica_{number}", layout.replica(name), port, primary)
        for number, port in enumerate(ports, start=1)
    )


def setting(environment: Mapping[str, str], name: str) -> str:
    """The value of a setting (a field of `Settings` with a default) in the environment, otherwise its default, as text."""
    default = Settings.model_fields[name].default
    return environment.get(f"AMRUTAM_{name.upper()}", str(default))


def _web(options: Options, say: Callable[[str], None]) -> Path | None:
    program = web_program() if options.web else None
    if options.web and program is None:
        say(
            "The website is not built (`make setup` builds it), so a plain page with links takes its place."
        )
    return program


def _public_port(options: Options, say: Callable[[str], None]) -> int:
    if not is_free(0, options.host):
        raise BadRequest(
            f"--host {options.host} names no IPv4 address of this machine; give another"
        )
    if options.port is not None:
        if not is_free(options.port, options.host):
            raise BadRequest(f"--port {options.port} is taken on {options.host}; name another")
        return options.port
    if is_free(DEFAULT_PORT, options.host):
        return DEFAULT_PORT
    other = free_near(DEFAULT_PORT, options.host)
    say(f"Port {DEFAULT_PORT} is taken, so this platform is at port {other}.")
    return other


def _filled_of_reads(proxy: Proxy, replicas: Sequence[Standby]) -> dict[str, str]:
    filled = {}
    if replicas:
        filled["AMRUTAM_REPLICA_URLS"] = ",".join(each.server.url(APP) for each in replicas)
    if proxy.availability_ports:
        filled["AMRUTAM_AVAILABILITY_APART"] = "true"
    return filled


def _filled(
    proxy: Proxy,
    postgres: Postgres | None,
    valkey: Valkey | None,
    sink: tuple[int, int] | None,
    secrets: Credentials,
    layout: Layout,
) -> dict[str, str]:
    """Variables that the launcher sets unless the environment has them."""
    filled = {
        "AMRUTAM_ENVIRONMENT": "demo",
        "AMRUTAM_SECRET_KEY": secrets.secret_key,
        "AMRUTAM_PUBLIC_URL": proxy.url,
        "AMRUTAM_INTERNAL_API_URL": proxy.inner_url,
        "AMRUTAM_WEB_URL": f"http://{LOOPBACK}:{proxy.web_port}" if proxy.web_port else "",
        "AMRUTAM_TRUSTED_PROXIES": LOOPBACK,
        "HOME": str(layout.folder),
    }
    if postgres:
        filled["AMRUTAM_DATABASE_URL"] = postgres.url(APP)
        filled["AMRUTAM_MIGRATION_DATABASE_URL"] = postgres.url(OWNER)
    if valkey:
        filled["AMRUTAM_REDIS_URL"] = valkey.url()
    if sink:
        filled["AMRUTAM_SMTP_URL"] = f"smtp://{LOOPBACK}:{sink[0]}"
    return filled
