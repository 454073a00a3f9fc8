"""SQL of the made-up data and of the race. `copying.py` copies the rows themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from asyncpg import Connection

from amrutam.core.database import Queries, Statement
from amrutam.core.database_pool import Connections
from amrutam.holds.models import HoldToken

_GIVE_ADDRESS = Statement(
    "demo_give_address", "UPDATE account SET email_sealed = $2, email_index = $3 WHERE id = $1"
)
_SOMEBODY_BOOKED = Statement(
    "demo_somebody_booked",
    """
    SELECT account_id FROM appointment
    WHERE doctor_id = $1 AND status = 'booked' AND starts_at > now()
    ORDER BY starts_at LIMIT 1
    """,
)


async def make_partitions(connection: Connection, months_back: int, months_ahead: int) -> None:
    """Makes the missing monthly partitions of `appointment` around the present month (in UTC).

    The first is that of `months_back` months before, the last that of `months_ahead` months after (each at most 120).
    """
    await connection.execute(
        "SELECT make_appointment_partitions($1, $2)", months_back, months_ahead
    )


async def lock_seeding(connection: Connection) -> None:
    """Waits until no other transaction seeds, and locks seeding until the caller's transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('amrutam seed'))")


async def is_registered(connection: Connection, registration_number: str) -> bool:
    """Whether a doctor has this registration number."""
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM doctor WHERE registration_number = $1)",
            registration_number,
        )
    )


async def account_with_visit(queries: Queries, doctor_id: UUID) -> UUID | None:
    """The id of the account for whose patient the doctor's next visit is booked; None without a future booked visit."""
    account_id: UUID | None = await queries.value(_SOMEBODY_BOOKED, doctor_id)
    return account_id


async def give_address(queries: Queries, account_id: UUID, *sealed_address: Any) -> None:
    """Sets the account's e-mail address.

    `sealed_address`: the encrypted address and its blind index, as `contacts.sealed_address` returns them.
    """
    await queries.execute(_GIVE_ADDRESS, account_id, *sealed_address)


async def delete_counted(pool: Connections, account_ids: list[UUID]) -> None:
    """Removes the accounts' appointments from `counted_appointment`, by which bookings are limited."""
    await pool.execute("DELETE FROM counted_appointment WHERE account_id = ANY($1)", account_ids)


async def lock_doctor(connection: Connection, doctor_id: UUID) -> None:
    """Locks the doctor's row of `doctor_booking` until the transaction ends; bookings of the doctor wait for it."""
    await connection.execute(
        "SELECT FROM doctor_booking WHERE doctor_id = $1 FOR UPDATE", doctor_id
    )


async def count_claims(pool: Connections, token: HoldToken) -> int:
    """The number of the doctor's claims that overlap the period of the hold, including the pause."""
    count: int = await pool.fetchval(
        "SELECT count(*) FROM time_claim WHERE party_id = $1 AND during && tstzrange($2, $3)",
        token.doctor_id, token.starts, token.busy,
    )  # fmt: skip
    return count
