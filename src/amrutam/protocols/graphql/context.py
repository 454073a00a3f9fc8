"""What one request's resolvers share: who asks, from where, and what is read for all of a level at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from graphql import GraphQLResolveInfo
from starlette.responses import Response

from amrutam.accounts.models import Caller, Role
from amrutam.core.errors import NotAllowed, SignInRequired
from amrutam.core.ratelimit import Policy, limited
from amrutam.core.resources import Resources
from amrutam.protocols.graphql.errors import OneSecret

Batch: TypeAlias = "Callable[..., Awaitable[Mapping[Any, Any]]]"
"""`batch(context, keys, *more)`: a value for each key it has one for."""

_COUNTED = "amrutam.headers"


@dataclass(slots=True)
class Live:
    """One socket: whom it counts for, its session if it is signed in, and how it is ended."""

    seat: str
    session_id: UUID | None
    close: Callable[[int], None]


@dataclass(slots=True)
class Context:
    """`response` takes the headers (cookies) that resolvers set. `live`: of subscriptions."""

    request: Any
    resources: Resources
    caller: Caller | None
    response: Response = field(default_factory=Response)
    live: Live | None = None
    _loaders: dict[tuple[Any, ...], _Loader] = field(default_factory=dict)
    _secrets: int = 0

    def signed_in(self, *roles: Role) -> Caller:
        """Raises `SignInRequired`, and `NotAllowed` for other roles."""
        if self.caller is None:
            raise SignInRequired
        if roles and self.caller.role not in roles:
            raise NotAllowed
        return self.caller

    async def count(self, policy: Policy) -> None:
        """One call by the limits of the policy. Raises `TooManyRequests`."""
        self.request.scope.pop(_COUNTED, None)  # the headers tell of the last
        await limited(policy)(self.request)

    def use_secret(self) -> None:
        """Raises `OneSecret` for the second of a document."""
        self._secrets += 1
        if self._secrets > 1:
            raise OneSecret

    def load(self, batch: Batch, key: Any, *more: Any) -> asyncio.Future[Any]:
        """The key's value, read with those that others ask for in the same turn; None if there is none."""
        loader = self._loaders.get((batch, *more))
        if loader is None:
            loader = self._loaders[(batch, *more)] = _Loader(lambda keys: batch(self, keys, *more))
        return loader.load(key)


class _Loader:
    """Collects keys until the loop's next turn: by then all fields of a level have asked."""

    def __init__(self, run: Callable[[Sequence[Any]], Awaitable[Mapping[Any, Any]]]) -> None:
        self._run = run
        self._known: dict[Any, asyncio.Future[Any]] = {}
        self._waiting: list[Any] = []
        self._under_way: set[asyncio.Task[None]] = set()

    def load(self, key: Any) -> asyncio.Future[Any]:
        found = self._known.get(key)
        if found is None:
            loop = asyncio.get_running_loop()
            found = self._known[key] = loop.create_future()
            if not self._waiting:
                loop.call_soon(self._start)
            self._waiting.append(key)
        return found

    def _start(self) -> None:
        keys, self._waiting = self._waiting, []
        task = asyncio.ensure_future(self._answer(keys))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer(self, keys: Sequence[Any]) -> None:
        try:
            found = await self._run(keys)
        except Exception as reason:  # noqa: BLE001 - it is told to everybody who asked
            for key in keys:
                if not self._known[key].done():
                    self._known[key].set_exception(reason)
            return
        for key in keys:
            if not self._known[key].done():
                self._known[key].set_result(found.get(key))


def ids_of(keys: Sequence[str]) -> list[UUID]:
    return [UUID(key) for key in keys]


Info: TypeAlias = GraphQLResolveInfo[Context]
"""What resolvers are given beside their object."""
