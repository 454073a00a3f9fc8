"""Sends requests twice, to FastAPI alone and to the application with the fast lane, and compares the answers.

The fast lane (`amrutam.core.http.fast`) serves frequent requests without FastAPI's routing.
"""

from __future__ import annotations

import re

import httpx
from fastapi import FastAPI
from httpx import ASGITransport
from starlette.types import ASGIApp

from amrutam.core.http.fast import FastLane
from amrutam.core.http.middleware import Boundary
from amrutam.core.lifecycle import Stopping

_DIFFER = {"x-request-id"}
_CURSOR = re.compile(r'(?<="next_cursor":")[^"]+|(?<=cursor=)[^&>"]+')


class BothPaths(httpx.AsyncBaseTransport):
    """Sends each request to FastAPI alone and to the fast lane; raises `AssertionError` if their answers differ.

    Returns the fast lane's answer. A request to an endpoint without a fast lane is sent once. Any other request takes
    effect twice, unless it has an idempotency key.
    """

    def __init__(self, served: ASGIApp) -> None:
        assert isinstance(served, Boundary)
        self._lane = served.fast
        self._served = ASGITransport(served)
        framework = Boundary(served.app, served.settings, Stopping())
        framework.fast = FastLane(FastAPI())
        self._framework = ASGITransport(framework)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._lane.find(request.method, request.url.path) is None:
            return await self._served.handle_async_request(request)
        await request.aread()
        by_framework = await self._framework.handle_async_request(request)
        served = await self._served.handle_async_request(request)
        assert await _shown(served) == await _shown(by_framework)
        return served


async def _shown(answer: httpx.Response) -> tuple[int, dict[str, str], str]:
    """Returns (status, headers, body) of an answer, without the request id and sealed cursors, which are new each time."""
    headers = {name: value for name, value in answer.headers.items() if name not in _DIFFER}
    await answer.aread()
    return (
        answer.status_code,
        {name: _CURSOR.sub("", value) for name, value in headers.items()},
        _CURSOR.sub("", answer.text),
    )
