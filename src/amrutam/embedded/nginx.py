"""The one public proxy: nginx, its configuration and its folder.

It alone routes (see "One public address" in the contract): `nginx.conf.jinja` says what goes where.
nginx works inside its own folder and names all files relative to it, so that its workers, who are
another user when we are root, need no right to walk through what is above.
"""

from __future__ import annotations

import shutil
import signal
from dataclasses import dataclass
from grp import getgrgid
from pathlib import Path

from amrutam.core.proxy_settings import ProxySettings
from amrutam.embedded.authority import renew
from amrutam.embedded.binaries import Nginx
from amrutam.embedded.nginx_configuration import (
    SERVER_LIST,
    Addresses,
    configuration,
    write_pages,
)
from amrutam.embedded.orphans import evict
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import unprivileged, user_name

STOP = signal.SIGQUIT
"""Requests under way are answered first."""
STOP_NOW = signal.SIGTERM

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
    def server_list(self) -> Path:
        """For `Backends`, as are `apis`."""
        return self.folder / SERVER_LIST

    @property
    def apis(self) -> list[str]:
        return [f"{LOOPBACK}:{port}" for port in self.api_ports]

    def renew(self) -> bool:
        """Makes a certificate where one is wanted. True if nginx has to read it."""
        names = tuple(dict.fromkeys((self.host, LOOPBACK, "localhost")))
        return self.tls and renew(self.folder, names)

    def prepare(self, nginx: Nginx, settings: ProxySettings) -> None:
        """Writes what nginx reads, ends an orphan, and forgets kept pages. Blocks."""
        evict(self.folder, STOP_NOW)
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        # Workers enter and read; the folder above keeps everybody else out.
        self.folder.chmod(0o711)
        write_pages(self.folder, demo=self.mail_port is not None)
        self.renew()
        (self.folder / "nginx.conf").write_text(self.configuration(nginx, settings))

    def configuration(self, nginx: Nginx, settings: ProxySettings) -> str:
        website = (f"{LOOPBACK}:{self.web_port}",) if self.web_port else ()
        addresses = Addresses(
            listen=(f"{LOOPBACK if self.host == 'localhost' else self.host}:{self.port}",),
            tls=self.tls,
            inner=f"{LOOPBACK}:{self.inner_port}",
            compressor=f"{LOOPBACK}:{self.compressor_port}",
            realtime=(f"{LOOPBACK}:{self.realtime_port}",),
            website=website,
            mailbox=f"{LOOPBACK}:{self.mail_port}" if self.mail_port else None,
            trusted_proxies=self.trusted_proxies,
        )
        return configuration(addresses, nginx, settings, user=_worker_user())


def command(nginx: Nginx) -> list[str | Path]:
    """To be run inside the folder."""
    return [nginx.program, "-p", "./", "-c", "nginx.conf", "-e", "stderr"]


def _worker_user() -> str | None:
    identity = unprivileged(_USERS)
    if identity is None:
        return None
    return f"{user_name(identity)} {getgrgid(identity.gid).gr_name}"
