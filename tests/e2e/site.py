"""The platform of this suite: one public door, a mailbox to read codes in, staff to sign in as."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import httpx
import pyotp

from amrutam.seeding.demo import PASSWORD, TOTP_SECRET
from tests.acceptance.launched import Platform, lives

PATIENCE_SECONDS = 60  # for two busy cores; nothing is measured here


@dataclass(frozen=True)
class Site:
    platform: Platform
    door: httpx.AsyncClient

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.platform.port}"

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.door.get(path, params=query, headers={"accept": "application/json"})
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    async def code_for(self, address: str, number: int = 1) -> str:
        """The code of the newest letter to the address, once so many have come."""
        letters: list[dict[str, Any]] = []

        async def have_come() -> bool:
            letters[:] = (await self.get("/demo/mailbox", to=address))["items"]
            return len(letters) >= number

        await until(have_come, f"letter {number} to {address}")
        found = re.search(r"^\s*(\d{6})\s*$", letters[0]["text"], re.MULTILINE)
        assert found, "the letter holds no code on a line of its own"
        return found[1]

    async def doctors(self, **query: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await self.get("/v1/doctors", **query))["items"]
        return items

    async def doctor(self) -> dict[str, Any]:
        """The profile of one who is soon free online."""
        found = await self.doctors(sort="next_available", mode="online", limit=4)
        profile: dict[str, Any] = await self.get(f"/v1/doctors/{found[-1]['id']}")
        return profile

    async def open_times(self, doctor_id: str, from_day: int = 2, to_day: int = 14) -> list[str]:
        today = datetime.now(UTC).date()
        days = {"from": today + timedelta(from_day), "to": today + timedelta(to_day)}
        found = await self.get(f"/v1/doctors/{doctor_id}/slots", **days)
        return [
            slot["starts_at"]
            for day in found["days"]
            for slot in day["slots"]
            if slot["state"] == "open" and "online" in slot["modes"]
        ]

    @asynccontextmanager
    async def without(self, part: str) -> AsyncIterator[None]:
        """The part is killed by its id, and again whenever the launcher has started it anew."""
        killing = asyncio.create_task(self._keep_killing(part))
        try:
            yield
        finally:
            killing.cancel()
            await until(self._is_running(part), f"{part} to run")
            await until(self._is_whole, "everything to be up")

    async def _keep_killing(self, part: str) -> None:
        killed = {None}  # a part that waits to be started has no process
        while True:
            if (pid := self.platform.part(part)["pid"]) not in killed and lives(pid):
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
            await asyncio.sleep(0.02)

    def _is_running(self, part: str) -> Callable[[], Awaitable[bool]]:
        async def asked() -> bool:
            return bool(self.platform.part(part)["state"] == "running")

        return asked

    async def _is_whole(self) -> bool:
        """Each api process is asked: they stand behind the door by turns."""
        ready = [await self.get("/readyz") for _ in range(6)]
        return all(answer["status"] == "ready" for answer in ready)


async def until(check: Callable[[], Awaitable[bool]], what: str) -> None:
    """For what no event tells of: another process's state, asked for over HTTP."""
    ends = monotonic() + PATIENCE_SECONDS
    while not await check():
        assert monotonic() < ends, f"waited in vain for {what}"
        await asyncio.sleep(0.1)


def staff_body(email: str) -> dict[str, str]:
    return {"email": email, "password": PASSWORD, "totp": pyotp.TOTP(TOTP_SECRET).now()}
