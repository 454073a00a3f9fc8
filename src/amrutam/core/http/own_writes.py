"""Read-your-writes: a write's response has a signed position in PostgreSQL's log, for the client's next requests.

A replica answers a request with this position only if it has replayed the position. The position is sent as the header
`AMRUTAM-Written` for programs and as a cookie for browsers. The cookie lives for `written_cookie_seconds`, which must
be longer than usable replicas can be behind. `OwnWrites` is used only where the settings name replicas.
"""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest

from starlette.types import Scope

from amrutam.core.errors import Unavailable
from amrutam.core.key_ring import Keyring
from amrutam.core.replicas.position import PRIMARY_ONLY, START, Position
from amrutam.core.replicas.primary import written_position
from amrutam.core.replicas.request_needs import NEEDS, Needs
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

NAME = "AMRUTAM-Written"
_HEADER = NAME.lower().encode()
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_READS = frozenset({"/v1/availability/query", "/graphql"})
"""Paths whose POST counts as a read. A GraphQL mutation marks its write itself (`protocols/graphql/mutations.py`)."""
_IN_REDIS = frozenset({"/v1/holds"})
"""Paths whose requests store their result in Redis only, so that no replica of PostgreSQL can lack it."""

RawHeaders = list[tuple[bytes, bytes]]


class OwnWrites:
    """Reads the position of the client's earlier writes from a request, and makes the headers with a write's position.

    The HTTP boundary calls `begin` before a request, and `headers` when the response begins.
    """

    def __init__(self, settings: Settings) -> None:
        secure = "; Secure" if settings.public_url.startswith("https://") else ""
        self._cookie = (
            f"; Path=/; Max-Age={settings.written_cookie_seconds}; HttpOnly; SameSite=Lax{secure}"
        )

    def begin(self, scope: Scope, resources: Resources) -> None:
        """Sets what the reads of the request must include (`NEEDS`).

        A request that only reads needs the newest position that the client sent, in the header or the
        cookie; any other request reads from the primary.
        """
        needs = Needs()
        if is_read(scope):
            needs.position = _sent(scope, resources.keyring)
        elif scope["path"] in _IN_REDIS:
            needs.position = PRIMARY_ONLY
        else:
            needs.write()
        NEEDS.set(needs)

    async def headers(self, status: int, resources: Resources) -> RawHeaders:
        """The header and the cookie with the position of the request's write, for a response with this status.

        The list is empty for a status from 400 to 499, and if the request is not marked as a write (`Needs.write`).
        """
        needs = NEEDS.get()
        if needs is None or not needs.has_written or 400 <= status < 500:
            return []
        try:
            written = needs.told or await written_position(resources)
        except Unavailable:
            # The position is unknown, so the client's next reads must go to the primary.
            written = PRIMARY_ONLY
        value = signed(resources.keyring, written).encode()
        return [
            (_HEADER, value),
            (b"set-cookie", f"{NAME}={value.decode()}{self._cookie}".encode()),
        ]


def is_read(scope: Scope) -> bool:
    """Whether the request only reads, judged by its method and path; a GraphQL mutation also counts as a read here."""
    return scope["method"] in _SAFE or scope["path"] in _READS


def writes(method: str, path: str) -> bool:
    """Whether requests of this method and path count as writes to PostgreSQL; GraphQL mutations do not count here."""
    is_read = method in _SAFE or path in _READS
    return not is_read and path not in _IN_REDIS


def signed(keyring: Keyring, position: Position) -> str:
    """The position as text with its MAC: `<position>.<64 hexadecimal digits>`."""
    return f"{position}.{keyring.mac('written', str(position).encode()).hex()}"


def opened(keyring: Keyring, value: str) -> Position:
    """The position in a text that `signed` returned; `START`, which every replica has, for any other text."""
    text, _, mac = value.partition(".")
    position = Position.read(text)
    if position is None:
        return START
    ours = keyring.macs("written", text.encode())
    return (
        position
        if any(compare_digest(each.hex().encode(), mac.encode()) for each in ours)
        else START
    )


def _sent(scope: Scope, keyring: Keyring) -> Position:
    return max((opened(keyring, value) for value in _values(scope["headers"])), default=START)


def _values(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[str]:
    for name, value in headers:
        if name == _HEADER:
            yield value.decode("latin-1")
        elif name == b"cookie" and NAME.encode() in value:
            yield _in_cookie(value.decode("latin-1"))


def _in_cookie(header: str) -> str:
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == NAME:
            return value
    return ""
