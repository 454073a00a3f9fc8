"""Tests the live screen of `amrutam top` in a terminal: it draws and refreshes, fits the window, and leaves the terminal as it was."""

from __future__ import annotations

import asyncio
import os
import re
import sys

import httpx
import pytest

from amrutam.core.settings import Settings
from tests.cast.terminals import ENTERED, HIDDEN, LEFT, SHOWN, Terminal, terminal
from tests.concurrency.processes import api_process

CTRL_C = b"\x03"
AWAY = "No process answers"


def _top(shown: Terminal, url: str) -> None:
    command = [sys.executable, "-m", "amrutam", "top", "--seconds", "0.3", "--metrics"]
    shown.run([*command, f"{url}/metrics"], os.environ)


def _width(frame: str) -> int:
    return max(len(line) for line in frame.splitlines())


def _requests(frame: str) -> float:
    found = re.search(r"^ *requests +([\d.]+)", frame, re.MULTILINE)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize("key", [b"q", CTRL_C])
async def test_the_screen_refreshes_fits_the_window_and_leaves_the_terminal_as_it_was(
    settings: Settings, key: bytes
) -> None:
    with terminal(columns=120) as shown:
        before = shown.mode()
        async with api_process(settings) as url, httpx.AsyncClient(base_url=url) as client:
            _top(shown, url)
            first = await asyncio.to_thread(shown.wait_for, bool)
            for name in ("requests", "PostgreSQL", "Redis", "queue", "sockets", url[7:]):
                assert name in first
            assert shown.mode() != before, "the terminal must pass keys on one by one"
            await _searched(client, shown)
            wide, count = _width(shown.frames()[-1]), len(shown.frames())
            shown.resize(60, 20)
            await asyncio.to_thread(
                shown.wait_for, lambda frames: any(_width(one) <= 60 for one in frames[count:])
            )
            assert wide > 60
            shown.press(key)
            assert await asyncio.to_thread(shown.wait_for_end) == 0
        assert shown.mode() == before
        assert shown.said.index(ENTERED) < shown.said.index(LEFT)
        assert shown.said.rindex(HIDDEN) < shown.said.rindex(SHOWN)
        assert b"Traceback" not in shown.said
        assert b"^C" not in shown.said


async def _searched(client: httpx.AsyncClient, shown: Terminal) -> None:
    """Searches until the screen shows that requests are answered."""
    searching = asyncio.create_task(_search(client))
    try:
        await asyncio.to_thread(
            shown.wait_for, lambda frames: any(_requests(one) > 0 for one in frames)
        )
    finally:
        searching.cancel()


async def _search(client: httpx.AsyncClient) -> None:
    while True:
        assert (await client.get("/v1/doctors")).status_code == 200
        await asyncio.sleep(0.05)


async def test_the_screen_says_that_the_platform_is_away(settings: Settings) -> None:
    with terminal() as shown:
        async with api_process(settings) as url:
            _top(shown, url)
            first = await asyncio.to_thread(shown.wait_for, bool)
            assert AWAY not in first
        away = await asyncio.to_thread(shown.wait_for, lambda frames: AWAY in frames[-1])
        assert "does not answer" in away
        shown.press(b"q")
        assert await asyncio.to_thread(shown.wait_for_end) == 0
