"""The routes for the liveness, readiness and metrics of a process, and the measurement of readiness."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Literal

import structlog
from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from amrutam.core.database_causes import why_away
from amrutam.core.database_pool import Connections
from amrutam.core.errors import Overloaded, Unavailable
from amrutam.core.platform_state import altogether, months_ahead, waiting_jobs
from amrutam.core.pool_gauges import observe_pool
from amrutam.core.redis import CallName, RedisAway
from amrutam.core.replicas.gauges import replicas_state
from amrutam.core.resources import Resources, resources_of

log = structlog.get_logger("amrutam.health")

router = APIRouter()

PATHS = frozenset({"/livez", "/readyz", "/metrics"})

_READY = CallName("ready")

_KEPT_SECONDS = 1.0
"""How long readiness is cached. `/readyz` is public, and frequent requests must not load the database."""

_PATIENCE_SECONDS = 2.0


class Alive(BaseModel):
    """Whether this process answers requests.

    `stopping`: the process still answers, but a load balancer must send it no new requests.
    """

    status: Literal["ok", "stopping"] = "ok"


class Part(BaseModel):
    status: Literal["ok", "warning", "away"]
    detail: str


class Readiness(BaseModel):
    """Whether this process can serve, and the state of each part that it needs.

    `ready`: PostgreSQL and Redis answer. `degraded`: Redis is unreachable, so bookings go on, but holds do not reserve
    times; or PostgreSQL's primary is unreachable, and this process, of the role `availability`, serves from replicas.
    `unavailable`: the primary is unreachable, and this process needs it. `stopping`: this process is about to end.
    """

    status: Literal["ready", "degraded", "unavailable", "stopping"]
    parts: dict[str, Part]


class _Health:
    """The cached readiness of this process, and the status that was logged last."""

    def __init__(self, _resources: Resources) -> None:
        self.lock = asyncio.Lock()
        self.readiness: Readiness | None = None
        self.asked_at = 0.0
        self.logged = "ready"


@router.get("/livez", tags=["health"], summary="Check that this process answers requests")
async def livez(request: Request) -> Alive:
    return Alive(status="stopping" if _is_stopping(request) else "ok")


@router.get(
    "/readyz",
    tags=["health"],
    summary="Check whether this process can serve, and each part that it needs",
    response_model=Readiness,
    responses={
        503: {
            "model": Readiness,
            "description": "The database is unreachable, or the process is stopping",
        }
    },
)
async def readyz(request: Request) -> Response:
    """Answers 503 when the process is stopping, or when the database is unreachable.

    Without Redis the status is 200, because bookings go on, although holds do not reserve times. The role
    `availability` also answers 200 while the primary is unreachable and a replica can serve.
    """
    resources = resources_of(request)
    health = resources.part(_Health)
    async with health.lock:
        if health.readiness is None or monotonic() - health.asked_at > _KEPT_SECONDS:
            alone = getattr(request.app.state, "reads_replicas_alone", False)
            health.readiness = await readiness(resources, reads_replicas_alone=alone)
            health.asked_at = monotonic()
        found = health.readiness
    if _is_stopping(request):
        found = Readiness(status="stopping", parts=found.parts)
    _log_change(health, found)
    status = 503 if found.status in ("unavailable", "stopping") else 200
    return JSONResponse(found.model_dump(), status, {"cache-control": "no-store"})


@router.get("/metrics", include_in_schema=False)
async def prometheus(request: Request) -> Response:
    """Returns the metrics in Prometheus's text format; some gauges are read anew for this request.

    The public proxy does not forward this path.
    """
    state = request.app.state
    if state.before_scrape is not None:
        await state.before_scrape(state.resources)
    observe_pool(state.resources.database.pool)
    state.shedding.tell()
    # The metrics are rendered in a thread, because that takes milliseconds in which other requests
    # would wait.
    text = await asyncio.to_thread(generate_latest, state.metrics)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def _is_stopping(request: Request) -> bool:
    return resources_of(request).stopping.begun.is_set()


def _log_change(health: _Health, found: Readiness) -> None:
    """Logs the status if it differs from the status that was logged last, or from `ready` if none was logged."""
    if found.status != health.logged:
        away = [name for name, part in found.parts.items() if part.status == "away"]
        log.warning("readiness_changed", status=found.status, before=health.logged, away=away)
        health.logged = found.status


async def readiness(resources: Resources, *, reads_replicas_alone: bool = False) -> Readiness:
    """Queries PostgreSQL for at most two seconds, writes a key to Redis, and returns the readiness of the process.

    The status is never `stopping`, which `/readyz` sets. `reads_replicas_alone`: the process needs the primary only
    while no replica is usable. An unreachable part raises nothing.
    """
    database, redis = await asyncio.gather(_database(resources), _redis(resources))
    status: Literal["ready", "degraded", "unavailable"] = "ready"
    replicas = replicas_state(resources)
    if replicas is not None:
        database["replicas"] = _replicas(*replicas, resources)
    if database["postgresql"].status == "away":
        serves = reads_replicas_alone and replicas is not None and replicas[0] > 0
        status = "degraded" if serves else "unavailable"
    elif redis.status == "away":
        status = "degraded"
    return Readiness(status=status, parts={**database, "redis": redis})


async def _database(resources: Resources) -> dict[str, Part]:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            months = await months_ahead(resources.database)
            oldest = altogether(await waiting_jobs(resources.database)).seconds
    except (Overloaded, TimeoutError):
        return {"postgresql": _unanswered(resources.database.pool)}
    except Unavailable as error:
        return {"postgresql": Part(status="away", detail=why_away(error.__cause__))}
    return {
        "postgresql": Part(status="ok", detail="answers"),
        "partitions": _partitions(months, resources),
        "queue": _queue(oldest, resources),
    }


def _unanswered(pool: Connections) -> Part:
    """The state of PostgreSQL when this check got no connection or no answer.

    A busy process is not `away`: a load balancer would send its requests to processes that are as busy. But while
    PostgreSQL does not answer, the connections are in use too.
    """
    is_answering = monotonic() - pool.answered_at < _PATIENCE_SECONDS
    if is_answering and pool.in_use == pool.limit:
        said = "answers, but all connections of this process are in use"
        return Part(status="warning", detail=said)
    return Part(status="away", detail="does not answer in time")


def _replicas(usable: int, count: int, resources: Resources) -> Part:
    bound = resources.settings.replica_lag_seconds
    said = f"{usable} of {count} are at most {bound:g} s behind"
    return Part(status="ok" if usable == count else "warning", detail=said)


def _partitions(months: int, resources: Resources) -> Part:
    low = months < resources.settings.partition_alarm_months
    said = f"{months} months of appointments can be stored ahead"
    if low:
        said += "; make more with `amrutam migrate`, and see why the worker did not"
    return Part(status="warning" if low else "ok", detail=said)


def _queue(seconds: float, resources: Resources) -> Part:
    late = seconds > resources.settings.queue_alarm_seconds
    said = f"the oldest job that is due has waited {int(seconds)} s"
    return Part(status="warning" if late else "ok", detail=said)


async def _redis(resources: Resources) -> Part:
    try:
        # This is a write, because a replica and a server without free memory answer a PING but
        # store no holds.
        await resources.redis.do(_READY, "SET", "amrutam:ready", 1, "PX", 1000)
    except RedisAway as reason:
        return Part(status="away", detail=f"{reason}; holds do not reserve slots meanwhile")
    return Part(status="ok", detail="answers")
