"""uvicorn's HTTP protocol, changed to write the headers of a response together with the first part of its body.

uvicorn itself writes the headers when a response starts, and the body afterwards. Each write is a system call that
wakes the reader; after a single write, the proxy reads and forwards the response once.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_CONTINUE = b"HTTP/1.1 100 "


class WholeAnswers(HttpToolsProtocol):
    """Writes a response's headers with the first part of its body, or at the response's end if there is no body."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._joining = _Joining(transport)
        super().connection_made(self._joining)  # type: ignore[arg-type]

    def on_response_complete(self) -> None:
        self._joining.flush()
        super().on_response_complete()


class _Joining:
    """A transport that withholds a response's status line and headers until the next write, `flush` or `close`."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head + data)
        elif data.startswith(b"HTTP/1.1 ") and not data.startswith(_CONTINUE):
            self._head = data
        else:
            self._transport.write(data)

    def flush(self) -> None:
        if self._head:
            self.write(b"")

    def close(self) -> None:
        self.flush()
        self._transport.close()
