"""A proxy of one's own: nginx as the machine or an image has it, with the configuration of `amrutam up`.

`configure` fills its folder. Where a path is not named here the folder is nginx's own: the certificate
(`certificate.pem`, `certificate.key`) and `challenges/`, which whoever renews it fills, are put there too.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from amrutam.core.proxy_settings import ProxySettings
from amrutam.embedded.backends import Backends, listed_servers
from amrutam.embedded.binaries import Nginx
from amrutam.embedded.nginx_configuration import (
    SERVER_LIST,
    Addresses,
    configuration,
    write_pages,
)


def configure(
    folder: Path, addresses: Addresses, apis: Sequence[str], nginx: Nginx, settings: ProxySettings
) -> None:
    """Harmless to repeat: nginx reads the files when it starts or is told to (SIGHUP)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "challenges").mkdir(exist_ok=True)
    write_pages(folder, demo=False)
    (folder / "nginx.conf").write_text(configuration(addresses, nginx, settings))
    _backends(folder, apis, settings).list_all()


def watch(folder: Path, settings: ProxySettings) -> None:
    """Keeps the list of api servers that `configure` wrote, until it is ended."""
    asyncio.run(_watch(_backends(folder, listed_servers(folder / SERVER_LIST), settings)))


async def _watch(backends: Backends) -> None:
    watching = asyncio.ensure_future(backends.watch())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, watching.cancel)
    await asyncio.wait([watching])
    if not watching.cancelled():
        watching.result()


def _backends(folder: Path, apis: Sequence[str], settings: ProxySettings) -> Backends:
    def reload(listed: Sequence[str]) -> None:
        print(f"api servers that answer: {', '.join(listed)}", flush=True)  # noqa: T201 - for the journal
        if (folder / "nginx.pid").exists():  # else it is about to start, and reads the list then
            os.kill(int((folder / "nginx.pid").read_text()), signal.SIGHUP)

    return Backends(
        folder / SERVER_LIST, apis, reload,
        settings.proxy_health_seconds, settings.proxy_patience_seconds,
    )  # fmt: skip
