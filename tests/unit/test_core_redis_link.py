from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

import pytest

from amrutam.core.redis import Redis, RedisAway, RedisServer
from amrutam.core.redis.link import Link
from amrutam.embedded.waiting import until

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], object]


class Server:
    """A server with a minimum of the Redis protocol, which answers each command with its last argument.

    If the last argument is `wrong`, the answer is the error `error`. While `silent` is set, nothing is answered. After
    `answers` answers on a connection the server closes it. `asked` counts the commands of all connections.
    """

    def __init__(self) -> None:
        self.silent = False
        self.connections = 0
        self.asked = 0
        self.answers = 10_000
        self.error = b"ERR no"
        self.writers: list[asyncio.StreamWriter] = []
        self.left = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writers.append(writer)
        count = 0
        while head := await self._line(reader):
            for _ in range(int(head[1:])):
                length = int((await reader.readline())[1:])
                last = (await reader.readexactly(length + 2))[:-2]
            self.asked += 1
            if self.silent:
                continue
            count += 1
            refused = last == b"wrong"
            if count > self.answers:
                break
            answer = b"-%b\r\n" % self.error if refused else b"$%d\r\n%b\r\n" % (len(last), last)
            writer.write(answer)
            if count == self.answers:
                writer.transport.close()
        self.left.set()
        writer.close()

    async def _line(self, reader: asyncio.StreamReader) -> bytes:
        try:
            return await reader.readline()
        except ConnectionResetError:
            return b""

    async def is_asked(self) -> bool:
        return self.asked > 0

    def cut(self) -> None:
        for writer in self.writers:
            writer.transport.abort()


@asynccontextmanager
async def running(patience: float = 5.0, rest: float = 0.0) -> AsyncIterator[tuple[Server, Redis]]:
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    link = Link(f"redis://127.0.0.1:{port}/0", patience)
    redis = RedisServer(link, rest, lambda _name, _seconds: None)
    try:
        yield server, redis
    finally:
        await link.close()
        server.cut()
        listening.close()
        await asyncio.sleep(0)


async def test_a_crowd_shares_one_connection_and_each_gets_its_own_answer() -> None:
    async with running() as (server, redis):
        answers = await asyncio.gather(*(redis.do("echo", "ECHO", n) for n in range(1000)))
        assert answers == [str(n).encode() for n in range(1000)]
        assert server.connections == 1


async def test_a_server_that_falls_silent_is_away_for_everyone_at_once() -> None:
    async with running(patience=0.2, rest=60) as (server, redis):
        await redis.do("echo", "ECHO", 1)
        server.silent = True
        answers = await asyncio.gather(
            *(redis.do("echo", "ECHO", n) for n in range(100)), return_exceptions=True
        )
        assert all(isinstance(answer, RedisAway) for answer in answers)
        before = server.asked
        with pytest.raises(RedisAway):
            await redis.do("echo", "ECHO", 1)
        assert server.asked == before
        assert server.connections == 1


async def test_a_connection_that_no_caller_waits_for_any_more_fails_in_silence() -> None:
    complaints: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: complaints.append(context["message"]))
    try:
        async with running() as (server, redis):
            server.silent = True
            caller = asyncio.ensure_future(redis.do("echo", "ECHO", 1))
            await until(server.is_asked, 5)
            caller.cancel()
            await asyncio.gather(caller, return_exceptions=True)
        del caller, redis
        gc.collect()
        await asyncio.sleep(0)
    finally:
        loop.set_exception_handler(None)
    assert complaints == []


PATIENCE = 1.0
"""The link's timeout in seconds.

Half of the timeout must be longer than a busy machine keeps this process waiting, because the link looks for answers
at intervals of half the timeout.
"""


def compute() -> None:
    """Blocks the event loop for longer than the timeout of the connection, so that no answer is read."""
    until = monotonic() + 1.2 * PATIENCE
    while monotonic() < until:
        pass


async def test_a_busy_loop_is_not_taken_for_a_lost_server() -> None:
    async with running(patience=PATIENCE) as (_, redis):
        await redis.do("echo", "ECHO", 1)
        asked = asyncio.ensure_future(redis.do("echo", "ECHO", 2))
        await asyncio.sleep(0)
        compute()
        assert await asked == b"2"


@pytest.mark.parametrize("turns", range(6))
async def test_a_busy_loop_while_it_opens_is_not_taken_for_a_lost_server(turns: int) -> None:
    async with running(patience=PATIENCE) as (server, redis):
        asked = asyncio.ensure_future(redis.do("echo", "ECHO", 1))
        for _ in range(turns):
            await asyncio.sleep(0)
        compute()
        assert await asked == b"1"
        assert server.connections == 1


