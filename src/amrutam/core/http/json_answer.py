"""An answer whose JSON is ready: the headers are put down as they are sent."""

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
    """For the dependencies of a route: no cache keeps its answers."""
    response.headers["cache-control"] = "no-store"


class JsonAnswer(Response):
    """What `Response` is, less what it works out anew for each: a quarter of its cost."""

    media_type = "application/json"

    def __init__(self, body: bytes, status: int = 200, headers: Iterable[WireHeader] = ()) -> None:
        self.status_code = status
        self.background = None
        self.body = body
        self.raw_headers = [*headers, (b"content-length", b"%d" % len(body)), _TYPE]

    def compressed(self) -> JsonAnswer:
        """The same for whoever accepts gzip: made once for an answer that is given many times."""
        body = gzip.compress(bytes(self.body), _LEVEL, mtime=0)
        own = [header for header in self.raw_headers if header[0] not in _OF_THE_BODY]
        return JsonAnswer(body, self.status_code, [*own, _GZIP])


def accepts_gzip(accept_encoding: str) -> bool:
    """Of a request's `Accept-Encoding`; `*` is not taken up."""
    return _ACCEPTS_GZIP.search(accept_encoding) is not None
