from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from amrutam.core.redis.subscriber import Listener
from amrutam.core.resources import Resources


class Ears:
    """Keeps what it heard, and how often the connection was lost."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self.hears = asyncio.Event()
        self.losses = 0

    def heard(self, channel: str, message: bytes) -> None:
        self.said.put_nowait((channel, message))

    def lost(self, _since: float) -> None:
        self.losses += 1

    def found(self) -> None:
        self.hears.set()


@pytest.fixture
async def ears() -> Ears:
    return Ears()


@pytest.fixture
async def listener(resources: Resources, ears: Ears) -> AsyncIterator[Listener]:
    listener = Listener(resources.redis, ears)
    listening = asyncio.create_task(listener.run())
    await asyncio.wait_for(ears.hears.wait(), 10)
    yield listener
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


@pytest.fixture
def channel() -> str:
    return f"test:{uuid4()}"


async def _is_heard(resources: Resources, ears: Ears, channel: str) -> None:
    await resources.redis.do("publish", "SPUBLISH", channel, b"hello")
    assert await asyncio.wait_for(ears.said.get(), 10) == (channel, b"hello")


async def test_a_channel_is_heard_once_it_is_added_and_no_longer_once_removed(
    listener: Listener, resources: Resources, ears: Ears, channel: str
) -> None:
    assert await listener.add(channel)
    await _is_heard(resources, ears, channel)
    listener.remove(channel)
    other = channel + ":other"
    assert await listener.add(other)
    await resources.redis.do("publish", "SPUBLISH", channel, b"not for us")
    await _is_heard(resources, ears, other)


@pytest.mark.parametrize("gives_up", [True, False])
async def test_who_turns_away_before_the_answer_disturbs_nobody(
    listener: Listener, resources: Resources, ears: Ears, channel: str, *, gives_up: bool
) -> None:
    other = channel + ":other"
    assert await listener.add(other)
    asked = asyncio.ensure_future(listener.add(channel))
    await asyncio.sleep(0)
    if gives_up:
        asked.cancel()
        await asyncio.sleep(0)
    listener.remove(channel)
    again = asyncio.ensure_future(listener.add(channel))
    assert await asyncio.wait_for(again, 10)
    if not gives_up:
        assert not await asked  # what it asked for was taken back
    await _is_heard(resources, ears, channel)
    listener.remove(channel)
    await _is_heard(resources, ears, other)
    assert not ears.losses
