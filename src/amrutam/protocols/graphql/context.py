"""The state that the resolvers of one request share: the caller, the headers to send, and batched reads.

The fields of one level of a document are resolved together, so their reads share a batch.
"""

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
from amrutam.protocols.graphql.executor import Plans

Batch: TypeAlias = "Callable[..., Awaitable[Mapping[Any, Any]]]"
"""A function `batch(context, keys, *more)` that returns a mapping from keys to values.

A key without a value is absent from the mapping.
"""

_COUNTED = "amrutam.headers"


@dataclass(slots=True)
class Live:
    """A WebSocket.

    `seat` is the account or address for which the limits count the socket: `who` of `SocketLimits` in
    `realtime/socket_limits.py`.
    `session_id` is None unless the socket is signed in. `close(code)` closes the socket.
    """

    seat: str
    session_id: UUID | None
    close: Callable[[int], None]


@dataclass(slots=True)
class Context:
    """The state of one request, or of one operation on a socket.

    `caller` is None without sign-in. `response` contains the headers (cookies) that resolvers set.
    `live`: the socket of a subscription, otherwise None. `plans`: the document's selections, compiled by
    `executor.py`. `fields`: the names of all fields that the document selects. Both are empty for a
    subscription.
    """

    request: Any
    resources: Resources
    caller: Caller | None
    response: Response = field(default_factory=Response)
    live: Live | None = None
    plans: Plans = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    _loaders: dict[tuple[Any, ...], _Loader] = field(default_factory=dict)
    is_counted: bool = False
    """Whether the rate limits have counted the request, or one of its mutations."""
    _secrets: int = 0

    def signed_in(self, *roles: Role) -> Caller:
        """The signed-in caller; without `roles`, of any role.

        Raises `SignInRequired` without sign-in, and `NotAllowed` if the caller has none of the `roles`.
        """
        if self.caller is None:
            raise SignInRequired
        if roles and self.caller.role not in roles:
            raise NotAllowed
        return self.caller

    async def count(self, policy: Policy) -> None:
        """Counts one call under the policy's rate limits, and raises what `core.ratelimit.limited` names."""
        # Removes the earlier count, so that the answer's headers describe the limits that are counted
        # last.
        self.request.scope.pop(_COUNTED, None)
        self.is_counted = True
        await limited(policy)(self.request)

    def use_secret(self) -> None:
        """Counts a field that requests a one-time code, or tries a code, password or refresh token.

        Raises `OneSecret` for the second such field of a document.
        """
        self._secrets += 1
        if self._secrets > 1:
            raise OneSecret

    def load(self, batch: Batch, key: Any, *more: Any) -> asyncio.Future[Any]:
        """Returns a future of the key's value, which is None if `batch` has no value for the key.

        One call of `batch` reads the keys that are requested with the same `more` in one turn of the event
        loop; `more` are its last arguments. A key is read only once for each query, and for each field of a
        mutation. Awaiting the future raises what `batch` raised.
        """
        loader = self._loaders.get((batch, *more))
        if loader is None:
            loader = self._loaders[(batch, *more)] = _Loader(lambda keys: batch(self, keys, *more))
        return loader.load(key)

    def forget(self) -> None:
        """Forgets all values that `load` has read; a mutation may change them."""
        self._loaders.clear()


class _Loader:
    """Collects keys until the event loop's next turn, reads them together, and stores the values for later calls."""

    def __init__(self, run: Callable[[Sequence[Any]], Awaitable[Mapping[Any, Any]]]) -> None:
        self._run = run
        self._known: dict[Any, asyncio.Future[Any]] = {}
        self._waiting: list[Any] = []
        self._under_way: set[asyncio.Task[None]] = set()

    def load(self, key: Any) -> asyncio.Future[Any]:
        """Returns a future of the key's value."""
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
        except Exception as reason:  # noqa: BLE001 - every caller that waits gets the exception
            for key in keys:
                if not self._known[key].done():
                    self._known[key].set_exception(reason)
            return
        for key in keys:
            if not self._known[key].done():
                self._known[key].set_result(found.get(key))


def ids_of(keys: Sequence[str]) -> list[UUID]:
    """The keys as ids. Raises `ValueError` for a key that is no UUID."""
    return [UUID(key) for key in keys]


Info: TypeAlias = GraphQLResolveInfo[Context]
"""The second argument of a resolver."""
