"""The server's end of one socket: uvicorn's protocol, and a way past it for finished frames.

The same bytes go to thousands of sockets. They are written straight to each transport, whose buffer
is the socket's only queue: a client that lets it grow is cut off. Nothing else may be between the two,
so frames are never compressed or fragmented.
"""

from __future__ import annotations

from typing import Any

from starlette.types import Scope
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

EXTENSION = "amrutam.wire"
_LAST_WORDS_SECONDS = 5.0


class Wire(WebSocketsSansIOProtocol):
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):  # not when the handshake itself was refused
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]

    async def send(self, message: Any) -> None:
        """Neither a client that left before it was let in nor a refusal is an error for the log."""
        if self.transport.is_closing():
            raise ClientDisconnected
        await super().send(message)
        if self.close_sent:  # a refusal's last word: uvicorn takes the handshake for forgotten
            self.handshake_complete = True

    @property
    def is_open(self) -> bool:
        return not (self.close_sent or self.disconnected or self.transport.is_closing())

    def push(self, frame: bytes, most_unread: int) -> bool:
        """False: more than that is unread already. Nothing is written to a socket that ends."""
        transport = self.transport
        if self.close_sent or self.disconnected or transport.is_closing():
            return True
        if transport.get_write_buffer_size() > most_unread:
            return False
        transport.write(frame)
        return True

    def end(self, code: int) -> None:
        """Says goodbye after what was written before it; a client that does not read is dropped."""
        if not self.is_open:
            return
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(_LAST_WORDS_SECONDS, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """A dead client reads nothing: closing would wait for what is buffered, for ever."""
        super().keepalive_timeout()
        self.loop.call_later(_LAST_WORDS_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(_LAST_WORDS_SECONDS, self.transport.abort)


def wire_of(scope: Scope) -> Wire:
    wire: Wire = scope["extensions"][EXTENSION]
    return wire
