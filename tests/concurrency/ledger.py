"""Reads the calendars of some doctors from the database, after all requests of a test run."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import asyncpg
from asyncpg.connect_utils import SessionAttribute

from tests.concurrency.history import Appointment, Claim, Event, Ledger

_APPOINTMENTS = """
    SELECT a.id::text, a.doctor_id::text, a.patient_id::text, a.account_id::text,
        extract(epoch FROM a.starts_at)::bigint, extract(epoch FROM a.ends_at)::bigint,
        extract(epoch FROM a.ends_at)::bigint + 60 * d.buffer_minutes, a.status, a.version
    FROM appointment a JOIN doctor d ON d.id = a.doctor_id WHERE a.doctor_id = ANY($1)
"""
_MINE = "(SELECT id FROM appointment WHERE doctor_id = ANY($1))"
# Reads all claims of the doctors, and all claims of the doctors' appointments, including claims of
# the appointments' patients.
_CLAIMS = f"""
    SELECT party_id::text, extract(epoch FROM lower(during))::bigint,
        extract(epoch FROM upper(during))::bigint, appointment_id::text
    FROM time_claim WHERE party_id = ANY($1) OR appointment_id IN {_MINE}
"""
_PLACES = f"""
    SELECT id::text, extract(epoch FROM starts_at)::bigint FROM appointment_place WHERE id IN {_MINE}
"""
_EVENTS = f"""
    SELECT appointment_id::text, version, kind, extract(epoch FROM starts_at)::bigint,
        extract(epoch FROM previous_starts_at)::bigint
    FROM appointment_event WHERE appointment_id IN {_MINE}
"""


async def read_ledger(database_url: str, doctors: Iterable[UUID]) -> Ledger:
    """Reads the appointments, places, claims and events of these doctors in one snapshot, from the primary.

    `database_url` may name several hosts; a standby is not read, because it can be seconds behind.
    """
    ids = list(doctors)
    connection = await asyncpg.connect(
        database_url, timeout=30, target_session_attrs=SessionAttribute.primary
    )
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return Ledger(
                appointments=[
                    Appointment(*row) for row in await connection.fetch(_APPOINTMENTS, ids)
                ],
                places={row[0]: row[1] for row in await connection.fetch(_PLACES, ids)},
                claims=[Claim(*row) for row in await connection.fetch(_CLAIMS, ids)],
                events=[Event(*row) for row in await connection.fetch(_EVENTS, ids)],
            )
    finally:
        await connection.close()
