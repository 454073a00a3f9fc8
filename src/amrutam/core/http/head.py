"""Answers HEAD like GET, without the body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from starlette.types import Message, Scope, Send


def as_get(scope: Scope, send: Send) -> tuple[Scope, Send]:
    """Returns (the scope of a HEAD request with the method GET, a `send` that drops the bytes of the body).

    Routes, limits, priorities, metrics and logs therefore treat HEAD as GET. The headers of the response
    stay, including the length of the body that is not sent.
    """

    async def send_without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return {**scope, "method": "GET"}, send_without_body
