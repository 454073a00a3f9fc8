"""The public proxy of `amrutam up`: nginx, its configuration and its folder.

`nginx.conf.jinja` holds all routes. nginx runs inside its own folder and names all files relative
to this folder, so that its workers, which run as another user when the launcher is root, need no
right to enter the folders above.
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
    AVAILABILITY_LIST,
    SERVER_LIST,
    Addresses,
    configuration,
    write_pages,
)
from amrutam.embedded.orphans import evict
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import unprivileged, user_name

STOP = signal.SIGQUIT
"""The signal after which nginx finishes open requests and ends."""
STOP_NOW = signal.SIGTERM

_USERS = ("www-data", "nginx", "daemon")
"""Candidates for the user of nginx's worker processes when the launcher is root.

The first of them that exists is used, otherwise any other user (`unprivileged`). PostgreSQL prefers the user
`nobody`, so the two run as different users where possible.
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """The addresses of the proxy and of the servers behind it, and nginx's `folder`.

    `host` is the address that the proxy listens on, and the host name in `url`. `mail_port` is the
    port of the mailbox's page, None without a mailbox; `web_port` is None without a website. By
    `inner_port` the website reaches the API, and by `compressor_port` nginx reaches the website.
    `X-Forwarded-For` is accepted from `trusted_proxies` (IP addresses or networks).
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
    availability_ports: tuple[int, ...] = ()

    @property
    def url(self) -> str:
        """The public URL, without a slash at its end; the setting `public_url` can name another."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def inner_url(self) -> str:
        """The URL by which the website reaches the API."""
        return f"http://{LOOPBACK}:{self.inner_port}"

    @property
    def server_list(self) -> Path:
        """The path of the file in which `Backends` lists the api servers."""
        return self.folder / SERVER_LIST

    @property
    def availability_list(self) -> Path:
        """The path of the file in which `Backends` lists the availability servers."""
        return self.folder / AVAILABILITY_LIST

    @property
    def availabilities(self) -> list[str]:
        """The availability servers, each as `host:port`."""
        return [f"{LOOPBACK}:{port}" for port in self.availability_ports]

    @property
    def apis(self) -> list[str]:
        """The api servers, each as `host:port`."""
        return [f"{LOOPBACK}:{port}" for port in self.api_ports]

    def renew(self) -> bool:
        """Renews the certificate where one is used. Returns True if nginx must reload."""
        names = tuple(dict.fromkeys((self.host, LOOPBACK, "localhost")))
        return self.tls and renew(self.folder, names)

    def prepare(self, nginx: Nginx, settings: ProxySettings) -> None:
        """Ends an nginx that still uses the folder, deletes cached pages, and writes nginx's files.

        The lists of servers are not written (`Backends`). The call blocks. Raises `CannotRun` if root finds no user for
        nginx's workers.
        """
        evict(self.folder, STOP_NOW)
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        # If the platform runs as root, nginx's workers run as another user. They can open files in
        # this folder by name, but not list the folder. They start inside it, because the folder
        # above (0700) is closed to them.
        self.folder.chmod(0o711)
        write_pages(self.folder, demo=self.mail_port is not None)
        self.renew()
        (self.folder / "nginx.conf").write_text(self.configuration(nginx, settings))

    def configuration(self, nginx: Nginx, settings: ProxySettings) -> str:
        """The text of nginx.conf. Raises `CannotRun` as `prepare` does."""
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
            has_availability=bool(self.availability_ports),
        )
        return configuration(addresses, nginx, settings, user=_worker_user())


def command(nginx: Nginx) -> list[str | Path]:
    """The command line of nginx, which must be run in the proxy's folder."""
    return [nginx.program, "-p", "./", "-c", "nginx.conf", "-e", "stderr"]


def _worker_user() -> str | None:
    identity = unprivileged(_USERS)
    if identity is None:
        return None
    return f"{user_name(identity)} {getgrgid(identity.gid).gr_name}"
