"""Runs a load while the wall clock of one api process is an hour ahead or behind."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from time import time

import pytest

from amrutam.accounts import access_tokens
from amrutam.accounts.sessions import open_token_session
from amrutam.core.resources import Resources
from tests.concurrency.actors import Actor
from tests.concurrency.arena import arena
from tests.concurrency.client import Answer, Client
from tests.concurrency.clocks import Clock
from tests.concurrency.faults import PATIENCE_SECONDS, endured
from tests.concurrency.load import AnyDoor, Load

pytestmark = pytest.mark.xdist_group("faults")

HOUR = 3600


class ByTheClock(AnyDoor):
    """Sends requests to two processes, of which the first has a clock that the test changes.

    A client sends each process an access token that was made by the present clock of this process.
    `done_while_wrong` counts the successful requests to a process with a wrong clock.
    """

    def __init__(
        self, urls: list[str], load: Load, clock: Clock, tokens_by_offset: dict[int, str]
    ) -> None:
        super().__init__(urls, load.chance, PATIENCE_SECONDS)
        self._clock = clock
        self._tokens = tokens_by_offset
        self.done_while_wrong = 0

    async def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        client: Client = self._chance.choice(self._clients)
        offset = self._clock.offset_seconds if client is self._clients[0] else 0
        signed = {**(headers or {}), "authorization": f"Bearer {self._tokens[offset]}"}
        answer = await client.ask(method, path, body, signed)
        self.done_while_wrong += offset != 0 and answer.status < 300
        return answer


async def _tokens(resources: Resources, actor: Actor, patch: pytest.MonkeyPatch) -> dict[int, str]:
    """Makes access tokens of the actor by the true clock, and by clocks that are an hour ahead and an hour behind.

    Returns the tokens by the clock's offset in seconds.
    """
    found = {}
    for offset in (0, HOUR, -HOUR):
        patch.setattr(access_tokens, "time", lambda offset=offset: time() + offset)
        account_id = actor.person.account_id
        pair = await open_token_session(resources, account_id, verified=True)
        found[offset] = pair.access_token
    patch.setattr(access_tokens, "time", time)
    return found


async def test_a_clock_is_an_hour_wrong(
    cluster: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors: list[ByTheClock] = []
    async with arena(cluster, apis=(clock.environment, {})) as hurt:

        async def prepare(resources: Resources, load: Load) -> None:
            for actor in (*load.patients, *load.staff):
                own = await _tokens(resources, actor, monkeypatch)
                doors.append(ByTheClock(hurt.urls, load, clock, own))
                actor.door = doors[-1]

        async def strike(_load: Load) -> None:
            for offset in (HOUR, -HOUR, 0):
                clock.move(offset)
                await asyncio.sleep(0.7)

        await endured("API clock an hour wrong", hurt, strike, locks_hold=False, prepare=prepare)
    assert sum(door.done_while_wrong for door in doors)
