"""Uses passkeys through the public API: registering, signing in, and the step-up (a new proof of identity)."""

from __future__ import annotations

from typing import Any

from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.authenticator import Authenticator
from tests.cast.owner import owner
from tests.cast.people import Person

ORIGIN = "http://testserver"
AGE = Statement(
    "test_age",
    "UPDATE session SET proved_at = now() - interval '11 minutes' WHERE account_id = $1",
)


async def asked(client: AsyncClient, path: str, person: Person | None = None) -> Any:
    answer = await client.post(f"/v1/{path}", headers=person.headers if person else {})
    assert answer.status_code == 200, answer.text
    return answer.json()["public_key"]


async def add(
    client: AsyncClient, person: Person, credential: dict[str, Any], name: str = "Phone"
) -> Response:
    body = {"name": name, "credential": credential}
    return await client.post("/v1/me/passkeys", json=body, headers=person.headers)


async def registered(client: AsyncClient, person: Person, **made: Any) -> Authenticator:
    authenticator = Authenticator(**{"origin": ORIGIN, **made})
    options = await asked(client, "me/passkey/options", person)
    answer = await add(client, person, authenticator.create(options))
    assert answer.status_code == 201, answer.text
    return authenticator


async def sign_in(client: AsyncClient, credential: dict[str, Any]) -> Response:
    return await client.post("/v1/auth/token", json={"passkey": credential})


async def signed_in(client: AsyncClient, authenticator: Authenticator) -> Response:
    return await sign_in(client, authenticator.get(await asked(client, "auth/passkey/options")))


async def step_up(client: AsyncClient, person: Person, credential: dict[str, Any]) -> Response:
    body = {"passkey": credential}
    return await client.post("/v1/auth/step-up", json=body, headers=person.headers)


async def age(resources: Resources, person: Person) -> None:
    """Makes the last proof of identity in the person's sessions too old, so that calls ask for a step-up."""
    async with owner(resources) as database:
        await database.execute(AGE, person.account_id)


async def passkeys(client: AsyncClient, person: Person) -> Any:
    return (await client.get("/v1/me/passkeys", headers=person.headers)).json()["items"]
