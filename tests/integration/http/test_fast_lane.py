"""Checks that valid requests get the same answer from the fast lane and from FastAPI's own route.

`test_bounds.py` and `test_bounds_of_values.py` send invalid requests through both.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import pytest
from fastapi import Cookie, Depends, FastAPI, Header
from httpx import AsyncClient
from starlette.responses import Response

from amrutam.core.http.fast import FastLane, fast
from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move
from tests.cast.routes import served
from tests.cast.times import local
from tests.cast.world import World, absent, make_world
from tests.conftest import MakeClient

READS = [
    "/v1/doctors", "/v1/doctors?q=panchakarma&sort=fee&limit=3", "/v1/doctors?approved=false",
    "/v1/doctors?city=&mode=online&max_fee=90000&available_on={day}", "/v1/doctors?nothing=1",
    "/v1/doctors/{doctor}/slots", "/v1/doctors/{doctor}/slots?from={day}&to={day}",
    "/v1/doctors/{doctor}/slots?from={day}&unknown=x", "/v1/doctors/{doctor}/slots?to=",
    "/v1/doctors/{doctor}/slots?consultation_type={type}", "/v1/doctors/{absent}/slots",
    "/v1/doctors/{doctor}/slots?consultation_type={absent}", "/v1/doctors/x/slots",
    "/v1/appointments/{appointment}", "/v1/appointments/{absent}", "/v1/appointments/{appointment}.ics",
]  # fmt: skip
STRANGERS: dict[str, dict[str, str]] = {
    "nobody": {},
    "forged token": {"authorization": "Bearer x.y.z"},
    "another scheme": {"authorization": "Basic eDp5"},
    "forged cookie": {"cookie": "__Host-session=x"},
}


@pytest.fixture(scope="module")
async def world(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


@pytest.mark.parametrize("who", [*STRANGERS, "patient", "other patient", "doctor", "admin"])
@pytest.mark.parametrize("path", READS)
async def test_a_read_is_answered_alike(
    both_paths: AsyncClient, world: World, path: str, who: str
) -> None:
    path = path.format(
        doctor=world.doctor.id, type=world.doctor.type_id, day=local(3, "12:00")[:10],
        appointment=world.appointment_id, absent=absent(),
    )  # fmt: skip
    person = world.people.get(who)
    # Without this header, the second of the two answers would be compressed and the first would not.
    headers = {"accept-encoding": "identity", **(person.headers if person else STRANGERS[who])}
    await both_paths.get(path, headers=headers)


@pytest.mark.parametrize(
    "question",
    [{}, {"from": local(1, "12:00")[:10], "to": local(2, "12:00")[:10]}, {"limit": 2},
     {"limit": 2.0}, {"limit": None, "from": None}],
)  # fmt: skip
async def test_free_times_of_many_are_answered_alike(
    both_paths: AsyncClient, world: World, question: dict[str, object]
) -> None:
    ids = [str(world.doctor.id), absent(), str(world.doctor.id).upper(), world.other_doctor.id.hex]
    answer = await both_paths.post("/v1/availability/query", json={"doctor_ids": ids, **question})
    assert answer.status_code == 200


async def test_each_step_of_an_appointment_is_answered_alike(
    both_paths: AsyncClient, world: World
) -> None:
    """Each step of an appointment gets the same answer from FastAPI and from the fast lane.

    FastAPI runs each step, and the fast lane gets the same request again.
    """
    asha, doctor = world.asha, world.doctor
    held = await hold(both_paths, asha, doctor, local(3, "10:00"), mode="online")
    made = await confirm(both_paths, asha, held.json()["id"], reason="Back \N{EM DASH} pain")
    assert made.status_code == 201
    id_ = made.json()["id"]
    other = await hold(both_paths, asha, doctor, local(3, "11:00"), reschedules=id_)
    moved = await move(
        both_paths, asha, id_, other.json()["id"], **{"if-match": made.headers["etag"]}
    )
    assert moved.json()["version"] == 2
    ended = await cancel(both_paths, asha, id_)
    assert ended.json()["status"] == "cancelled"
    for stranger in (world.ravi, world.meera):
        await hold(both_paths, stranger, doctor, local(3, "12:00"), patient_id=absent())
        await confirm(both_paths, stranger, held.json()["id"])
        await move(both_paths, stranger, id_, other.json()["id"])
        await cancel(both_paths, stranger, id_)


async def test_what_fits_does_not_reach_the_framework(
    client: AsyncClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asha, doctor, slots = world.asha, world.doctor, f"/v1/doctors/{world.doctor.id}/slots"
    appointment = await booked(client, asha, doctor, local(4, "10:00"))
    monkeypatch.setattr(FastAPI, "__call__", None)
    held = await hold(client, asha, doctor, local(4, "11:00"), reschedules=appointment["id"])
    answers = [
        await client.get("/v1/doctors?mode=online"),
        await client.get(slots, params={"from": local(4, "12:00")[:10]}),
        await client.post("/v1/availability/query", json={"doctor_ids": [str(doctor.id)]}),
        held,
        await move(client, asha, appointment["id"], held.json()["id"]),
        await client.get(f"/v1/appointments/{appointment['id']}", headers=asha.headers),
        await cancel(client, asha, appointment["id"]),
        await client.get("/graphql?query={__typename}"),
        await client.post("/graphql", json={"query": "{ __typename }"}),
    ]
    held = await hold(client, asha, doctor, local(4, "13:00"))
    answers.append(await confirm(client, asha, held.json()["id"]))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len(answers) == len(served().fast.labels())


async def test_guessing_of_tokens_is_counted_in_the_fast_lane_too(make_client: MakeClient) -> None:
    client = await make_client(rate_limits="on", rate_limit_ip="3/60")
    body = {"doctor_id": absent(), "starts_at": local(3, "10:00")}
    statuses = [
        (await client.post("/v1/holds", json=body, headers=STRANGERS["forged token"])).status_code
        for _ in range(4)
    ]
    assert statuses == [401, 401, 401, 429]


async def _needs_header(x_name: Annotated[str, Header()]) -> str:
    return x_name


async def _of_cookie(name: Annotated[str | None, Cookie()] = None) -> Response:
    return Response(name)


async def _of_dependency(name: Annotated[str, Depends(_needs_header)]) -> Response:
    return Response(name)


async def _of_two_ids(one: UUID, other: UUID) -> Response:
    return Response(f"{one}{other}")


@pytest.mark.parametrize(
    ("path", "endpoint"),
    [("/v1/x", _of_cookie), ("/v1/x", _of_dependency), ("/v1/x/{one}/y/{other}", _of_two_ids)],
)
def test_a_route_that_the_fast_lane_cannot_call_is_refused_at_the_start(
    path: str, endpoint: object
) -> None:
    app = FastAPI()
    app.add_api_route(path, fast(endpoint))  # type: ignore[type-var,arg-type]
    with pytest.raises(TypeError, match="fast lane"):
        FastLane(app)
