"""Reads the position up to which the primary's log is flushed; after a commit, later reads from replicas need it."""

from __future__ import annotations

from collections.abc import Sequence

import asyncpg

from amrutam.core.batching import Batches
from amrutam.core.database import Statement
from amrutam.core.errors import Unavailable
from amrutam.core.replicas.position import Position
from amrutam.core.replicas.request_needs import NEEDS
from amrutam.core.resources import Resources

# The flushed position includes every acknowledged commit, and replicas receive the log up to it.
_FLUSHED = Statement(
    "written_position",
    """
    SELECT ('x' || left(pg_walfile_name(flushed), 8))::bit(32)::bigint AS timeline,
        (flushed - '0/0')::bigint AS lsn
    FROM pg_current_wal_flush_lsn() AS flushed
    """,
)


async def position_text(resources: Resources) -> str:
    """The primary's position as text (`str(position)`), for Redis; "" without replicas. Call it after the commit.

    Raises `Unavailable` if the position cannot be read. The caller must then not announce its change in Redis, because
    a replica without the change could be read; cache entries from before the change are then used until they expire.
    """
    if not resources.settings.replica_urls:
        return ""
    return str(await written_position(resources))


async def written_position(resources: Resources) -> Position:
    """Returns a position that includes every commit before the call; within a request, also stores it in `NEEDS`.

    Raises `Unavailable` if no primary answers.
    """
    found = await resources.part(_asking).ask(None)
    needs = NEEDS.get()
    if needs is not None:
        needs.told = found
    return found


def _asking(resources: Resources) -> Batches[None, Position]:
    """The batches of calls of `written_position`; a part of `Resources`.

    A call never joins a statement that was sent before the call.
    """

    async def ask(items: Sequence[None]) -> list[Position]:
        try:
            row = await resources.database.row(_FLUSHED)
        # The server is a standby, which cannot run this statement.
        except asyncpg.ObjectNotInPrerequisiteStateError as reason:
            raise Unavailable from reason
        assert row is not None  # noqa: S101 - a function returns one row
        return [Position(row["timeline"], row["lsn"])] * len(items)

    return Batches(ask)
