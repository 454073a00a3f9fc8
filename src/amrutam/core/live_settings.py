"""The settings of a process: those of the environment, with the values that administrators changed."""

from __future__ import annotations

from collections.abc import Mapping

from amrutam.core import live_settings_queries
from amrutam.core.adjustable import ADJUSTABLE, range_of
from amrutam.core.database import Queries
from amrutam.core.settings import Settings

FOLLOW_SECONDS = 1.0
"""How often each process reads the changed values."""


class LiveSettings:
    """The settings as they are at present.

    `environment`: the settings with which the process started. `present`: the settings that apply
    now, which are those of the environment until the first `follow`, and for every setting that is
    not changed. While the database is unreachable, the values that were read last stay.
    """

    def __init__(self, environment: Settings) -> None:
        self.environment = environment
        self.present = environment

    async def follow(self, queries: Queries) -> None:
        """Reads the changed values, which apply from now on. Raises `Unavailable`."""
        self._apply(await live_settings_queries.changed_values(queries))

    def _apply(self, changed: Mapping[str, float]) -> None:
        """Replaces the present settings as a whole, because a request may be reading them."""
        fitting = {
            name: int(value)
            for name, value in changed.items()
            if is_valid(self.environment, name, value)
        }
        self.present = self.environment.model_copy(update=fitting)


def is_valid(environment: Settings, name: str, value: float) -> bool:
    """Whether this version allows the setting and the value, which another version of Amrutam may have stored."""
    if name not in ADJUSTABLE:
        return False
    least, most = range_of(name, getattr(environment, name))
    return least <= value <= most and value == int(value)
