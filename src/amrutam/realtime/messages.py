"""Messages of a socket (docs/explanation/realtime.md): those of clients as types, those of the gateway as frames."""

from __future__ import annotations

from datetime import UTC, date, datetime
from math import ceil
from uuid import UUID

import msgspec

from amrutam.admission.models import PlaceState
from amrutam.admission.rules import estimated_seconds
from amrutam.core.dates import check_day
from amrutam.core.errors import BadRequest, DomainError, Invalid
from amrutam.core.http.json_body import read_json
from amrutam.core.http.problems import status_of
from amrutam.realtime.frames import frame, framed


class Auth(msgspec.Struct, tag="auth", forbid_unknown_fields=True):
    """Sign the socket in with a ticket of `POST /v1/realtime/ticket`."""

    ticket: str


class Subscribe(msgspec.Struct, tag="subscribe", forbid_unknown_fields=True):
    """Watch a doctor's slots on the days from `first` to `last` in the doctor's time zone, both days included."""

    doctor_id: UUID
    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")

    def __post_init__(self) -> None:
        """Checks that the dates are from 1900 to 2199; msgspec turns a `ValueError` into a `ValidationError`."""
        check_day(self.first)
        check_day(self.last)


class Unsubscribe(msgspec.Struct, tag="unsubscribe", forbid_unknown_fields=True):
    doctor_id: UUID


class WatchPlace(msgspec.Struct, tag="place", forbid_unknown_fields=True):
    """Watch an admission queue place, given by its signed text."""

    place: str


class Ping(msgspec.Struct, tag="ping", forbid_unknown_fields=True):
    pass


Said = Auth | Subscribe | Unsubscribe | WatchPlace | Ping
_decoder: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)


def read(text: str | None) -> Said:
    """Returns the message in a client's text; None stands for a binary frame.

    Raises `BadRequest` for a binary frame and for text that `read_json` refuses, and `Invalid` for
    JSON that is no message.
    """
    if text is None:
        raise BadRequest("Messages must be text")
    sent = text.encode()
    read_json(sent)
    try:
        return _decoder.decode(sent)
    except msgspec.DecodeError as reason:
        raise Invalid(f"The message is not valid: {reason}") from reason


PONG = framed({"type": "pong"})
SIGNED_IN = framed({"type": "signed_in"})


def snapshot(answer: bytes) -> bytes:
    """The frame of a snapshot. `answer`: the JSON body of `GET /v1/doctors/{id}/slots`."""
    return frame(b'{"type":"snapshot",%b' % answer[1:])


def slot(doctor_id: UUID, epoch: str, version: int, starts_at: int, state: str) -> bytes:
    """The frame of a slot's new state (`availability.models.State`). `starts_at` is in Unix seconds."""
    return framed({"type": "slot", "doctor_id": doctor_id, "epoch": epoch, "version": version,
                   "starts_at": datetime.fromtimestamp(starts_at, UTC), "state": state})  # fmt: skip


def late(doctor_id: UUID, minutes: int, until: datetime | None) -> bytes:
    """The frame of a doctor's lateness of `minutes`, which ends at `until`; 0 and None if the doctor is on time."""
    return framed({"type": "late", "doctor_id": doctor_id, "minutes": minutes, "until": until})


def stale(doctor_id: UUID, since: float) -> bytes:
    """The frame that marks sent data as stale.

    `since`: Unix time in seconds up to which the data is known to be true; the frame has it in whole seconds, rounded
    down.
    """
    at = datetime.fromtimestamp(since, UTC).replace(microsecond=0)
    return framed({"type": "stale", "doctor_id": doctor_id, "since": at})


def place(doctor_id: UUID, state: PlaceState, rate_per_second: float) -> bytes:
    """The frame of a place's state: `type`, `doctor_id`, and the fields of `GET /v1/doctors/{doctor_id}/admission` but `place` and `poll_seconds`.

    `rate_per_second`: admissions per second; the estimated wait depends on it.
    """
    wait = estimated_seconds(state.position, rate_per_second) if state.position else None
    return framed({
        "type": "place", "doctor_id": doctor_id, "state": state.state, "position": state.position,
        "estimated_seconds": None if wait is None else ceil(wait), "turn_ends_at": state.turn_ends_at,
    })  # fmt: skip


def error(fact: DomainError, public_url: str, doctor_id: UUID | None = None) -> bytes:
    """The frame of an error: a problem (RFC 9457), and the doctor that it concerns (None for no doctor)."""
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
