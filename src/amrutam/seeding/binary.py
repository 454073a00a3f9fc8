"""Encodes rows for COPY in binary format, so that parts which many rows share are encoded once.

A field is its length (four bytes, big-endian) and then its value; NULL is the length -1. asyncpg would encode every
value of every row again, in the thread that talks to PostgreSQL. Format:
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
    """Encodes one row; `parts` are encoded fields, together `columns` of them."""
    return _COUNT(columns) + b"".join(parts)


def uuid(id_: UUID) -> bytes:
    """Encodes a field of the type uuid: the length 16, then the bytes."""
    return _UUID(16, id_.bytes)


def maybe_uuid(id_: UUID | None) -> bytes:
    """Encodes a field of the type uuid as `uuid` does; None as NULL."""
    return NULL if id_ is None else _UUID(16, id_.bytes)


def text(value: str) -> bytes:
    """Encodes a field of the type text: the number of bytes, then the text in UTF-8."""
    return blob(value.encode())


def blob(value: bytes | None) -> bytes:
    """Encodes a field of the type bytea: the number of bytes, then the bytes; None as NULL."""
    return NULL if value is None else _LENGTH(len(value)) + value


def integer(value: int) -> bytes:
    """Encodes a field of the type int: the length 4, then a signed integer of four bytes, big-endian."""
    return _INT(4, value)


def bigint(value: int) -> bytes:
    """Encodes a field of the type bigint: the length 8, then a signed integer of eight bytes, big-endian."""
    return _BIGINT(8, value)


def instant(at: datetime) -> bytes:
    """Encodes a field of the type timestamptz: the length 8, then the microseconds since 2000-01-01 00:00 UTC."""
    return _BIGINT(8, (at - _EPOCH) // _MICROSECOND)


def period(starts: datetime, ends: datetime) -> bytes:
    """Encodes a field of the type tstzrange: the length 25, flags, and each bound as `instant` encodes it.

    The range contains `starts` and does not contain `ends`.
    """
    first, last = (starts - _EPOCH) // _MICROSECOND, (ends - _EPOCH) // _MICROSECOND
    return _RANGE(_RANGE_LENGTH, _LOWER_INCLUSIVE, 8, first, 8, last)


def whole(rows: Sequence[bytes]) -> bytes:
    """The complete COPY stream: header, rows, trailer."""
    return b"".join((HEADER, *rows, TRAILER))
