"""The one public proxy: nginx, its configuration and its folder.

It alone routes (see "One public address" in the contract): `nginx.conf.jinja` says what goes where.
nginx works inside its own folder and names all files relative to it, so that its workers, who are
another user when we are root, need no right to walk through what is above.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
from dataclasses import dataclass
from grp import getgrgid
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from amrutam.core.http import pages
from amrutam.core.settings import Settings
from amrutam.embedded.authority import renew
from amrutam.embedded.binaries import Nginx
from amrutam.embedded.orphans import evict
from amrutam.embedded.own_pages import own_pages
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import unprivileged, user_name

STOP = signal.SIGQUIT
"""Requests under way are answered first."""
STOP_NOW = signal.SIGTERM

API_PATHS = (
    r"^/(v1/|graphql$|fhir/|openapi\.json$|docs$|docs/|\.well-known/|problems/|livez$|readyz$)"
)
_MOST_WORKERS, _MOST_FILES = 4, 16384
_USERS = ("www-data", "nginx", "daemon")
"""Workers' user when we are root: not PostgreSQL's, where there is a choice."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """`host` is the address it listens on and its name in links; `mail_port` the mailbox's page.

    `inner_port` is the website's way to the API, `compressor_port` nginx's own way to the website.
    `trusted_proxies` are those in front whose `X-Forwarded-For` is believed.
    """

    host: str
    port: int
    tls: bool
    api_ports: tuple[int, ...]
    realtime_port: int
    inner_port: int
    compressor_port: int
    mail_port: int | None
    folder: Path
    web_port: int | None = None
    trusted_proxies: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def inner_url(self) -> str:
        return f"http://{LOOPBACK}:{self.inner_port}"

    @property
    def servers(self) -> Path:
        """The list of api servers, for `Backends`."""
        return self.folder / "apis.conf"

    def renew(self) -> bool:
        """Makes a certificate where one is wanted. True if nginx has to read it."""
        names = tuple(dict.fromkeys((self.host, LOOPBACK, "localhost")))
        return self.tls and renew(self.folder, names)

    def prepare(self, nginx: Nginx, settings: Settings) -> None:
        """Writes what nginx reads, ends an orphan, and forgets kept pages. Blocks."""
        evict(self.folder, STOP_NOW)
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        # Workers enter and read; the folder above keeps everybody else out.
        self.folder.chmod(0o711)
        shown = self.folder / "pages"
        shown.mkdir(exist_ok=True)
        shown.chmod(0o755)
        (self.folder / "temporary").mkdir(exist_ok=True)
        (self.folder / "temporary").chmod(0o711)
        for name, text in own_pages(demo=self.mail_port is not None).items():
            (shown / name).write_text(text)
            (shown / name).chmod(0o644)
        self.renew()
        (self.folder / "nginx.conf").write_text(self.configuration(nginx, settings))

    def configuration(self, nginx: Nginx, settings: Settings) -> str:
        jinja = Environment(  # noqa: S701 - the text is not HTML  # nosec B701
            loader=PackageLoader("amrutam.embedded", "."),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return jinja.get_template("nginx.conf.jinja").render(
            version=nginx.version,
            headers_more=nginx.headers_more,
            user=_worker_user(),
            workers=_workers(),
            files=min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], _MOST_FILES),
            address=f"{LOOPBACK if self.host == 'localhost' else self.host}:{self.port}",
            tls=self.tls,
            api_paths=API_PATHS,
            realtime=f"{LOOPBACK}:{self.realtime_port}",
            inner=f"{LOOPBACK}:{self.inner_port}",
            mailbox=f"{LOOPBACK}:{self.mail_port}" if self.mail_port else None,
            website=f"{LOOPBACK}:{self.web_port}" if self.web_port else None,
            compressor=f"{LOOPBACK}:{self.compressor_port}",
            policy=pages.POLICY,
            limit=_limit(settings),
            cache_megabytes=settings.proxy_cache_megabytes,
            trusted_proxies=self.trusted_proxies,
            read_seconds=settings.proxy_read_seconds,
        )


def command(nginx: Nginx) -> list[str | Path]:
    """To be run inside the folder."""
    return [nginx.program, "-p", "./", "-c", "nginx.conf", "-e", "stderr"]


def _workers() -> int:
    """Half the processors: one serves more than the processes behind it can answer on the others."""
    return max(1, min(len(os.sched_getaffinity(0)) // 2, _MOST_WORKERS))


def _limit(settings: Settings) -> dict[str, int] | None:
    """So many calls at once, and as many again in the time given."""
    if settings.rate_limits == "off":
        return None
    calls, _, seconds = settings.rate_limit_proxy.partition("/")
    return {"burst": int(calls) - 1, "calls_a_minute": max(1, int(calls) * 60 // int(seconds))}


def _worker_user() -> str | None:
    identity = unprivileged(_USERS)
    if identity is None:
        return None
    return f"{user_name(identity)} {getgrgid(identity.gid).gr_name}"
