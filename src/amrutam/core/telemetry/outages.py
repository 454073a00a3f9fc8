"""Logs that a part of the platform is unreachable, at most once in a given time for each cause."""

from __future__ import annotations

from time import monotonic

import structlog

from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.outages")


class Outages:
    """The outages of one part of the platform, as one process sees them."""

    def __init__(self, part: str, again_seconds: float) -> None:
        self._part = part
        self._again_seconds = again_seconds
        self._told_until: dict[str, float] = {}

    def tell(self, cause: str, error: BaseException, *, is_refusal: bool) -> None:
        """Logs the outage, unless the same cause was logged in the last `again_seconds`.

        `is_refusal`: the outage does not end without an operator's change, so it is logged as an error and reported
        to Sentry. Causes that differ only after the first ` (` count as the same cause.
        """
        now, kind = monotonic(), cause.partition(" (")[0]
        if self._told_until.get(kind, 0.0) > now:
            return
        self._told_until[kind] = now + self._again_seconds
        if not is_refusal:
            log.warning("part_unreachable", part=self._part, cause=cause)
            return
        log.error("part_refuses_access", part=self._part, cause=cause)
        sentry.report(error, part=self._part)
