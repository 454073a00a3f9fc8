"""Renders the proxy's configuration, by one template for `amrutam up` and for proxies that operators run themselves.

`nginx.conf.jinja` holds the locations; the paths that go to the API and to the availability service are constants of
this module. nginx runs inside its own folder, and all files are named
relative to it.
"""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from amrutam.core.http import html_pages
from amrutam.core.proxy_settings import ProxySettings
from amrutam.embedded.binaries import Nginx
from amrutam.embedded.own_pages import own_pages

API_PATHS = (
    r"^/(v1/|graphql$|fhir/|openapi\.json$|docs$|docs/|\.well-known/|problems/|livez$|readyz$)"
)
AVAILABILITY_PATHS = r"^/v1/(doctors$|doctors/[^/]+/slots$|availability/query$)"
SERVER_LIST = "apis.conf"
AVAILABILITY_LIST = "availability.conf"
_MOST_WORKERS, _MOST_FILES = 4, 16384


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses in the configuration, each as `host:port`.

    `listen` are the public addresses. On the addresses `redirect`, http requests are redirected to
    https. By `inner` the website reaches the API. By `compressor` nginx reaches the website; the
    configuration does not use `compressor` where `website` is empty. `mailbox` is None without a demo
    mailbox. `X-Forwarded-For` is accepted from `trusted_proxies` (IP addresses or networks).
    `has_availability`: servers of the role availability are listed in `availability.conf`.
    """

    listen: tuple[str, ...]
    tls: bool
    inner: str
    compressor: str
    realtime: tuple[str, ...]
    website: tuple[str, ...] = ()
    redirect: tuple[str, ...] = ()
    mailbox: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    has_availability: bool = False


def configuration(
    addresses: Addresses, nginx: Nginx, settings: ProxySettings, user: str | None = None
) -> str:
    """The text of nginx.conf.

    `user`: the user and group of the workers as nginx's directive `user` takes them (`name group`), if root starts
    nginx; None leaves the directive out, so that nginx uses the user with which it was built.
    """
    jinja = Environment(  # noqa: S701 - the text is not HTML  # nosec B701
        loader=PackageLoader("amrutam.embedded", "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return jinja.get_template("nginx.conf.jinja").render(
        at=addresses,
        version=nginx.version,
        headers_more=nginx.headers_more,
        user=user,
        workers=_workers(),
        files=min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], _MOST_FILES),
        api_paths=API_PATHS,
        availability_paths=AVAILABILITY_PATHS,
        policy=html_pages.POLICY,
        limit=_limit(settings),
        cache_megabytes=settings.proxy_cache_megabytes,
        read_seconds=settings.proxy_read_seconds,
    )


def write_pages(folder: Path, *, demo: bool) -> None:
    """Writes the proxy's own pages (`own_pages`) below `folder`, and makes the folder of nginx's temporary files.

    nginx's workers can enter both folders and read the pages.
    """
    shown = folder / "pages"
    shown.mkdir(exist_ok=True)
    shown.chmod(0o755)
    (folder / "temporary").mkdir(exist_ok=True)
    (folder / "temporary").chmod(0o711)
    for name, text in own_pages(demo=demo).items():
        (shown / name).write_text(text)
        (shown / name).chmod(0o644)


def _workers() -> int:
    """Returns the number of nginx's worker processes: half the number of processors, from one to `_MOST_WORKERS`.

    One worker forwards more requests than the processes behind it can answer on the other
    processors.
    """
    return max(1, min(len(os.sched_getaffinity(0)) // 2, _MOST_WORKERS))


def _limit(settings: ProxySettings) -> dict[str, int] | None:
    """Returns the values of nginx's `limit_req` for one address, by name: `calls_a_minute` (the rate) and `burst`.

    None if rate limits are off.
    """
    if settings.rate_limits == "off":
        return None
    calls, _, seconds = settings.rate_limit_proxy.partition("/")
    return {"burst": int(calls) - 1, "calls_a_minute": max(1, int(calls) * 60 // int(seconds))}
