"""The connections to PostgreSQL over which checks ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from amrutam.core.database import AWAY
from amrutam.core.database_causes import CannotConnect
from amrutam.core.database_connecting import connect

_PATIENCE_SECONDS = 5.0
_STATEMENT_SECONDS = 30.0
"""The time limit of a check's statement; some statements count rows of large tables."""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    """Opens a connection, and closes it after the block.

    The connection keeps no prepared statements, because a pooler in transaction mode could run them on another
    server connection. Raises `CannotConnect` if the connection cannot be opened, and in place of each error of `AWAY`
    (core/database.py) in the block, such as a lost connection, a statement that is not answered in time, or a server
    that is read-only or full. Other errors of the block are not changed.
    """
    connection = await connect(
        url, timeout_seconds=_PATIENCE_SECONDS, command_timeout=_STATEMENT_SECONDS, statement_cache_size=0
    )  # fmt: skip
    try:
        yield connection
    except AWAY as error:
        cause = f"failed during the check ({type(error).__name__})"
        raise CannotConnect(cause, is_refusal=False) from error
    finally:
        with suppress(*AWAY):
            await connection.close(timeout=_PATIENCE_SECONDS)
