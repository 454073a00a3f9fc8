"""Tests `WholeAnswers`, which makes uvicorn write the head of an answer together with the first part of its body."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import uvicorn
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from amrutam.roles.whole_answers import WholeAnswers


class Written(asyncio.Transport):
    """Records each write to a connection."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.is_closed = False

    def write(self, data: Any) -> None:
        self.writes.append(bytes(data))

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


async def written(request: bytes, response: Response | None = None) -> Written:
    """Returns the connection after one request, with the writes to it.

    The application reads the request's body, and sends `response`, by default the JSON object `{"a":1}`.
    """
    ended = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await (response or JSONResponse({"a": 1}))(scope, receive, send)
        finally:
            asyncio.get_running_loop().call_soon(ended.set)

    config = uvicorn.Config(app, http=WholeAnswers, lifespan="off", log_config=None)
    config.load()
    transport = Written()
    protocol = WholeAnswers(config, ServerState(), {})
    protocol.connection_made(transport)
    protocol.data_received(request)
    if not transport.is_closed:
        await ended.wait()
    protocol.connection_lost(None)
    return transport


async def test_head_and_body_are_one_write() -> None:
    (whole,) = (await written(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")).writes
    assert whole.startswith(b"HTTP/1.1 200 OK\r\n")
    assert whole.endswith(b'\r\n\r\n{"a":1}')


@pytest.mark.parametrize("status", [200, 204, 304])
async def test_an_answer_without_a_body_is_written(status: int) -> None:
    (head,) = (
        await written(b"HEAD / HTTP/1.1\r\nhost: a\r\n\r\n", Response(status_code=status))
    ).writes
    assert head.startswith(b"HTTP/1.1 %d" % status)


async def test_pieces_of_a_long_answer_leave_as_they_come() -> None:
    # a body that looks like the head of an answer is not held back for ever
    pieces = [b"HTTP/1.1 one", b"HTTP/1.1 two"]
    long = StreamingResponse(iter(pieces))
    writes = (await written(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n", long)).writes
    assert writes[0].endswith(b"\r\n\r\nc\r\nHTTP/1.1 one\r\n")
    assert b"".join(writes).endswith(b"c\r\nHTTP/1.1 two\r\n0\r\n\r\n")


async def test_a_client_that_waits_is_told_to_continue_at_once() -> None:
    asked = b"POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\nok"
    first, answer = (await written(asked)).writes
    assert first == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert answer.startswith(b"HTTP/1.1 200")


async def test_a_request_that_is_none_is_refused_and_the_connection_closed() -> None:
    transport = await written(b"nonsense\r\n\r\n")
    assert transport.is_closed
    assert b"".join(transport.writes).startswith(b"HTTP/1.1 400")


async def test_an_answer_that_breaks_off_has_said_what_it_began_with() -> None:
    class Broken(Response):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
            await send({"type": "http.response.start", "status": 200, "headers": []})
            raise ZeroDivisionError

    transport = await written(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n", Broken())
    await asyncio.sleep(0)
    assert transport.is_closed
    assert transport.writes[0].startswith(b"HTTP/1.1 200")
