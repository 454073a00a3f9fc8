"""What goes over a socket: docs/explanation/realtime.md in types, and the bytes of a WebSocket text frame."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec

from amrutam.core.dates import check_day
from amrutam.core.errors import BadRequest, DomainError, Invalid
from amrutam.core.http.json_body import read_json
from amrutam.core.http.problems import status_of


class Auth(msgspec.Struct, tag="auth", forbid_unknown_fields=True):
    ticket: str


class Subscribe(msgspec.Struct, tag="subscribe", forbid_unknown_fields=True):
    doctor_id: UUID
    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")

    def __post_init__(self) -> None:
        """The bounds of the same dates in a query; `ValueError` becomes a `ValidationError`."""
        check_day(self.first)
        check_day(self.last)


class Unsubscribe(msgspec.Struct, tag="unsubscribe", forbid_unknown_fields=True):
    doctor_id: UUID


class Ping(msgspec.Struct, tag="ping", forbid_unknown_fields=True):
    pass


Said = Auth | Subscribe | Unsubscribe | Ping
_decoder: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)


def read(text: str | None) -> Said:
    """Raises `BadRequest` or `Invalid`; None stands for a binary frame."""
    if text is None:
        raise BadRequest("Messages are text")
    sent = text.encode()
    read_json(sent)
    try:
        return _decoder.decode(sent)
    except msgspec.DecodeError as reason:
        raise Invalid(f"No such message: {reason}") from reason


def frame(message: bytes) -> bytes:
    """One unmasked text frame (RFC 6455, 5.2), made once for all who get it."""
    size = len(message)
    if size < 126:
        return b"\x81%c%b" % (size, message)
    if size < 65536:
        return b"\x81\x7e%b%b" % (size.to_bytes(2, "big"), message)
    return b"\x81\x7f%b%b" % (size.to_bytes(8, "big"), message)


def framed(message: Mapping[str, Any]) -> bytes:
    return frame(msgspec.json.encode(message))


def unframed(frame_: bytes) -> bytes:
    """What `frame` was given."""
    return frame_[{126: 4, 127: 10}.get(frame_[1], 2) :]


PONG = framed({"type": "pong"})
SIGNED_IN = framed({"type": "signed_in"})


def snapshot(answer: bytes) -> bytes:
    """`answer`: the body of GET slots."""
    return frame(b'{"type":"snapshot",%b' % answer[1:])


def slot(doctor_id: UUID, epoch: str, version: int, starts_at: int, state: str) -> bytes:
    return framed({"type": "slot", "doctor_id": doctor_id, "epoch": epoch, "version": version,
                   "starts_at": datetime.fromtimestamp(starts_at, UTC), "state": state})  # fmt: skip


def stale(doctor_id: UUID, since: float) -> bytes:
    """`since`: Unix time up to which what was told is known to be true."""
    at = datetime.fromtimestamp(since, UTC).replace(microsecond=0)
    return framed({"type": "stale", "doctor_id": doctor_id, "since": at})


def error(fact: DomainError, public_url: str, doctor_id: UUID | None = None) -> bytes:
    problem = {
        "type": f"{public_url}/problems/{fact.code}",
        "title": fact.title,
        "status": status_of(fact),
        "detail": fact.detail,
        "instance": "/v1/realtime",
        **fact.extra,
    }
    about = {} if doctor_id is None else {"doctor_id": doctor_id}
    return framed({"type": "error", **about, "problem": problem})
