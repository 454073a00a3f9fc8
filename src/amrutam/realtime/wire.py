"""The server's side of one socket: uvicorn's protocol, and a direct way to the transport for encoded frames.

The same bytes go to thousands of sockets. A frame is written directly to each transport, whose
buffer is the socket's only queue; a client whose buffer grows too far is disconnected. No other
layer may change frames, so they are never compressed or fragmented.
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
    """uvicorn's WebSocket protocol, which also writes encoded frames directly to the transport."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):  # there is no scope when the handshake itself was refused
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]

    async def send(self, message: Any) -> None:
        """Sends an ASGI message; raises `ClientDisconnected` if the client has left.

        uvicorn would otherwise log an error for a client that left before it was accepted, or that
        was refused.
        """
        if self.transport.is_closing():
            raise ClientDisconnected
        await super().send(message)
        # Closed here, because after a refusal uvicorn would wait for a handshake that never comes.
        if self.close_sent:
            self.handshake_complete = True

    @property
    def is_open(self) -> bool:
        """Whether frames can still be written."""
        return not (self.close_sent or self.disconnected or self.transport.is_closing())

    def push(self, frame: bytes, most_unread: int) -> bool:
        """Writes a frame without waiting. Returns False if more than `most_unread` bytes are unread already.

        Nothing is written to a socket that is closing, and the result is True.
        """
        transport = self.transport
        if self.close_sent or self.disconnected or transport.is_closing():
            return True
        if transport.get_write_buffer_size() > most_unread:
            return False
        transport.write(frame)
        return True

    def end(self, code: int) -> None:
        """Sends a close frame with this code after the frames that were written earlier; a repeated call does nothing.

        A client that has not closed its side after five seconds is disconnected.
        """
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
        """Closes a connection whose client does not answer pings, and aborts it five seconds later.

        Such a client may read nothing; without the abort the connection would wait for ever for its buffer to be
        sent.
        """
        super().keepalive_timeout()
        self.loop.call_later(_LAST_WORDS_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(_LAST_WORDS_SECONDS, self.transport.abort)


def wire_of(scope: Scope) -> Wire:
    """The protocol object of the socket with this ASGI scope; uvicorn must use `Wire` as its WebSocket protocol."""
    wire: Wire = scope["extensions"][EXTENSION]
    return wire
