"""Adds doctors by the code of `amrutam seed`, and past appointments by SQL on the server."""

from __future__ import annotations

from time import perf_counter

import asyncpg

from amrutam.core.database_connecting import connect
from amrutam.seeding.actions import seed
from bench.platform import Platform

_SECOND_SEED = 2

# Each doctor of bench_party has one visit on each past day; doctors beyond the number of account holders have none.
# No patient has two visits at the same time, because a day's doctors and patients are paired one to one.
_PARTIES = """
    CREATE UNLOGGED TABLE bench_party AS
    WITH d AS (SELECT b.doctor_id, row_number() OVER (ORDER BY doctor_id) - 1 AS place
               FROM doctor_booking b WHERE approved),
        p AS (SELECT p.id, p.account_id, row_number() OVER (ORDER BY p.id) - 1 AS place
              FROM patient p WHERE relation = 'self')
    SELECT d.place, d.doctor_id, t.id AS type_id, t.fee_amount, p.id AS patient_id, p.account_id
    FROM d JOIN p USING (place)
    JOIN consultation_type t ON t.doctor_id = d.doctor_id AND t.is_default
"""
_APPOINTMENTS = """
    CREATE UNLOGGED TABLE bench_visit AS
    SELECT uuidv7() AS id, starts_at, doctor.doctor_id, doctor.type_id, doctor.fee_amount,
        patient.patient_id, patient.account_id, CASE n % 9 WHEN 0 THEN 'cancelled'
            WHEN 1 THEN 'no_show' ELSE 'completed' END AS status
    FROM generate_series($1::int, $2::int) AS day (n),
        LATERAL (SELECT date_trunc('day', now()) - n * interval '1 day' + interval '4 hours'
                 + n % 8 * interval '1 hour') AS first (starts_at),
        bench_party AS doctor, bench_party AS patient
    WHERE patient.place = (doctor.place + n) % (SELECT count(*) FROM bench_party)
"""
_COPIES = (
    """
    INSERT INTO appointment (id, starts_at, ends_at, reference, status, doctor_id, patient_id,
        account_id, consultation_type_id, mode, fee_amount, fee_currency, time_zone, version,
        created_at)
    SELECT id, starts_at, starts_at + interval '15 minutes', 'AMR-BENCH-' || left(id::text, 8),
        status, doctor_id, patient_id, account_id, type_id, 'online', fee_amount, 'INR',
        'Asia/Kolkata', 2, starts_at - interval '3 days'
    FROM bench_visit
    """,
    "INSERT INTO appointment_place SELECT id, doctor_id, starts_at FROM bench_visit",
    """
    INSERT INTO time_claim
    SELECT party, tstzrange(starts_at, starts_at + interval '15 minutes'), id
    FROM bench_visit, unnest(ARRAY[doctor_id, patient_id]) AS party
    WHERE status <> 'cancelled' AND starts_at > now() - interval '7 days'
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO appointment_event (appointment_id, version, kind, actor_account_id, actor_role, at,
        starts_at)
    SELECT id, 1, 'booked', account_id, 'patient', starts_at - interval '3 days', starts_at
    FROM bench_visit
    """,
    "DROP TABLE bench_visit",
)
_DAYS_AT_ONCE = 50
_LONG = 3600.0


async def grow(platform: Platform, doctors: int, appointments: int) -> None:
    """Adds `doctors` doctors, as `amrutam seed` does, and at least `appointments` past appointments.

    The appointments are spread over all approved doctors, also those who existed before; if there are fewer
    account holders than doctors, over as many doctors as account holders. Prints the seconds that this took.
    """
    started = perf_counter()
    await seed(platform.settings, doctors, 0, seed_number=_SECOND_SEED)
    connection = await connect(platform.settings.owner_database_url)
    try:
        await _fill(connection, appointments)
    finally:
        await connection.close()
    print(f"grown in {perf_counter() - started:.0f} s", flush=True)


async def _fill(connection: asyncpg.Connection[asyncpg.Record], appointments: int) -> None:
    await connection.execute("SET synchronous_commit = off; SET work_mem = '256MB'")
    await connection.execute(_PARTIES, timeout=_LONG)
    await connection.execute("ANALYZE bench_party")
    parties: int = await connection.fetchval("SELECT count(*) FROM bench_party")
    days = -(-appointments // parties)
    for first in range(1, days + 1, _DAYS_AT_ONCE):
        last = min(days, first + _DAYS_AT_ONCE - 1)
        made = _APPOINTMENTS.replace("$1", str(first)).replace("$2", str(last))
        for statement in (made, *_COPIES):
            await connection.execute(statement, timeout=_LONG)
    await connection.execute("DROP TABLE bench_party")
    await connection.execute("VACUUM ANALYZE", timeout=_LONG)
