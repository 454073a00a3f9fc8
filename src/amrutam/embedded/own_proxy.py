"""`amrutam proxy`: configures and watches an nginx that an operator runs, with the template that `amrutam up` uses.

`configure` writes the proxy's folder. Some files in the folder come from elsewhere: the certificate
(`certificate.pem`, `certificate.key`), and the files in `challenges/`, which the program that renews the certificate
writes.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from amrutam.core.proxy_settings import ProxySettings
from amrutam.embedded.backends import Backends, listed_servers
from amrutam.embedded.binaries import Nginx
from amrutam.embedded.nginx_configuration import (
    AVAILABILITY_LIST,
    SERVER_LIST,
    Addresses,
    configuration,
    write_pages,
)


def configure(
    folder: Path,
    addresses: Addresses,
    apis: Sequence[str],
    nginx: Nginx,
    settings: ProxySettings,
    availabilities: Sequence[str] = (),
) -> None:
    """Writes nginx's files, with all servers listed as healthy; nginx reads them when it starts or gets SIGHUP.

    `apis` and `availabilities` are servers, each as `host:port`. Raises `OSError` if the folder cannot be
    written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "challenges").mkdir(exist_ok=True)
    write_pages(folder, demo=False)
    (folder / "nginx.conf").write_text(configuration(addresses, nginx, settings))
    (folder / AVAILABILITY_LIST).unlink(missing_ok=True)
    for each in _backends(folder, apis, availabilities, settings):
        each.list_all()


def is_configured(folder: Path) -> bool:
    """Whether the folder contains the list of api servers that `configure` writes."""
    return (folder / SERVER_LIST).is_file()


def watch(folder: Path, settings: ProxySettings) -> None:
    """Updates the lists of servers that `configure` wrote, and reloads nginx after each change.

    Returns after SIGINT or SIGTERM. Raises `FileNotFoundError` unless `is_configured`.
    """
    apis = listed_servers(folder / SERVER_LIST)
    alone: tuple[str, ...] = ()
    if (folder / AVAILABILITY_LIST).exists():
        both = listed_servers(folder / AVAILABILITY_LIST)
        alone = tuple(each for each in both if each not in apis)
    asyncio.run(_watch(_backends(folder, apis, alone, settings)))


async def _watch(lists: Sequence[Backends]) -> None:
    watching = asyncio.ensure_future(_watch_all(lists))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, watching.cancel)
    await asyncio.wait([watching])
    if not watching.cancelled():
        watching.result()


async def _watch_all(lists: Sequence[Backends]) -> None:
    await asyncio.gather(*(each.watch() for each in lists))


def _backends(
    folder: Path, apis: Sequence[str], availabilities: Sequence[str], settings: ProxySettings
) -> list[Backends]:
    def reload(role: str, listed: Sequence[str]) -> None:
        print(f"{role} servers that answer: {', '.join(listed) or 'none'}", flush=True)  # noqa: T201 - the service's journal keeps this line
        # Without a pid file nginx has not started yet, and reads the list when it starts.
        if (folder / "nginx.pid").exists():
            os.kill(int((folder / "nginx.pid").read_text()), signal.SIGHUP)

    times = (settings.proxy_health_seconds, settings.proxy_patience_seconds)
    lists = [Backends(folder / SERVER_LIST, apis, partial(reload, "api"), *times)]
    if availabilities:
        told = partial(reload, "availability")
        lists.append(Backends(folder / AVAILABILITY_LIST, availabilities, told, *times, apis))
    return lists
