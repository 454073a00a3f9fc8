from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from amrutam.core.redis import RedisAway
from amrutam.core.redis.subscriber import Subscriber
from amrutam.core.resources import Resources


class Messages:
    """Records the messages and the number of disconnects."""

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
async def messages() -> Messages:
    return Messages()


@pytest.fixture
async def subscriber(resources: Resources, messages: Messages) -> AsyncIterator[Subscriber]:
    subscriber = Subscriber(resources.redis, messages)
    listening = asyncio.create_task(subscriber.run())
    await asyncio.wait_for(messages.hears.wait(), 10)
    yield subscriber
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


@pytest.fixture
def channel() -> str:
    return f"test:{uuid4()}"


async def _is_heard(resources: Resources, messages: Messages, channel: str) -> None:
    await resources.redis.do("publish", "SPUBLISH", channel, b"hello")
    assert await asyncio.wait_for(messages.said.get(), 10) == (channel, b"hello")


async def test_a_channel_is_heard_once_it_is_added_and_no_longer_once_removed(
    subscriber: Subscriber, resources: Resources, messages: Messages, channel: str
) -> None:
    assert await subscriber.add(channel)
    await _is_heard(resources, messages, channel)
    subscriber.remove(channel)
    other = channel + ":other"
    assert await subscriber.add(other)
    await resources.redis.do("publish", "SPUBLISH", channel, b"not for us")
    await _is_heard(resources, messages, other)


@pytest.mark.parametrize("gives_up", [True, False])
async def test_who_turns_away_before_the_answer_disturbs_nobody(
    subscriber: Subscriber,
    resources: Resources,
    messages: Messages,
    channel: str,
    *,
    gives_up: bool,
) -> None:
    other = channel + ":other"
    assert await subscriber.add(other)
    asked = asyncio.ensure_future(subscriber.add(channel))
    await asyncio.sleep(0)
    if gives_up:
        asked.cancel()
        await asyncio.sleep(0)
    subscriber.remove(channel)
    again = asyncio.ensure_future(subscriber.add(channel))
    assert await asyncio.wait_for(again, 10)
    if not gives_up:
        assert not await asked  # the subscription was withdrawn in the meantime
    await _is_heard(resources, messages, channel)
    subscriber.remove(channel)
    await _is_heard(resources, messages, other)
    assert not messages.losses


async def test_a_channel_whose_server_is_unknown_is_subscribed_once_it_is_known(
    subscriber: Subscriber,
    resources: Resources,
    messages: Messages,
    channel: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A channel whose hash slot has no server for a moment is subscribed as soon as it has one again."""

    def unknown(_key: str) -> str:
        raise RedisAway("no server is known to have this key's slot")

    messages.hears.clear()
    with monkeypatch.context() as patch:
        patch.setattr(resources.redis, "node_url", unknown)
        assert not await subscriber.add(channel)
    await asyncio.wait_for(messages.hears.wait(), 10)
    await _is_heard(resources, messages, channel)
