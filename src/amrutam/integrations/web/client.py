"""Informs the website's server which of its cached pages are out of date."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import msgspec

_TIMEOUT_SECONDS = 10.0


class PagesNotRenewed(Exception):
    """The website did not confirm that it invalidated the pages. A later attempt may succeed."""


async def revalidate(web_url: str, secret: str, tags: Sequence[str]) -> None:
    """Invalidates all pages with one of the tags; the website renders them again for their next visitor.

    `web_url`: the address of the website's server; `secret`: the secret that the platform shares with
    this server. Raises `PagesNotRenewed` if the server does not answer within ten seconds or refuses the request.
    """
    try:
        status = await asyncio.to_thread(_post, web_url, secret, tags)
    except (OSError, HTTPException) as reason:
        raise PagesNotRenewed(type(reason).__name__) from reason
    if status >= 300:
        raise PagesNotRenewed(f"HTTP {status}")


def _post(web_url: str, secret: str, tags: Sequence[str]) -> int:
    parts = urlsplit(web_url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=_TIMEOUT_SECONDS)
    headers = {"authorization": f"Bearer {secret}", "content-type": "application/json"}
    try:
        body = msgspec.json.encode({"tags": list(tags)})
        connection.request("POST", f"{parts.path.rstrip('/')}/internal/revalidate", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()
