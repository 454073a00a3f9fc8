"""Idempotency: a key is bound to an account, a route and a body; one key has one effect and one answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from amrutam.booking.errors import KeyMissing, KeyReused
from amrutam.booking.idempotency_queries import stored_answer, take_key
from amrutam.core.database import Queries, retried
from amrutam.core.errors import BadRequest, DomainError
from amrutam.core.resources import Resources

_MAX_KEY_LENGTH = 255


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request that can be repeated: the scope of its key (account and route), the key, and a digest of the content.

    `route` names the kind of request, such as `book`. `body_hash` is the SHA-256 that
    `rules.body_hash` returns.
    """

    account_id: UUID
    route: str
    key: str
    body_hash: bytes

    def sealed(self, resources: Resources, answer: bytes) -> bytes:
        """Encrypts the answer, which holds personal data, for storage."""
        return resources.keyring.seal("answer", answer, self._context())

    def opened(self, resources: Resources, sealed: bytes) -> bytes:
        """Decrypts an answer that `sealed` has encrypted for the same account, route and key; otherwise raises `SealBroken`."""
        return resources.keyring.open("answer", sealed, self._context())

    def _context(self) -> bytes:
        return self.account_id.bytes + self.route.encode() + b"/" + self.key.encode()


def checked_key(key: str | None) -> str:
    """The key of the header Idempotency-Key.

    Raises `KeyMissing` for None or an empty key, and `BadRequest` for a key that is longer than 255
    characters or not printable ASCII.
    """
    if not key:
        raise KeyMissing
    if len(key) > _MAX_KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise BadRequest("The Idempotency-Key must be 1 to 255 printable ASCII characters")
    return key


def kept_for(resources: Resources) -> timedelta:
    """Returns how long an idempotency key and its answer are stored."""
    return timedelta(hours=resources.settings.idempotency_hours)


async def once(
    resources: Resources,
    request: IdempotentRequest,
    act: Callable[[], Awaitable[bytes]],
    settle: Callable[[bytes], Awaitable[None]],
) -> bytes:
    """Returns the answer of `act`, or the answer of the same request made earlier, byte for byte.

    The transaction of `act` stores the key, so an earlier answer is looked up only when `act`
    raises a `DomainError`: an earlier success takes precedence over every refusal. `settle` then
    repeats the steps that follow a commit, because the process that answered first may have died
    before these steps. Raises what `act` and `settle` raise, `KeyReused` when the key was used with
    another body, and `SealBroken` if the stored answer cannot be decrypted.
    """
    try:
        return await act()
    except DomainError:
        earlier = await _earlier(resources, request)
        if earlier is None:
            raise
    await settle(earlier)
    return earlier


class _Repeated(Exception):
    """The same request was answered before; raised to roll back the writes of the present request."""

    def __init__(self, answer_sealed: bytes) -> None:
        super().__init__()
        self.answer_sealed = answer_sealed


async def once_written(
    resources: Resources,
    request: IdempotentRequest,
    write: Callable[[Queries], Awaitable[bytes]],
) -> bytes:
    """Returns the answer of `write`, whose transaction also stores the key; or the answer of the same earlier request.

    The key is stored last, when the answer is known. Raises what `write` raises; `KeyReused` if the
    key was used with another body; `RequestInProgress` if another request with the key is running.
    """

    async def attempt() -> bytes:
        async with resources.database.transaction() as transaction:
            answer = await write(transaction)
            scope = (request.account_id, request.route, request.key, request.body_hash)
            sealed = request.sealed(resources, answer)
            earlier = await take_key(transaction, scope, sealed, kept_for(resources))
            if earlier is not None:
                raise _Repeated(earlier)
            return answer

    async def act() -> bytes:
        try:
            return await retried(attempt)
        except _Repeated as repeated:
            return request.opened(resources, repeated.answer_sealed)

    return await once(resources, request, act, _nothing)


async def _nothing(_answer: bytes) -> None:
    """A `settle` for requests after whose commit there is nothing to do."""


async def _earlier(resources: Resources, request: IdempotentRequest) -> bytes | None:
    row = await stored_answer(
        resources.database, request.account_id, request.route, request.key, kept_for(resources)
    )
    if row is None:
        return None
    if row["body_hash"] != request.body_hash:
        raise KeyReused
    return request.opened(resources, row["answer_sealed"])
