"""SQL that reads the settings that administrators changed."""

from __future__ import annotations

from amrutam.core.database import Queries, Statement

_VALUES = Statement(
    "changed_settings",
    """
    SELECT name, value FROM (
        SELECT DISTINCT ON (name) name, value, is_default FROM setting_change ORDER BY name, version DESC
    ) AS newest
    WHERE NOT is_default
    """,
)


async def changed_values(queries: Queries) -> dict[str, float]:
    """The newest value of each setting that administrators have changed and not reset, by the setting's name.

    The names and values are as stored and can be invalid in this version. Raises `Unavailable`.
    """
    return {row["name"]: row["value"] for row in await queries.fetch(_VALUES)}
