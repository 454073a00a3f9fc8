"""The JSON of a doctor's profile: the public part, the private part for the doctor and administrators, and the entity tag."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from amrutam.core.http import etags
from amrutam.doctors.models import DoctorProfile


class Private(Struct, frozen=True):
    """The part of a profile that only the doctor and administrators see; `meeting_url` is None without a meeting link."""

    meeting_url: str | None


def profile_json(
    profile: DoctorProfile, next_at: datetime | None, private: Private | None = None
) -> bytes:
    """The JSON of a profile, as `DoctorAnswer` describes it; `meeting_url` is part of it only with `private`.

    `next_at`: the doctor's next available slot; None if none is known.
    """
    shown: dict[str, Any] = msgspec.to_builtins(profile, builtin_types=(datetime,))
    del shown["account_id"]
    default = profile.default_type
    shown["fee"] = default.fee if default else None
    shown["modes"] = profile.modes
    shown["next_available_at"] = next_at
    if private is not None:
        shown["meeting_url"] = private.meeting_url
    return msgspec.json.encode(shown)


def profile_tag(
    profile: DoctorProfile, next_at: datetime | None, private: Private | None = None
) -> str:
    """The entity tag of a profile's answer: the record's version, the next available slot, and whether the private part is included.

    The form is `"<version>.<slot>"` or `"<version>.<slot>.private"`, with the quotes: version in microseconds and slot
    in seconds since 1970, hexadecimal; slot 0 without one. A booking can change the slot, but does not
    change the record.
    """
    free = int(next_at.timestamp()) if next_at else 0
    return f'"{_written(profile)}.{free:x}{".private" if private else ""}"'


def check_current(if_match: str | None, profile: DoctorProfile) -> None:
    """Checks that the If-Match header names the profile's version; None and `*` are accepted.

    Raises `VersionMismatch` for other versions, and `BadRequest` for a malformed header.
    """
    etags.check_match(if_match, lambda tag: tag.partition(".")[0] == _written(profile))


def _written(profile: DoctorProfile) -> str:
    return f"{int(profile.updated_at.timestamp() * 1_000_000):x}"
