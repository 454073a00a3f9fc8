"""Tells of a part that cannot be used: once for each cause and while, not once for each request."""

from __future__ import annotations

from time import monotonic

import structlog

from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.outages")


class Outages:
    """Of one part of the platform, for one process."""

    def __init__(self, part: str, again_seconds: float) -> None:
        self._part = part
        self._again_seconds = again_seconds
        self._told_until: dict[str, float] = {}

    def tell(self, cause: str, error: BaseException, *, is_refusal: bool) -> None:
        """Logs it. `is_refusal`: it does not pass by itself, so that it is reported as well.

        What stands in brackets is an example of the cause, not another one.
        """
        now, kind = monotonic(), cause.partition(" (")[0]
        if self._told_until.get(kind, 0.0) > now:
            return
        self._told_until[kind] = now + self._again_seconds
        if not is_refusal:
            log.warning("part_away", part=self._part, cause=cause)
            return
        log.error("part_refuses", part=self._part, cause=cause)
        sentry.report(error, part=self._part)
