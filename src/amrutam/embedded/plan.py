"""What a launcher will run, decided before anything starts: ports, engines, environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from amrutam.embedded.valkey import Valkey
from amrutam.embedded.watch import Watch, find_watch

DEFAULT_PORT = 8000
_FORCED = {
    "AMRUTAM_HOST": LOOPBACK,  # only the proxy is public
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """`postgres`, both Valkeys and `mail_ports` are None where the environment names another."""

    options: Options
    layout: Layout
    proxy: Proxy
    nginx: Nginx
    postgres: Postgres | None
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
    """Raises `BadRequest`."""
    given = {name: value for name, value in environ.items() if value}
    production = given.get("AMRUTAM_ENVIRONMENT") == "production"
    if production and "AMRUTAM_SMTP_URL" not in given:
        raise BadRequest("AMRUTAM_SMTP_URL: is missing; the demo mailbox is not for production")
    if "AMRUTAM_MIGRATION_DATABASE_URL" in given and "AMRUTAM_DATABASE_URL" not in given:
        raise BadRequest("AMRUTAM_DATABASE_URL: is missing, though its owner's URL is set")
    if options.host not in LOOPBACK_NAMES and not options.tls:
        raise BadRequest(
            f"--host {options.host} needs --tls: sign-ins would cross a network in clear"
        )
    # nginx's workers outlive a killed master and a killed launcher, and keep the public port.
    evict(layout.nginx, nginx.STOP_NOW)
    port = _public_port(options, say)
    secrets = credentials_of(layout)
    workers = options.workers + 1  # and the one for codes
    (database_port, redis_port, pages_port, smtp_port, mail_port, realtime_port, inner_port,
     compressor_port, web_port, watch_port, alertmanager_port, *ports) = free_ports(
        11 + workers + options.apis
    )  # fmt: skip
    worker_ports, api_ports = tuple(ports[:workers]), tuple(ports[workers:])
    sink = None if "AMRUTAM_SMTP_URL" in given else (smtp_port, mail_port)
    web = _web(options, say)
    watch = None
    if options.watch:
        watch = find_watch(layout.folder / "watch", watch_port, alertmanager_port)
    proxy = Proxy(
        options.host, port, options.tls, api_ports, realtime_port, inner_port, compressor_port,
        sink[1] if sink else None, layout.nginx, web_port if web else None,
    )  # fmt: skip
    postgres = None
    if "AMRUTAM_DATABASE_URL" not in given:
        postgres = Postgres(layout.postgres, database_port, secrets.passwords)
    valkey = None
    if "AMRUTAM_REDIS_URL" not in given:
        valkey = Valkey(layout.valkey, redis_port, secrets.valkey)
    pages = None
    if web and "AMRUTAM_WEB_REDIS_URL" not in given:
        pages = Valkey.for_pages(
            layout.valkey_pages, pages_port, setting(given, "web_cache_megabytes")
        )
    filled = _filled(proxy, postgres, valkey, sink, secrets, layout)
    if pages:
        filled["AMRUTAM_WEB_REDIS_URL"] = pages.url()
    environment = {**filled, **given, **_FORCED}
    return Plan(
        options, layout, proxy, nginx_program(), postgres, valkey, pages, sink, worker_ports, web,
        environment, watch,
    )  # fmt: skip


def setting(environment: Mapping[str, str], name: str) -> str:
    """As the environment says, else the setting's default."""
    default = Settings.model_fields[name].default
    return environment.get(f"AMRUTAM_{name.upper()}", str(default))


def _web(options: Options, say: Callable[[str], None]) -> Path | None:
    program = web_program() if options.web else None
    if options.web and program is None:
        say("The website is not built (`make setup` builds it), so there is a plain index instead.")
    return program


def _public_port(options: Options, say: Callable[[str], None]) -> int:
    if options.port is not None:
        if not is_free(options.port, options.host):
            raise BadRequest(f"--port {options.port} is taken on {options.host}; name another")
        return options.port
    if is_free(DEFAULT_PORT, options.host):
        return DEFAULT_PORT
    other = free_near(DEFAULT_PORT)
    say(f"Port {DEFAULT_PORT} is taken, so this platform is at port {other}.")
    return other


def _filled(
    proxy: Proxy,
    postgres: Postgres | None,
    valkey: Valkey | None,
    sink: tuple[int, int] | None,
    secrets: Credentials,
    layout: Layout,
) -> dict[str, str]:
    """What the environment may say otherwise."""
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
