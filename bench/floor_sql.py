"""The lowest possible cost of a booking: pgbench runs the same SQL without the platform's processes."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from amrutam.booking.hold_queries import HOLD_FACTS
from amrutam.booking.write_queries import BOOK
from amrutam.core.database_connecting import connect
from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.program import unprivileged
from bench.platform import Platform
from bench.processes import cpu_microseconds

_CLIENTS = 4
_ENDING_SECONDS = 0.5
"""The seconds to wait before CPU time is read.

The CPU time of a connection's process is counted only after the process has ended and the server
has reaped it.
"""
# The same settings of planning as in the sessions of the processes (core/database_session.py).
_OPTIONS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off"

# The visits are five months ahead, where no other measured operation books.
_VISITS = """
    CREATE SEQUENCE bench_turn;
    CREATE TABLE bench_visit AS
    WITH b AS (SELECT *, row_number() OVER (ORDER BY doctor_id) AS place FROM doctor_booking
               WHERE approved),
        p AS (SELECT *, row_number() OVER (ORDER BY id) AS place FROM patient
              WHERE relation = 'self')
    SELECT row_number() OVER () AS n, b.doctor_id, b.schedule_version, t.id AS type_id,
        p.id AS patient_id, p.account_id,
        date_trunc('day', now()) + interval '150 days' + round * interval '1 hour' AS starts_at
    FROM generate_series(1, 200) AS round, b
    JOIN consultation_type AS t ON t.doctor_id = b.doctor_id AND t.is_default
    JOIN p ON p.place = b.place
    LIMIT {count};
    ALTER TABLE bench_visit ADD PRIMARY KEY (n);
    ANALYZE bench_visit;
"""
_GONE = "DROP TABLE IF EXISTS bench_visit; DROP SEQUENCE IF EXISTS bench_turn"

_TURN = r"""
SELECT v.doctor_id AS doctor, v.schedule_version AS version, v.type_id AS type,
    v.patient_id AS patient, v.account_id AS account, v.starts_at AS starts
FROM (SELECT nextval('bench_turn') AS n OFFSET 0) AS turn JOIN bench_visit AS v USING (n) \gset
"""
_ENDS = ":starts::timestamptz + interval '15 minutes'"
_HOLD = (
    HOLD_FACTS.sql.replace(
        "$1",
        f"""ARRAY[ROW(:doctor, :account, NULL, :starts, {_ENDS}, NULL)::hold_request]""",
    )
    + ";"
)
_BOOK = (
    BOOK.sql.replace(
        "$1",
        f"""ARRAY[ROW(gen_random_uuid()::text, sha256('body'), decode(repeat('00', 700), 'hex'),
    now() + interval '20 s', uuidv7(), 'AMR-00000-00000', :account, 'patient', :doctor, :patient,
    :starts, {_ENDS}, {_ENDS}, :version, :type, 'online', 50000, 'INR', 'Asia/Kolkata', NULL, now(), NULL,
    :account, NULL
    )::booking_request]""",
    )
    .replace("$2", "interval '1 day'")
    .replace("$3", "NULL")  # without the limits on one person
    + ";"
)


async def floor_sql(platform: Platform, folder: Path, count: int) -> str:
    """Returns a line of text with the CPU time of PostgreSQL for the statements of a hold and its booking.

    The time is in microseconds, the mean of at most `count` runs, without the time of choosing a visit to book.
    The script of pgbench is written to `folder`. Raises `SystemExit` if pgbench fails.
    """
    await _owner(platform, _GONE)
    await _owner(platform, _VISITS.format(count=2 * count))
    asked = _spent(platform, folder, _TURN, count)
    booked = _spent(platform, folder, _TURN + _HOLD + _BOOK, count)
    await _owner(platform, _GONE)
    return (
        f"{'floor: pgbench, the SQL of hold + confirm':<41} {booked - asked:6.0f} us CPU (postgres)"
    )


async def _owner(platform: Platform, sql: str) -> None:
    connection = await connect(platform.settings.owner_database_url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _spent(platform: Platform, folder: Path, script: str, count: int) -> float:
    """Runs the script by pgbench, at most `count` times and equally often by each client.

    Returns PostgreSQL's CPU time for one run, in microseconds. Raises `SystemExit` if pgbench fails.
    """
    runs_each = count // _CLIENTS
    file = folder / "pgbench.sql"
    file.write_text(script)
    server = platform.target.pids["postgres"]
    before = cpu_microseconds(server)
    done = subprocess.run(
        [
            postgres_programs(unprivileged()) / "pgbench", "--no-vacuum", "--protocol=prepared",
            f"--client={_CLIENTS}", f"--transactions={runs_each}", f"--file={file}",
            platform.settings.owner_database_url,
        ],
        env={**os.environ, "PGOPTIONS": _OPTIONS},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode or "ERROR" in done.stderr:
        raise SystemExit(f"pgbench: {done.stderr}")
    time.sleep(_ENDING_SECONDS)
    return (cpu_microseconds(server) - before) / (runs_each * _CLIENTS)
