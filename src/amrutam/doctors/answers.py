"""A profile as the public gets it (and the doctor, with the private part), and the tag that tells its versions apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from amrutam.core.http import etags
from amrutam.doctors.models import DoctorProfile


class Private(Struct, frozen=True):
    """What only the doctor and administrators see of a profile."""

    meeting_url: str | None


def profile_json(
    profile: DoctorProfile, next_at: datetime | None, private: Private | None = None
) -> bytes:
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
    """What was written, then the free time: a booking makes another answer, but no other record."""
    free = int(next_at.timestamp()) if next_at else 0
    return f'"{_written(profile)}.{free:x}{".private" if private else ""}"'


def check_current(if_match: str | None, profile: DoctorProfile) -> None:
    """Raises `VersionMismatch`, and `BadRequest` for what is no If-Match header."""
    etags.check_match(if_match, lambda tag: tag.partition(".")[0] == _written(profile))


def _written(profile: DoctorProfile) -> str:
    return f"{int(profile.updated_at.timestamp() * 1_000_000):x}"
