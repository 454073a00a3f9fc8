"""Rows in the binary format of COPY, made from parts that many rows share.

asyncpg encodes any value of any row anew, in the thread that talks to PostgreSQL.
Format: https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS-BINARY-FORMAT
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
# Length, flags (the lower end belongs to the range), then each end with its length.
_RANGE = Struct(">iBiqiq").pack
_RANGE_LENGTH, _LOWER_INCLUSIVE = 25, 2


def row(columns: int, *parts: bytes) -> bytes:
    """`parts` hold so many columns together."""
    return _COUNT(columns) + b"".join(parts)


def uuid(id_: UUID) -> bytes:
    return _UUID(16, id_.bytes)


def maybe_uuid(id_: UUID | None) -> bytes:
    return NULL if id_ is None else _UUID(16, id_.bytes)


def text(value: str) -> bytes:
    return blob(value.encode())


def blob(value: bytes | None) -> bytes:
    return NULL if value is None else _LENGTH(len(value)) + value


def integer(value: int) -> bytes:
    return _INT(4, value)


def bigint(value: int) -> bytes:
    return _BIGINT(8, value)


def instant(at: datetime) -> bytes:
    return _BIGINT(8, (at - _EPOCH) // _MICROSECOND)


def period(starts: datetime, ends: datetime) -> bytes:
    """[starts, ends)."""
    first, last = (starts - _EPOCH) // _MICROSECOND, (ends - _EPOCH) // _MICROSECOND
    return _RANGE(_RANGE_LENGTH, _LOWER_INCLUSIVE, 8, first, 8, last)


def whole(rows: Sequence[bytes]) -> bytes:
    """What COPY reads."""
    return b"".join((HEADER, *rows, TRAILER))
