"""What an intruder who has the processes' database role still cannot do."""

from __future__ import annotations

import asyncpg
import pytest

from amrutam.core.resources import Resources

REFUSED = [
    "UPDATE appointment_event SET kind = 'cancelled'",
    "DELETE FROM appointment_event",
    "TRUNCATE appointment_event",
    "UPDATE consent_event SET kind = 'given'",
    "DELETE FROM consent_event",
    "TRUNCATE consent_event",
    "UPDATE audit_checkpoint SET entries = 1",
    "DELETE FROM audit_checkpoint",
    "TRUNCATE audit_checkpoint",
    "UPDATE alembic_version SET version_num = 'x'",
    "DELETE FROM alembic_version",
    "TRUNCATE appointment CASCADE",
    "DROP TABLE time_claim",
    "ALTER TABLE time_claim DROP CONSTRAINT time_claim_pkey",
    "ALTER TABLE appointment_event DISABLE TRIGGER ALL",
    "CREATE TABLE mine (x int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "DROP FUNCTION make_appointment_partitions",
    "CREATE EXTENSION postgres_fdw",
    "CREATE ROLE mine",
    "SET ROLE amrutam_owner",
    "SET session_replication_role = replica",
    "SELECT * FROM pg_authid",
    "SELECT pg_read_file('postgresql.conf')",
    "COPY account TO PROGRAM 'cat'",
    "COPY account TO '/dev/null'",
    "ALTER SYSTEM SET log_statement = 'all'",
]


@pytest.mark.parametrize("statement", REFUSED)
async def test_the_processes_role_may_not(resources: Resources, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await resources.database.pool.execute(statement)
