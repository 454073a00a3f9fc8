"""The settings of a process: those of the environment, with the values that administrators have set instead."""

from __future__ import annotations

from collections.abc import Mapping

from amrutam.core import live_settings_queries
from amrutam.core.adjustable import ADJUSTABLE, range_of
from amrutam.core.database import Queries
from amrutam.core.settings import Settings

FOLLOW_SECONDS = 1.0
"""The pause in seconds between two reads of the changed values, in each process that serves requests or jobs."""


class LiveSettings:
    """The settings as they are at present.

    `environment`: the settings with which the process started. `present`: the same settings, with the values that
    administrators have set; until the first `follow` it equals `environment`. While the database is unreachable, the
    values that were read last stay in `present`.
    """

    def __init__(self, environment: Settings) -> None:
        self.environment = environment
        self.present = environment

    async def follow(self, queries: Queries) -> None:
        """Reads the changed values from PostgreSQL and applies these values to `present`.

        Raises `Unavailable` if PostgreSQL does not answer; `present` then stays as it is.
        """
        self._apply(await live_settings_queries.changed_values(queries))

    def _apply(self, changed: Mapping[str, float]) -> None:
        """Replaces `present` by a new object; code that has read the earlier object keeps unchanged values.

        Ignores values that `is_valid` does not allow.
        """
        fitting = {
            name: int(value)
            for name, value in changed.items()
            if is_valid(self.environment, name, value)
        }
        self.present = self.environment.model_copy(update=fitting)


def is_valid(environment: Settings, name: str, value: float) -> bool:
    """Whether administrators can set the setting `name` to `value`: a whole number in the range from `range_of`.

    A stored change can be invalid, because another version of Amrutam may have stored it. `PAIRS` are not checked.
    """
    if name not in ADJUSTABLE:
        return False
    least, most = range_of(name, getattr(environment, name))
    return least <= value <= most and value == int(value)
