"""A response of JSON that is already encoded, with headers that are already encoded too."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable

from starlette.responses import Response

WireHeader = tuple[bytes, bytes]

NO_STORE: WireHeader = (b"cache-control", b"no-store")
PRIVATE: WireHeader = (b"cache-control", b"private, no-store")
NO_CACHE: WireHeader = (b"cache-control", b"no-cache")
VARY_BY_CODING: WireHeader = (b"vary", b"accept-encoding")
_GZIP: WireHeader = (b"content-encoding", b"gzip")
_ACCEPTS_GZIP = re.compile(
    r"(?:^|[,\s])gzip\s*(?:;\s*q=(?:1|0?\.\d*[1-9])[\d.]*\s*)?(?:,|$)", re.IGNORECASE
)
_LEVEL = 5
_OF_THE_BODY = (b"content-length", b"content-type")
_TYPE: WireHeader = (b"content-type", b"application/json")


async def never_stored(response: Response) -> None:
    """A FastAPI dependency of routes whose responses no cache may store: sets `Cache-Control: no-store`.

    A route that returns a `Response` must set the header itself, because FastAPI leaves such a response as it is.
    """
    response.headers["cache-control"] = "no-store"


class JsonAnswer(Response):
    """A response of JSON bytes, which costs less CPU than Starlette's `Response`.

    `headers`: further headers as bytes, with names in lower case; Content-Length and Content-Type are added.
    """

    media_type = "application/json"

    def __init__(self, body: bytes, status: int = 200, headers: Iterable[WireHeader] = ()) -> None:
        self.status_code = status
        self.background = None
        self.body = body
        self.raw_headers = [*headers, (b"content-length", b"%d" % len(body)), _TYPE]

    def compressed(self) -> JsonAnswer:
        """A copy of the response, compressed with gzip. The caller adds `VARY_BY_CODING` to the original's headers.

        Cache the copy of a response that is sent many times, because each call compresses anew.
        """
        body = gzip.compress(bytes(self.body), _LEVEL, mtime=0)
        own = [header for header in self.raw_headers if header[0] not in _OF_THE_BODY]
        return JsonAnswer(body, self.status_code, [*own, _GZIP])


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a request's `Accept-Encoding` (RFC 9110, 12.5.3) names gzip with a quality above 0; `*` is ignored."""
    return _ACCEPTS_GZIP.search(accept_encoding) is not None
