"""Checks that the WebSocket of a page works through the public proxy of
the built platform, and refuses pages of other sites.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.acceptance.launched import Inbox, Platform, open_slot, signed_in

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]

PATIENCE_SECONDS = 60


async def test_the_door_leads_to_the_gateway(platform: Platform, inbox: Inbox) -> None:
    token = await asyncio.to_thread(signed_in, platform, inbox, "live@patients.example")
    slot, doctor = await asyncio.to_thread(open_slot, platform)
    ticket = (await asyncio.to_thread(platform.curl, "/v1/realtime/ticket", {}, token)).body
    origin: Any = f"http://127.0.0.1:{platform.port}"
    url = f"ws://127.0.0.1:{platform.port}/v1/realtime"
    async with asyncio.timeout(PATIENCE_SECONDS), connect(url, origin=origin) as socket:
        await socket.send(json.dumps({"type": "auth", "ticket": ticket["ticket"]}))
        assert json.loads(await socket.recv()) == {"type": "signed_in"}
        days = {"from": slot[:10], "to": slot[:10]}
        await socket.send(json.dumps({"type": "subscribe", "doctor_id": doctor, **days}))
        shown = json.loads(await socket.recv())
        assert shown["type"] == "snapshot", shown
        body = {"doctor_id": doctor, "starts_at": slot}
        await asyncio.to_thread(platform.curl, "/v1/holds", body, token)
        changed = json.loads(await socket.recv())
    assert changed["epoch"] == shown["epoch"]
    assert changed["version"] == shown["version"] + 1


async def test_a_foreign_page_does_not_get_in(platform: Platform) -> None:
    url: Any = f"ws://127.0.0.1:{platform.port}/v1/realtime"
    origin: Any = "https://evil.example"
    with pytest.raises(InvalidStatus) as refused:
        await connect(url, origin=origin)
    assert refused.value.response.status_code == 403
