"""Encodes rows for COPY in binary format, so that parts which many rows share are encoded once.

asyncpg would encode every value of every row again, in the thread that talks to PostgreSQL. Format:
https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS-BINARY-FORMAT
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct
from uuid import UUID

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_COUNT, _LENGTH = Struct(">h").pack, Struct(">i").pack
_UUID, _BIGINT, _INT = Struct(">i16s").pack, Struct(">iq").pack, Struct(">ii").pack
# The format of a range: its length, flags (the lower bound is inclusive), then each bound with its
# length.
_RANGE = Struct(">iBiqiq").pack
_RANGE_LENGTH, _LOWER_INCLUSIVE = 25, 2


def row(columns: int, *parts: bytes) -> bytes:
    """Encodes one row; `parts` together hold that number of columns."""
    return _COUNT(columns) + b"".join(parts)


def uuid(id_: UUID) -> bytes:
    """Encodes a uuid."""
    return _UUID(16, id_.bytes)


def maybe_uuid(id_: UUID | None) -> bytes:
    """Encodes a uuid; None as NULL."""
    return NULL if id_ is None else _UUID(16, id_.bytes)


def text(value: str) -> bytes:
    """Encodes a text, in UTF-8."""
    return blob(value.encode())


def blob(value: bytes | None) -> bytes:
    """Encodes a value as its length and its bytes; None as NULL."""
    return NULL if value is None else _LENGTH(len(value)) + value


def integer(value: int) -> bytes:
    """Encodes an integer of four bytes."""
    return _INT(4, value)


def bigint(value: int) -> bytes:
    """Encodes an integer of eight bytes."""
    return _BIGINT(8, value)


def instant(at: datetime) -> bytes:
    """Encodes a timestamptz: microseconds since 2000 (PostgreSQL's binary format)."""
    return _BIGINT(8, (at - _EPOCH) // _MICROSECOND)


def period(starts: datetime, ends: datetime) -> bytes:
    """Encodes a tstzrange [starts, ends)."""
    first, last = (starts - _EPOCH) // _MICROSECOND, (ends - _EPOCH) // _MICROSECOND
    return _RANGE(_RANGE_LENGTH, _LOWER_INCLUSIVE, 8, first, 8, last)


def whole(rows: Sequence[bytes]) -> bytes:
    """The complete COPY stream: header, rows, trailer."""
    return b"".join((HEADER, *rows, TRAILER))
