"""The settings, connections and keys of a process, which routes, jobs and commands pass to actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from starlette.requests import HTTPConnection

from amrutam.core.database import Database
from amrutam.core.key_ring import Keyring
from amrutam.core.lifecycle import Stopping
from amrutam.core.live_settings import LiveSettings
from amrutam.core.redis import Redis
from amrutam.core.redis.cluster import open_redis
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.outages import Outages
from amrutam.core.telemetry.tracing import traced_calls

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resources:
    """The settings, connections and keys of a process, and the features' own state (`part`)."""

    live_settings: LiveSettings
    database: Database
    redis: Redis
    keyring: Keyring
    stopping: Stopping = field(default_factory=Stopping, compare=False, repr=False)
    parts: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def settings(self) -> Settings:
        """The settings that apply at present; administrators can change some of them while the process runs.

        Read a setting here at each use and do not store its value.
        """
        return self.live_settings.present

    def part(self, make: Callable[[Resources], T]) -> T:
        """Returns a feature's state in this process, such as a cache; `make` creates the state at the first call.

        Later calls with the same `make` return the same object. If the object has a method `aclose`, the method is
        awaited when the process ends.
        """
        found: T | None = self.parts.get(make)
        if found is None:
            found = self.parts[make] = make(self)
        return found

    @classmethod
    async def open(cls, settings: Settings, stopping: Stopping | None = None) -> Resources:
        """Returns resources with clients of the database and Redis, whose calls connect when that is first needed.

        `stopping`: None makes a new one.
        """
        return cls(
            live_settings=LiveSettings(settings),
            database=await Database.open(
                settings, traced_calls(metrics.database_seconds, "postgresql")
            ),
            redis=open_redis(
                settings,
                traced_calls(metrics.redis_seconds, "redis"),
                Outages("redis", settings.outage_report_seconds),
            ),
            keyring=Keyring.from_secret(settings.secret_key),
            stopping=stopping or Stopping(),
        )

    async def close(self) -> None:
        """Closes the parts that have a method `aclose`, then Redis and the database."""
        for part in self.parts.values():
            if hasattr(part, "aclose"):
                await part.aclose()
        await self.redis.close()
        await self.database.close()


def resources_of(request: HTTPConnection) -> Resources:
    """The process's resources, for endpoints: `resources = resources_of(request)`."""
    return cast(Resources, request.app.state.resources)