async def test_a_server_that_accepts_and_stays_silent_is_away_for_everyone_at_once() -> None:
    async with running(patience=0.2) as (server, redis):
        server.silent = True
        answers = await asyncio.gather(
            *(redis.do("echo", "ECHO", n) for n in range(20)), return_exceptions=True
        )
        assert all(isinstance(answer, RedisAway) for answer in answers)
        assert server.connections == 1  # all calls shared one attempt to connect
        await asyncio.wait_for(server.left.wait(), 5)  # no connection is kept open


async def test_who_opened_it_may_give_up_and_the_others_get_their_answers() -> None:
    async with running() as (server, redis):
        first, second = (asyncio.ensure_future(redis.do("echo", "ECHO", n)) for n in range(2))
        await asyncio.sleep(0)
        first.cancel()
        assert await second == b"1"
        assert server.connections == 1


async def test_nobody_waits_on_a_connection_that_ended_as_soon_as_it_was_there() -> None:
    async with running() as (server, redis):
        server.answers = 1  # the server answers the greeting only
        asked = asyncio.gather(
            *(redis.do("echo", "ECHO", n) for n in range(20)), return_exceptions=True
        )
        answers = await asyncio.wait_for(asked, 4)
        assert all(isinstance(answer, RedisAway) for answer in answers)


async def test_a_cut_connection_fails_who_waits_and_is_opened_again() -> None:
    async with running() as (server, redis):
        await redis.do("echo", "ECHO", 1)
        server.silent = True
        asked = asyncio.ensure_future(redis.do("echo", "ECHO", 2))
        await asyncio.sleep(0.01)
        server.cut()
        with pytest.raises(RedisAway):
            await asked
        server.silent = False
        assert await redis.do("echo", "ECHO", 3) == b"3"
        assert server.connections == 2


async def test_a_caller_that_gives_up_does_not_shift_the_others_answers() -> None:
    async with running() as (_, redis):
        await redis.do("echo", "ECHO", 0)
        calls = [asyncio.ensure_future(redis.do("echo", "ECHO", n)) for n in range(10)]
        await asyncio.sleep(0)
        calls[3].cancel()
        answers = await asyncio.gather(*calls, return_exceptions=True)
        assert isinstance(answers.pop(3), asyncio.CancelledError)
        assert answers == [str(n).encode() for n in range(10) if n != 3]


async def test_an_error_answer_belongs_to_its_call_only() -> None:
    async with running() as (_, redis):
        answers = await asyncio.gather(
            redis.do("echo", "ECHO", "wrong"), redis.do("echo", "ECHO", "right"),
            return_exceptions=True,
        )  # fmt: skip
        assert not isinstance(answers[0], RedisAway)
        assert isinstance(answers[0], Exception)
        assert answers[1] == b"right"


@pytest.mark.parametrize(
    "error", [b"OOM command not allowed", b"MISCONF", b"NOREPLICAS Not enough"]
)
async def test_a_write_that_a_full_server_refuses_does_not_stop_reads(error: bytes) -> None:
    async with running(rest=60) as (server, redis):
        server.error = error
        with pytest.raises(RedisAway):
            await redis.do("echo", "ECHO", "wrong")
        assert await redis.do("echo", "ECHO", "right") == b"right"
        assert server.connections == 1


async def test_a_primary_that_has_become_a_replica_is_connected_to_again() -> None:
    """The URL's name can meanwhile lead to the new primary, and is resolved only for a new connection."""
    async with running() as (server, redis):
        server.error = b"READONLY You can't write against a read only replica."
        for _ in range(2):
            with pytest.raises(RedisAway, match="replica"):
                await redis.do("echo", "ECHO", "wrong")
        assert await redis.do("echo", "ECHO", "right") == b"right"
        assert server.connections == 3


async def test_no_server_is_away() -> None:
    redis = RedisServer(Link("redis://127.0.0.1:9/0", 0.1), 0, lambda _name, _seconds: None)
    with pytest.raises(RedisAway):
        await redis.do("echo", "ECHO", 1)


async def test_who_waits_for_a_connection_that_is_given_up_hears_it() -> None:
    async with running() as (server, redis):
        server.silent = True
        asked = [asyncio.ensure_future(redis.do("echo", "ECHO", number)) for number in range(3)]
        await until(server.is_asked, 5)
        await redis.close()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(answer, RedisAway) for answer in answers)
