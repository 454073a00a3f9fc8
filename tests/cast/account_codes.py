"""Requests one-time codes for changes of the account itself, and closes accounts, through the public API."""

from __future__ import annotations

from typing import Any

from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.mailbox import code_sent_to
from tests.cast.people import Person


async def own_proof(
    client: AsyncClient, resources: Resources, person: Person, purpose: str
) -> dict[str, Any]:
    """Requests a code for `purpose` (`proof` or `closing`).

    Returns the challenge's id and the right code, as fields of a request body.
    """
    asked = await client.post("/v1/me/codes", json={"purpose": purpose}, headers=person.headers)
    assert asked.status_code == 202, asked.text
    code = await code_sent_to(resources, person.email)
    return {"challenge_id": asked.json()["challenge_id"], "code": code}


async def close_account(client: AsyncClient, resources: Resources, person: Person) -> Response:
    proof = await own_proof(client, resources, person, "closing")
    return await client.post("/v1/me/close", json=proof, headers=person.headers)
