"""`amrutam proxy`: nginx as the public proxy of a deployment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from amrutam.commands.shared import leave, usable

commands = typer.Typer(help="nginx as the public proxy of a deployment.", no_args_is_help=True)

NginxFolder = Annotated[
    Path,
    typer.Argument(
        help="Folder of nginx's configuration, in which nginx is started", file_okay=False
    ),
]


@commands.command("configure")
def configure_proxy(
    folder: NginxFolder,
    *,
    api: Annotated[
        list[str], typer.Option(help="Address of an api process, as host:port; repeatable")
    ],
    realtime: Annotated[
        list[str], typer.Option(help="Address of a realtime process, as host:port; repeatable")
    ],
    availability: Annotated[
        list[str] | None,
        typer.Option(help="Address of an availability process, as host:port; repeatable"),
    ] = None,
    web: Annotated[
        list[str] | None,
        typer.Option(help="Address of a server of the website, as host:port; repeatable"),
    ] = None,
    listen: Annotated[
        list[str] | None,
        typer.Option(
            help="Address on which nginx listens, as host:port; repeatable. By default 0.0.0.0:443"
        ),
    ] = None,
    redirect: Annotated[
        list[str] | None,
        typer.Option(
            help="Address of plain HTTP that is redirected to HTTPS, as host:port; repeatable"
        ),
    ] = None,
    inner: Annotated[
        str,
        typer.Option(
            help="Inner address at which the website's server reaches the API through nginx"
        ),
    ] = "127.0.0.1:8020",
    compressor: Annotated[
        str,
        typer.Option(
            help="Inner address through which nginx reaches the website to compress its pages"
        ),
    ] = "127.0.0.1:8021",
    trusted: Annotated[
        list[str] | None,
        typer.Option(
            help="Network of other proxies in front of nginx, whose forwarded client address is trusted; repeatable"
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help="Listen for plain HTTP, because another proxy in front terminates TLS"
        ),
    ] = False,
    nginx: Annotated[
        str, typer.Option(help="Path of the nginx program, or its version")
    ] = "/usr/sbin/nginx",
) -> None:
    """Write nginx's configuration, its error pages and its lists of servers into a folder.

    Exits with 2 if --nginx is no suitable nginx, and if the folder cannot be written.
    """
    from amrutam.core.settings import load_proxy_settings
    from amrutam.embedded.binaries import nginx_at
    from amrutam.embedded.nginx_configuration import Addresses
    from amrutam.embedded.own_proxy import configure

    found = nginx_at(nginx)
    if found is None:
        leave(f"--nginx {nginx} is not nginx 1.22 or newer with TLS, HTTP/2 and realip", 2)
    addresses = Addresses(
        tuple(listen or ["0.0.0.0:443"]), not plain, inner, compressor, tuple(realtime),
        tuple(web or ()), tuple(redirect or ()), trusted_proxies=tuple(trusted or ()),
        has_availability=bool(availability),
    )  # fmt: skip
    settings = load_proxy_settings()
    with usable(folder):
        configure(folder, addresses, api, found, settings, availability or ())


@commands.command("watch")
def watch_proxy(folder: NginxFolder) -> None:
    """Keep nginx's lists of api and availability servers up to date until the command is stopped.

    A server that does not answer `/livez`, or that is stopping, becomes a backup of the others.
    Exits with 2 if `amrutam proxy configure` has not written the folder.
    """
    from amrutam.core.settings import load_proxy_settings
    from amrutam.embedded.own_proxy import is_configured, watch

    if not is_configured(folder):
        leave(f"{folder} has no list of servers: run `amrutam proxy configure {folder}` first", 2)
    watch(folder, load_proxy_settings())
