"""Statements that count the figures of `tiles.py`."""

from __future__ import annotations

from amrutam.core.database import Statement

BOOKED = Statement(
    "tiles_booked",
    """
    SELECT count(*) AS an_hour,
        count(*) FILTER (WHERE at > clock_timestamp() - interval '1 minute') AS a_minute
    FROM appointment_event
    WHERE kind = 'booked' AND at > clock_timestamp() - interval '1 hour'
    """,
)
