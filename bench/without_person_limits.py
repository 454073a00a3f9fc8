"""Runs `amrutam` without the limits on one person and without counting appointments; calls are limited as usual.

`limits.py` compares this process with others. The setting `AMRUTAM_RATE_LIMITS=off` does not suit the comparison,
because it lifts the limits on calls as well, and still writes the row by which an appointment is counted.
"""

from __future__ import annotations

from unittest.mock import patch

from amrutam.booking.batched import Bookings
from amrutam.booking.write_queries import TransitionRequest
from amrutam.cli import main

_ROLE = 7
"""The position of the caller's role in a `TransitionRequest` of a booking."""


class _Uncounted(Bookings):
    async def write(self, request: TransitionRequest) -> bytes | None:
        """Writes the booking as if staff had made it, because appointments of staff are not counted."""
        return await super().write((*request[:_ROLE], "admin", *request[_ROLE + 1 :]))


if __name__ == "__main__":
    with (
        patch("amrutam.booking.confirming.Bookings", _Uncounted),
        patch("amrutam.booking.batched.person_limits", lambda _settings: None),
        patch("amrutam.booking.hold_routes.limited_visitor", lambda _request: None),
    ):
        main()
