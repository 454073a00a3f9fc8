"""`amrutam` whose api processes bind no person and count no appointments; calls are limited as ever.

Only for comparison: `AMRUTAM_RATE_LIMITS=off` lifts the limits on calls as well, and still writes the row by which
an appointment is counted.
"""

from __future__ import annotations

from unittest.mock import patch

from amrutam.booking.batched import Bookings
from amrutam.booking.queries import TransitionRequest
from amrutam.cli import main

_ROLE = 7
"""Where the caller's role stands in the request of a booking."""


class _Uncounted(Bookings):
    async def write(self, request: TransitionRequest) -> bytes | None:
        """As if staff had booked, whose appointments are not counted."""
        return await super().write((*request[:_ROLE], "admin", *request[_ROLE + 1 :]))


if __name__ == "__main__":
    with (
        patch("amrutam.booking.confirming.Bookings", _Uncounted),
        patch("amrutam.booking.batched.person_limits", lambda _settings: None),
        patch("amrutam.booking.hold_routes.limited_visitor", lambda _request: None),
    ):
        main()
