"""Gives tests access to the suite's platform: the public API, the mailbox with codes, and the demo's staff."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic, time
from typing import Any

import httpx
import pyotp

from amrutam.seeding.demo import PASSWORD, TOTP_SECRET
from tests.acceptance.launched import Platform, lives

_CODE = re.compile(r"^\s*(\d{6})\s*$", re.MULTILINE)
PATIENCE_SECONDS = 60  # a long timeout for two busy cores, because no duration is tested here


@dataclass(frozen=True)
class Site:
    platform: Platform
    door: httpx.AsyncClient
    _read: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _steps: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.platform.port}"

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.door.get(path, params=query, headers={"accept": "application/json"})
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    async def code_for(self, address: str) -> str:
        """Waits for a code in the mails to the address that no earlier call has returned or passed over.

        Returns the newest such code.
        """
        codes: list[str] = []

        async def has_come() -> bool:
            letters = (await self.get("/demo/mailbox", to=address))["items"]
            found = (_CODE.search(letter["text"]) for letter in letters)
            codes[:] = [code[1] for code in found if code and code[1] not in self._read[address]]
            return bool(codes)

        await until(has_come, f"a code for {address}")
        self._read[address].update(codes)
        return codes[0]

    async def doctors(self, **query: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await self.get("/v1/doctors", **query))["items"]
        return items

    async def doctor(self) -> dict[str, Any]:
        """Returns the profile of a doctor who has an open slot online soon, as the API shows it."""
        found = await self.doctors(sort="next_available", mode="online", limit=4)
        profile: dict[str, Any] = await self.get(f"/v1/doctors/{found[-1]['id']}")
        return profile

    async def open_times(self, doctor_id: str, mode: str = "online") -> list[str]:
        """Returns the starts (ISO 8601, in order) of open slots from two to fourteen days after today in UTC.

        Earlier slots could be within a doctor's notice.
        """
        today = datetime.now(UTC).date()
        days = {"from": today + timedelta(2), "to": today + timedelta(14)}
        found = await self.get(f"/v1/doctors/{doctor_id}/slots", **days)
        return [
            slot["starts_at"]
            for day in found["days"]
            for slot in day["slots"]
            if slot["state"] == "open" and mode in slot["modes"]
        ]

    def staff_body(self, email: str) -> dict[str, str]:
        """Returns the body of a sign-in of the demo's staff; fails the test if one account signs in too often.

        A code of the authenticator works once, so each call uses the code of a later time step.
        """
        totp, now = pyotp.TOTP(TOTP_SECRET), int(time()) // 30
        step = self._steps[email] = max(now, self._steps.get(email, 0) + 1)
        assert step <= now + 1, f"{email} signs in too often"
        return {"email": email, "password": PASSWORD, "totp": totp.generate_otp(step)}

    @asynccontextmanager
    async def without(self, part: str) -> AsyncIterator[None]:
        """Runs a block while a part of the platform is down, and then waits until the platform is ready again.

        The part is killed, and killed again each time the launcher restarts it.
        """
        killing = asyncio.create_task(self._keep_killing(part))
        try:
            yield
        finally:
            killing.cancel()
            await until(self._is_running(part), f"{part} to run")
            await until(self._is_whole, "everything to be up")

    async def _keep_killing(self, part: str) -> None:
        killed = {None}  # a part that waits for its restart has no process
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
        """Whether every api process is ready: the proxy distributes the six requests over all of them."""
        ready = [await self.get("/readyz") for _ in range(6)]
        return all(answer["status"] == "ready" for answer in ready)


async def until(check: Callable[[], Awaitable[bool]], what: str) -> None:
    """Polls `check` until it is true; fails the test with the words `what` after `PATIENCE_SECONDS`.

    For states that no event reports, such as the state of another process.
    """
    ends = monotonic() + PATIENCE_SECONDS
    while not await check():
        assert monotonic() < ends, f"waited in vain for {what}"
        await asyncio.sleep(0.1)
