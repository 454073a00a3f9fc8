"""The location of online visits: the doctor's own meeting link, or a room of the video server (`video_url`).

Each visit at each time has its own room. The room's name contains a MAC, so that nobody can guess the name. The name
is stored nowhere; it changes when the visit moves, and when `AMRUTAM_SECRET_KEY` gets a newer key.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from amrutam.core import clock
from amrutam.core.errors import Invalid
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

NO_VIDEO = "online visits need an address: set the doctor's meeting_url, or AMRUTAM_VIDEO_URL for the platform"
_ROOM_BYTES = 16


class Join(NamedTuple):
    """The instant from which people can join a visit's call, and the call's URL.

    `url` is None before `opens_at`, from `video_closes_minutes` after the visit's end, when the visit
    is not booked, and when there is no link (`has_video`).
    """

    url: str | None
    opens_at: datetime


def has_video(settings: Settings, meeting_url: str | None) -> bool:
    """Whether online visits have a link: the doctor's own (`meeting_url`, None without one) or the video server's."""
    return bool(meeting_url or settings.video_url)


def check_video(settings: Settings, meeting_url: str | None, online: list[str]) -> None:
    """Raises `Invalid` if the request offers online visits and these have no link (`has_video`).

    `online`: JSON pointers of the request's fields that offer online visits; the error has an entry for each pointer.
    `meeting_url`: the doctor's own link, None without one.
    """
    if online and not has_video(settings, meeting_url):
        raise Invalid(errors=[{"pointer": each, "detail": NO_VIDEO} for each in online])


def join(
    resources: Resources,
    appointment_id: UUID,
    period: tuple[datetime, datetime],
    meeting_url: str | None,
    *,
    is_booked: bool,
) -> Join:
    """The video call of a visit, and when it can be joined, with the present settings.

    `period`: the visit's start and end, as aware datetimes; `meeting_url`: the doctor's own link, None without one. The
    visit's mode is not considered: a visit in person gets a URL too, so use the result only for online visits.
    """
    settings, (starts_at, ends_at) = resources.settings, period
    opens_at = starts_at - timedelta(minutes=settings.video_opens_minutes)
    closes_at = ends_at + timedelta(minutes=settings.video_closes_minutes)
    if not is_booked or not opens_at <= clock.now() < closes_at:
        return Join(None, opens_at)
    return Join(meeting_url or _room(resources, appointment_id, starts_at), opens_at)


def _room(resources: Resources, appointment_id: UUID, starts_at: datetime) -> str | None:
    server = resources.settings.video_url
    return f"{server}/{room_name(resources.keyring, appointment_id, starts_at)}" if server else None


def room_name(keyring: Keyring, appointment_id: UUID, starts_at: datetime) -> str:
    """The name of the visit's room: `amrutam-` and 32 hexadecimal digits, which depend on the visit's start."""
    instant = str(int(starts_at.timestamp())).encode()
    return f"amrutam-{keyring.mac('video', appointment_id.bytes, instant)[:_ROOM_BYTES].hex()}"
