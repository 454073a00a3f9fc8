"""Whether this process lives, whether it can do its work, and its numbers."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from amrutam.core.database import AWAY, Statement
from amrutam.core.errors import Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources, resources_of
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.queue import QueueGauges

router = APIRouter()

_KEPT_SECONDS = 1.0
"""Readiness is public; asking often must not load the database."""

_PATIENCE_SECONDS = 2.0
_SECONDS_A_MONTH = 30.44 * 86400

_DATABASE_STATE = Statement(
    "health_database",
    """
    SELECT extract(epoch FROM appointment_calendar_end() - now())::float8 AS calendar_seconds,
           (SELECT coalesce(extract(epoch FROM now() - min(execute_after)), 0)::float8
            FROM pgqueuer WHERE status = 'queued' AND execute_after <= now()) AS queue_seconds
    """,
)


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class Part(BaseModel):
    status: Literal["ok", "warning", "away"]
    detail: str


class Readiness(BaseModel):
    """`degraded`: bookings go on, with holds unprotected. `unavailable`: nothing can be booked."""

    status: Literal["ready", "degraded", "unavailable"]
    parts: dict[str, Part]


class _Health:
    """What one process remembers between questions."""

    def __init__(self, _resources: Resources) -> None:
        self.lock = asyncio.Lock()
        self.queue = QueueGauges()
        self.readiness: Readiness | None = None
        self.asked_at = 0.0


@router.get("/livez", tags=["health"], summary="Whether this process answers at all")
async def livez() -> Alive:
    return Alive()


@router.get(
    "/readyz",
    tags=["health"],
    summary="Each part this process needs, and its state",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "The database is away"}},
)
async def readyz(request: Request) -> Response:
    """503 when the database is away; a lost lock server degrades, and answers 200."""
    resources = resources_of(request)
    health = resources.part(_Health)
    async with health.lock:
        if health.readiness is None or monotonic() - health.asked_at > _KEPT_SECONDS:
            health.readiness = await readiness(resources)
            health.asked_at = monotonic()
        found = health.readiness
    status = 503 if found.status == "unavailable" else 200
    return JSONResponse(found.model_dump(), status, {"cache-control": "no-store"})


@router.get("/metrics", include_in_schema=False)
async def prometheus(request: Request) -> Response:
    """Not reachable through the public proxy."""
    resources = resources_of(request)
    refresh = resources.part(_Health).queue.refresh(resources.database)
    # The other numbers are wanted most when the database is away.
    with suppress(Unavailable, TimeoutError):
        await asyncio.wait_for(refresh, _PATIENCE_SECONDS)
    text, media_type = metrics.exposition()
    return Response(text, media_type=media_type)


async def readiness(resources: Resources) -> Readiness:
    database, redis = await asyncio.gather(_database(resources), _redis(resources))
    status: Literal["ready", "degraded", "unavailable"] = "ready"
    if database["postgresql"].status == "away":
        status = "unavailable"
    elif redis.status == "away":
        status = "degraded"
    return Readiness(status=status, parts={**database, "redis": redis})


async def _database(resources: Resources) -> dict[str, Part]:
    try:
        row = await asyncio.wait_for(resources.database.row(_DATABASE_STATE), _PATIENCE_SECONDS)
    except (Unavailable, *AWAY):
        return {"postgresql": Part(status="away", detail="does not answer")}
    except Exception as error:  # noqa: BLE001 - a database without our schema answers in many ways
        said = f"answers, but not with this platform's schema ({type(error).__name__})"
        return {"postgresql": Part(status="away", detail=said)}
    assert row is not None  # noqa: S101 - an aggregate always has a row
    return {
        "postgresql": Part(status="ok", detail="answers"),
        "partitions": _partitions(row["calendar_seconds"], resources),
        "queue": _queue(row["queue_seconds"], resources),
    }


def _partitions(seconds: float | None, resources: Resources) -> Part:
    months = max(0, int((seconds or 0) / _SECONDS_A_MONTH))
    metrics.CALENDAR_MONTHS.set(months)
    low = months < resources.settings.partition_alarm_months
    said = f"{months} months of appointments can be stored ahead"
    if low:
        said += "; make more with `amrutam migrate`, and see why the worker did not"
    return Part(status="warning" if low else "ok", detail=said)


def _queue(seconds: float, resources: Resources) -> Part:
    late = seconds > resources.settings.queue_alarm_seconds
    said = f"the oldest job that is due has waited {max(0, int(seconds))} s"
    return Part(status="warning" if late else "ok", detail=said)


async def _redis(resources: Resources) -> Part:
    try:
        await resources.redis.do("ping", "PING")
    except RedisAway:
        return Part(status="away", detail="does not answer; holds are promises until it does")
    return Part(status="ok", detail="answers")
