"""Changes settings as an administrator, and waits until a process applies the change."""

from __future__ import annotations

import asyncio
from datetime import datetime
from time import monotonic
from typing import Any

from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import hold
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.cast.times import local

PATH = "/v1/operations/settings"
CHANGES = "/v1/operations/setting-changes"
_APPLIED_WITHIN_SECONDS = 5.0
_FORGET = Statement("test_forget_setting_changes", "DELETE FROM setting_change")


async def settings_of(client: AsyncClient, admin: Person) -> dict[str, dict[str, Any]]:
    """Returns the settings that administrators can change, by name."""
    answer = await client.get(PATH, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    return {each["name"]: each for each in answer.json()["items"]}


async def change(
    client: AsyncClient, admin: Person, name: str, value: Any, version: int | None = None
) -> Response:
    """Changes the setting and returns the answer.

    `version`: the value of If-Match, by default the setting's present version.
    """
    headers = admin.headers | await _if_match(client, admin, name, version)
    return await client.put(f"{PATH}/{name}", json={"value": value}, headers=headers)


async def reset(
    client: AsyncClient, admin: Person, name: str, version: int | None = None
) -> Response:
    headers = admin.headers | await _if_match(client, admin, name, version)
    return await client.delete(f"{PATH}/{name}", headers=headers)


async def _if_match(
    client: AsyncClient, admin: Person, name: str, version: int | None
) -> dict[str, str]:
    if version is None:
        version = (await settings_of(client, admin))[name]["version"]
    return {"if-match": f'"{version}"'}


async def forget_changes(resources: Resources) -> None:
    """Deletes all changes of settings, so that each process returns to the values of its environment."""
    async with owner(resources) as database:
        await database.execute(_FORGET)


class Probe:
    """A live hold, by which a client sees how many extensions a process allows at present."""

    def __init__(self, person: Person, path: str) -> None:
        self._person = person
        self._path = path

    @classmethod
    async def make(cls, client: AsyncClient, resources: Resources) -> Probe:
        doctor, person = await make_doctor(resources), await sign_in_patient(resources)
        held = await hold(client, person, doctor, local(1, "10:00"))
        assert held.status_code == 201, held.text
        return cls(person, f"/v1/holds/{held.json()['id']}")

    async def extensions(self, client: AsyncClient) -> int:
        return int((await self._shown(client))["extensions_left"])

    async def ends(self, client: AsyncClient) -> datetime:
        return datetime.fromisoformat((await self._shown(client))["expires_at"])

    async def _shown(self, client: AsyncClient) -> Any:
        return (await client.get(self._path, headers=self._person.headers)).json()

    async def sees(self, client: AsyncClient, extensions: int) -> None:
        """Waits until the client's process allows this number of extensions; fails the test if that takes too long.

        A process reads all changed settings together, so the process then applies every earlier change too.
        """
        until = monotonic() + _APPLIED_WITHIN_SECONDS
        while (seen := await self.extensions(client)) != extensions:
            assert monotonic() < until, f"the process still allows {seen}"
            await asyncio.sleep(0.05)


async def applies(
    resources: Resources, client: AsyncClient, others: list[AsyncClient], **values: int
) -> None:
    """Changes settings through the process of `client`, and waits until the processes of `others` apply all changes.

    As a signal, the setting `hold_extensions` is changed last, to 29 or 30.
    """
    admin = await make_admin(resources)
    probe = await Probe.make(client, resources)
    for name, value in values.items():
        changed = await change(client, admin, name, value)
        assert changed.status_code == 200, changed.text
    extensions = 29 if await probe.extensions(client) == 30 else 30
    assert (await change(client, admin, "hold_extensions", extensions)).status_code == 200
    for other in others:
        await probe.sees(other, extensions)
