"""Checks the rights that an intruder with the processes' database role does not have."""

from __future__ import annotations

import asyncpg
import pytest

from amrutam.accounts.actions import change_role, disable_account
from amrutam.accounts.models import Role
from amrutam.accounts.sessions import end_session
from amrutam.audit.queries import LEDGERS
from amrutam.core.database import Statement
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient

SESSION = "SELECT id FROM session WHERE account_id = $1"

REFUSED = [
    "UPDATE appointment_event SET kind = 'cancelled'",
    "DELETE FROM appointment_event",
    "TRUNCATE appointment_event",
    "UPDATE consent_event SET kind = 'given'",
    "UPDATE appointment_event SET note_sealed = NULL",
    "UPDATE patient SET removed_at = NULL",
    "INSERT INTO erasure (account_id) VALUES (uuidv7())",
    "DELETE FROM erasure",
    "SELECT erase_words(ARRAY[uuidv7()])",
    "UPDATE account SET closed_at = NULL",
    "DELETE FROM consent_event",
    "TRUNCATE consent_event",
    "UPDATE staff_event SET kind = 'created'",
    "DELETE FROM staff_event",
    "TRUNCATE staff_event",
    "UPDATE setting_change SET value = 1",
    "DELETE FROM setting_change",
    "TRUNCATE setting_change",
    "DELETE FROM appointment",
    "DELETE FROM appointment_place",
    "DELETE FROM account",
    "DELETE FROM patient",
    "DELETE FROM doctor",
    "DELETE FROM doctor_booking",
    "DELETE FROM consultation_type",
    "DELETE FROM signing_key",
    "UPDATE appointment SET patient_id = doctor_id",
    "UPDATE appointment SET doctor_id = patient_id",
    "UPDATE appointment SET account_id = patient_id",
    "UPDATE appointment SET reference = 'AMR-00000-00000'",
    "UPDATE appointment SET created_at = now()",
    "UPDATE time_claim SET during = 'empty'",
    "UPDATE account SET role = 'admin'",
    "UPDATE account SET disabled_at = NULL",
    "UPDATE account SET email_index = 'mine'",
    "INSERT INTO account (role) VALUES ('admin')",
    "INSERT INTO desk_clinic SELECT uuidv7(), uuidv7()",
    "UPDATE desk_clinic SET clinic_id = uuidv7()",
    "DELETE FROM desk_clinic",
    "INSERT INTO account (id) VALUES (uuidv7())",
    "INSERT INTO account (password_hash) VALUES ('mine')",
    "UPDATE patient SET account_id = id",
    "UPDATE session SET account_id = id",
    "UPDATE session SET cookie_hash = 'mine'",
    "UPDATE refresh_token SET session_id = NULL",
    "UPDATE signing_key SET private_sealed = 'mine'",
    "INSERT INTO made_up_account SELECT id, 'demo' FROM account",
    "DELETE FROM made_up_account",
    "UPDATE specialization SET name = 'x'",
    "UPDATE city SET name = 'x'",
    "DELETE FROM search_term",
    "SELECT acting_administrator(NULL)",
    "SELECT end_sessions(uuidv7())",
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


ROLE_CHANGES = [
    "SELECT create_staff($1, 'admin', 'sealed', $2::text::bytea)",
    "SELECT set_account_role($1, $2::text::uuid, 'admin')",
    "SELECT set_account_disabled($1, $2::text::uuid, true)",
    "SELECT add_desk($1, $2::text::uuid, uuidv7())",
    "SELECT remove_desk($1, $2::text::uuid, uuidv7())",
    "SELECT set_own_email($1, $2::text::uuid, 'sealed', 'index')",
    "SELECT erase_account($1, $2::text::uuid)",
    "SELECT erase_patient($1, $2::text::uuid, uuidv7())",
]


@pytest.mark.parametrize("statement", REFUSED)
async def test_the_processes_role_may_not(resources: Resources, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await resources.database.pool.execute(statement)


async def test_what_is_made_later_is_not_given_to_it(resources: Resources) -> None:
    async with owner(resources) as database:
        await database.execute(Statement("test_make", "CREATE TABLE made_later (x int)"))
    try:
        for statement in ("SELECT * FROM made_later", "INSERT INTO made_later VALUES (1)"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await resources.database.pool.execute(statement)
    finally:
        async with owner(resources) as database:
            await database.execute(Statement("test_drop", "DROP TABLE made_later"))


async def test_every_table_is_one_that_the_grants_name_or_a_partition(resources: Resources) -> None:
    """The processes' role may read every table and view that is not a partition.

    A table that the role cannot read was probably forgotten in grants.sql.
    """
    rows = await resources.database.pool.fetch(
        """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
            AND NOT relispartition AND NOT has_table_privilege(oid, 'SELECT')
        """
    )
    assert rows == []


@pytest.mark.parametrize("statement", ROLE_CHANGES)
@pytest.mark.parametrize("acting", ["nobody", "patient", "doctor", "signed out", "disabled"])
async def test_roles_are_changed_in_the_name_of_an_administrator_with_a_live_session_only(
    resources: Resources, owner_resources: Resources, statement: str, acting: str
) -> None:
    whose: dict[str, Role] = {"patient": "patient", "doctor": "doctor"}
    actor, victim = (
        await _person(resources, whose.get(acting, "admin")),
        await make_admin(resources),
    )
    session = await resources.database.pool.fetchval(SESSION, actor.account_id)
    if acting == "signed out":
        await end_session(resources, session)
    if acting == "disabled":
        await disable_account(owner_resources, None, actor.account_id)
    with pytest.raises(asyncpg.PostgresError) as refused:
        await resources.database.pool.fetch(
            statement, None if acting == "nobody" else session, str(victim.account_id)
        )
    assert refused.value.sqlstate == "AM023"


async def test_a_change_of_role_stands_in_the_chain_with_whoever_made_it(
    resources: Resources,
) -> None:
    admin, doctor = await make_admin(resources), await _person(resources, "doctor")
    session = await resources.database.pool.fetchval(SESSION, admin.account_id)

    await change_role(resources, session, doctor.account_id, "admin")
    await disable_account(resources, session, doctor.account_id)

    rows = await resources.database.pool.fetch(
        "SELECT kind, detail, actor_account_id FROM staff_event WHERE account_id = $1 ORDER BY id",
        doctor.account_id,
    )
    assert [tuple(row) for row in rows] == [
        ("created", "doctor", None),
        ("role", "admin", admin.account_id),
        ("disabled", "", admin.account_id),
    ]
    assert "staff_event" in LEDGERS


async def test_nobody_changes_their_own_role_or_disables_themselves(resources: Resources) -> None:
    admin = await make_admin(resources)
    session = await resources.database.pool.fetchval(SESSION, admin.account_id)
    with pytest.raises(NotFound):
        await change_role(resources, session, admin.account_id, "doctor")
    with pytest.raises(NotFound):
        await disable_account(resources, session, admin.account_id)


async def test_a_patient_is_not_made_staff(resources: Resources) -> None:
    admin, patient = await make_admin(resources), await sign_in_patient(resources)
    session = await resources.database.pool.fetchval(SESSION, admin.account_id)
    with pytest.raises(NotFound):
        await change_role(resources, session, patient.account_id, "admin")


async def _person(resources: Resources, role: Role) -> Person:
    if role == "patient":
        return await sign_in_patient(resources)
    return await make_staff(resources, role)
