"""WebSocket text frames: a message is encoded once, and the same bytes go to all sockets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


def frame(message: bytes) -> bytes:
    """The message (a text in UTF-8) as one unmasked text frame (RFC 6455, 5.2); all sockets can get the same bytes."""
    size = len(message)
    if size < 126:
        return b"\x81%c%b" % (size, message)
    if size < 65536:
        return b"\x81\x7e%b%b" % (size.to_bytes(2, "big"), message)
    return b"\x81\x7f%b%b" % (size.to_bytes(8, "big"), message)


def framed(message: Mapping[str, Any]) -> bytes:
    """The frame of a message as JSON."""
    return frame(msgspec.json.encode(message))


def unframed(frame_: bytes) -> bytes:
    """The message (a text in UTF-8) within a frame that `frame` has made."""
    return frame_[{126: 4, 127: 10}.get(frame_[1], 2) :]
