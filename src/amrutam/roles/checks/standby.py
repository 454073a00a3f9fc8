"""Checks that a synchronous standby is connected and that commits wait for it, if the server's settings require one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg

from amrutam.core.database_causes import UNFIT
from amrutam.core.platform_state import STANDBY_MISSING
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_PART = "postgresql"
_UNSEEN = "as a superuser: GRANT pg_read_all_stats TO the schema's owner"
_ALONE = "start the standbys, or look at pg_stat_replication for why none is synchronous"
_CUT_SHORT = "set statement_timeout = 0 for the processes' role; AMRUTAM_DATABASE_TIMEOUT_SECONDS bounds statements"


async def standby_findings(connection: asyncpg.Connection) -> AsyncIterator[Finding]:
    """Findings about the synchronous standby.

    There is none if the server's settings require no standby, or if the function that reads its state cannot be called
    (another check reports that). Raises asyncpg's errors if a statement fails for another reason.
    """
    if not await connection.fetchval("SHOW synchronous_standby_names"):
        return
    try:
        missing = await connection.fetchval(STANDBY_MISSING.sql)
    except UNFIT:  # another check reports the missing function or right
        return
    if missing is None:
        yield warn(_PART, "it cannot be read whether a synchronous standby is connected", _UNSEEN)
    elif missing:
        said = "is set to have a synchronous standby, and none is connected: nothing can be booked"
        yield bad(_PART, said, _ALONE)
    else:
        yield ok(_PART, "a synchronous standby has every acknowledged change")
    if await connection.fetchval("SHOW statement_timeout") != "0":
        said = "statement_timeout ends the wait for the standby, and the commit is acknowledged without it"
        yield bad(_PART, said, _CUT_SHORT)
