"""Marks the made-up accounts of a database that was filled before there was a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count
from uuid import UUID

from amrutam.accounts.contacts import address_indexes
from amrutam.accounts.made_up import MadeUp
from amrutam.core.connecting import Connection, connect
from amrutam.core.crypto import Keyring
from amrutam.core.migration import owner_url
from amrutam.core.settings import Settings
from amrutam.seeding.demo import ADMIN, DESK, DOCTOR, PATIENT
from amrutam.seeding.doctors import planned_doctor
from amrutam.seeding.patients import planned_household
from amrutam.seeding.race import MOST_RACERS, racer_address

_AT_ONCE = 500
_ANY_DAY = date(2026, 1, 1)

_SEEDS = """
    SELECT DISTINCT split_part(registration_number, '-', 2)::int AS seed
    FROM doctor WHERE registration_number ~ '^AYU-[0-9]{1,9}-00001$'
        AND NOT EXISTS (SELECT FROM made_up_account WHERE account_id = doctor.account_id)
"""
_BY_ID = """
    INSERT INTO made_up_account (account_id, kind) SELECT id, $2 FROM account WHERE id = ANY($1)
    ON CONFLICT DO NOTHING
"""
_BY_ADDRESS = """
    INSERT INTO made_up_account (account_id, kind)
    SELECT id, $2 FROM account WHERE email_index = ANY($1)
    ON CONFLICT DO NOTHING
"""


async def mark_made_up(settings: Settings) -> None:
    """Harmless to repeat. Seeded accounts are known by their ids, which a seed's number decides."""
    keyring = Keyring.from_secret(settings.secret_key)
    connection = await connect(owner_url(settings))
    try:
        async with connection.transaction():
            seeds = [row["seed"] for row in await connection.fetch(_SEEDS)]
            await _mark(connection, keyring, (ADMIN, DESK, DOCTOR, PATIENT), "demo")
            racers = [racer_address(number) for number in range(MOST_RACERS)]
            await _mark(connection, keyring, racers, "seeded")
            for seed in seeds:
                await _mark_all(connection, partial(_doctor, seed))
                await _mark_all(connection, partial(_household, seed))
    finally:
        await connection.close()


async def _mark(
    connection: Connection, keyring: Keyring, addresses: Sequence[str], kind: MadeUp
) -> None:
    indexes = [index for address in addresses for index in address_indexes(keyring, address)]
    await connection.execute(_BY_ADDRESS, indexes, kind)


async def _mark_all(connection: Connection, planned: Callable[[int], UUID]) -> None:
    """Until none of a batch is there: a seed's accounts are numbered without gaps."""
    for ids in _batches(planned):
        await connection.execute(_BY_ID, ids, "seeded")
        if not await connection.fetchval(
            "SELECT EXISTS (SELECT FROM account WHERE id = $1)", ids[-1]
        ):
            return


def _batches(planned: Callable[[int], UUID]) -> Iterator[list[UUID]]:
    for first in count(0, _AT_ONCE):
        yield [planned(number) for number in range(first, first + _AT_ONCE)]


def _doctor(seed: int, number: int) -> UUID:
    return planned_doctor(seed, number, _ANY_DAY).account_id


def _household(seed: int, number: int) -> UUID:
    return planned_household(seed, number)[0].account_id
