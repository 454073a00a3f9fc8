"""Makes the people of the tests, already signed in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import sealed_address
from amrutam.accounts.sessions import open_token_session
from tests.cast.owner import owner

if TYPE_CHECKING:
    from amrutam.accounts.models import Role
    from amrutam.core.resources import Resources

_ENDED_WITHIN_SECONDS = 3.0


@dataclass(frozen=True)
class Person:
    """A person who is signed in. `headers` contain the bearer token; `patient_id` is the id of the patient `self`."""

    headers: dict[str, str]
    account_id: UUID
    patient_id: UUID
    email: str


async def sign_in_patient(
    resources: Resources, client: Any = None, email: str | None = None, *, verified: bool = True
) -> Person:
    return await _person(resources, "patient", email, verified=verified)


async def make_admin(
    resources: Resources, email: str | None = None, *, verified: bool = False
) -> Person:
    return await make_staff(resources, "admin", email, verified=verified)


async def make_staff(
    resources: Resources, role: Role, email: str | None = None, *, verified: bool = False
) -> Person:
    """Makes an account of staff (role doctor, desk or admin), without a
    doctor's profile: `make_doctor` takes the account's id.

    `verified`: the session counts as proved by a code, so that the person books without one. Fails the test if the
    e-mail address is taken.
    """
    return await _person(resources, role, email, verified=verified)


async def session_ends(client: Any, person: Person) -> bool:
    """Waits until the process of `client` refuses the person's token.

    Returns False if that takes longer than three seconds, within which an ended session must end in every process.
    """
    until = monotonic() + _ENDED_WITHIN_SECONDS
    while monotonic() < until:
        if (await client.get("/v1/me", headers=person.headers)).status_code == 401:
            return True
        await asyncio.sleep(0.05)
    return False


async def _person(resources: Resources, role: Role, email: str | None, *, verified: bool) -> Person:
    address = email or f"{role}-{uuid4().hex[:12]}@people.example"
    sealed = sealed_address(resources.keyring, address)
    if role == "patient":
        account_id = await queries.insert_account(resources.database, "en", email=sealed)
    else:
        async with owner(resources) as database:
            account_id = await staff_queries.insert_staff(database, None, role, sealed)
    assert account_id is not None, "the e-mail address is taken"
    patient = await queries.self_patient(resources.database, account_id)
    pair = await open_token_session(resources, account_id, verified=verified)
    headers = {"authorization": f"Bearer {pair.access_token}"}
    return Person(headers, account_id, patient.id, address)
