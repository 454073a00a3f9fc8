"""One request, one effect, one answer: keys bound to an account, a route and a body."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from amrutam.booking.errors import KeyMissing, KeyReused
from amrutam.booking.queries import stored_answer
from amrutam.core.errors import BadRequest, DomainError
from amrutam.core.resources import Resources

_MAX_KEY_LENGTH = 255


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request that may be repeated: its scope, its key, and what it asked for."""

    account_id: UUID
    route: str
    key: str
    body_hash: bytes

    def sealed(self, resources: Resources, answer: bytes) -> bytes:
        """Answers hold personal data, so they are stored sealed."""
        return resources.keyring.seal("answer", answer, self._context())

    def opened(self, resources: Resources, sealed: bytes) -> bytes:
        return resources.keyring.open("answer", sealed, self._context())

    def _context(self) -> bytes:
        return self.account_id.bytes + self.route.encode() + b"/" + self.key.encode()


def checked_key(key: str | None) -> str:
    """Raises `KeyMissing`, and `BadRequest` for a key that is too long or not printable ASCII."""
    if not key:
        raise KeyMissing
    if len(key) > _MAX_KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise BadRequest("The Idempotency-Key must be 1 to 255 printable ASCII characters")
    return key


def kept_for(resources: Resources) -> timedelta:
    return timedelta(hours=resources.settings.idempotency_hours)


async def once(
    resources: Resources,
    request: IdempotentRequest,
    act: Callable[[], Awaitable[bytes]],
    settle: Callable[[bytes], Awaitable[None]],
) -> bytes:
    """The answer of `act`, or of the same request made before, byte for byte.

    A success writes its own key in its own transaction, so the look-up is only needed when `act`
    refuses: whatever it says of holds and codes, an earlier success outweighs it. `settle` then
    does again what follows a commit, for whoever answered first may have died on the way to it.
    Raises `KeyReused` when the key belongs to another body.
    """
    try:
        return await act()
    except DomainError:
        earlier = await _earlier(resources, request)
        if earlier is None:
            raise
    await settle(earlier)
    return earlier


async def _earlier(resources: Resources, request: IdempotentRequest) -> bytes | None:
    row = await stored_answer(
        resources.database, request.account_id, request.route, request.key, kept_for(resources)
    )
    if row is None:
        return None
    if row["body_hash"] != request.body_hash:
        raise KeyReused
    return request.opened(resources, row["answer_sealed"])
