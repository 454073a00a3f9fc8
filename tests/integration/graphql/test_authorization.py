"""Who may ask what: every field of the schema by every role, on Asha's and Meera's things and on absent ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type
from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.protocols.graphql.complete import executable_schema
from tests.cast.booking import begin, hold
from tests.cast.calendars import week
from tests.cast.graphql import ask
from tests.cast.times import local
from tests.cast.world import World, absent, leave, make_world

ROLES = (
    "anonymous",
    "patient",
    "other patient",
    "doctor",
    "other doctor",
    "admin",
    "desk",
    "other desk",
)
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}


@dataclass(frozen=True)
class Rule:
    """`allowed` get an object; the anonymous are told to sign in, `forbidden` that they may not; to others there is nothing."""

    asks: str
    allowed: frozenset[str]
    forbidden: frozenset[str] = frozenset()


CALENDAR = frozenset({"doctor", "admin"})
APPOINTMENT = frozenset({"patient", "doctor", "admin"})
OWNER = frozenset({"patient"})
NOT_TREATING = SIGNED_IN - {"doctor", "other doctor", "admin"}

QUERIES: dict[str, Rule] = {
    "doctors": Rule("doctors {{ match }}", EVERYBODY),
    "doctor": Rule('doctor(id: "{doctor}") {{ id }}', EVERYBODY),
    "doctorsById": Rule('doctorsById(ids: ["{doctor}"]) {{ id }}', EVERYBODY),
    "specializations": Rule("specializations {{ slug }}", EVERYBODY),
    "cities": Rule("cities {{ slug }}", EVERYBODY),
    "clinics": Rule("clinics {{ nodes {{ id }} }}", EVERYBODY),
    "clinic": Rule('clinic(id: "{clinic}") {{ id }}', EVERYBODY),
    "me": Rule("me {{ id }}", SIGNED_IN),
    "hold": Rule('hold(id: "{hold}") {{ id }}', OWNER),
    "appointments": Rule("appointments {{ nodes {{ id }} }}", SIGNED_IN - {"admin"}),  # who says whose
    "appointment": Rule('appointment(id: "{appointment}") {{ id }}', APPOINTMENT),
    "calendar": Rule('calendar(doctorId: "{doctor}") {{ doctorId schedule {{ version }} }}', CALENDAR),
}  # fmt: skip

_CLOSE = '(id: "{appointment}") {{ __typename }}'
_KEY = 'idempotencyKey: "{key}"'
MUTATIONS: dict[str, Rule] = {
    "requestCode": Rule('requestCode(input: {{channel: email, address: "{key}@people.example"}}) {{ __typename }}', EVERYBODY),
    "signInWithCode": Rule('signInWithCode(input: {{challengeId: "{absent}", code: "1"}}) {{ __typename }}', EVERYBODY),
    "signInWithPassword": Rule('signInWithPassword(input: {{email: "a@b.example", password: "x"}}) {{ __typename }}', EVERYBODY),
    "refresh": Rule('refresh(input: {{refreshToken: "x"}}) {{ __typename }}', EVERYBODY),
    "signOut": Rule("signOut {{ everywhere }}", SIGNED_IN),
    "changeAccount": Rule('changeAccount(input: {{name: "Asha"}}) {{ __typename }}', SIGNED_IN),
    "addPatient": Rule('addPatient(input: {{name: "Tara", relation: child}}) {{ __typename }}', SIGNED_IN),
    "holdTime": Rule('holdTime(input: {{doctorId: "{doctor}", startsAt: "{time}"}}) {{ __typename }}', SIGNED_IN),
    "extendHold": Rule('extendHold(id: "{hold}") {{ __typename }}', OWNER),
    "releaseHold": Rule('releaseHold(id: "{hold}") {{ __typename }}', OWNER),
    "sendHoldCode": Rule('sendHoldCode(id: "{hold}") {{ __typename }}', OWNER),
    "bookAppointment": Rule(f'bookAppointment({_KEY}, input: {{{{holdId: "{{hold}}"}}}}) {{{{ __typename }}}}', OWNER),
    "moveAppointment": Rule(
        f'moveAppointment({_KEY}, id: "{{appointment}}", input: {{{{holdId: "{{move}}"}}}}) {{{{ __typename }}}}', OWNER
    ),
    "cancelAppointment": Rule(f'cancelAppointment({_KEY}, id: "{{appointment}}") {{{{ __typename }}}}', APPOINTMENT),
    "completeAppointment": Rule("completeAppointment" + _CLOSE, CALENDAR, NOT_TREATING),
    "missAppointment": Rule("missAppointment" + _CLOSE, CALENDAR, NOT_TREATING),
    "reopenAppointment": Rule("reopenAppointment" + _CLOSE, CALENDAR, NOT_TREATING),
    "replaceSchedule": Rule(
        'replaceSchedule(doctorId: "{doctor}", version: {version}, input: {{rules: {rules}}}) {{ __typename }}', CALENDAR
    ),
    "addException": Rule(
        'addException(doctorId: "{doctor}", input: {{kind: leave, startsAt: "{leave}", endsAt: "{back}"}}) {{ __typename }}', CALENDAR
    ),
    "removeException": Rule('removeException(doctorId: "{doctor}", id: "{exception}") {{ __typename }}', CALENDAR),
}  # fmt: skip

REACHED_BY_ALL = {
    "DoctorConnection", "DoctorEdge", "Doctor", "PageInfo", "Money", "ConsultationType", "ClinicName", "Workplace",
    "Location", "Slot", "DoctorSlots", "SlotDay", "Specialization", "City", "Clinic", "ClinicConnection", "ClinicEdge",
}  # fmt: skip
"""Types of which everybody may see everything, but for a doctor's `meetingUrl`."""


@pytest.fixture(scope="module")
async def world(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


def reached(kind: Any) -> Iterator[str]:
    seen: set[str] = set()
    waiting = [kind]
    while waiting:
        kind = get_named_type(waiting.pop())
        if isinstance(kind, GraphQLUnionType):
            waiting += kind.types
        elif isinstance(kind, GraphQLObjectType) and kind.name not in seen:
            seen.add(kind.name)
            waiting += [field.type for field in kind.fields.values()]
    yield from seen


async def answer(
    client: AsyncClient, rule: Rule, world: World, role: str, kind: str, **ids: str
) -> Any:
    leave_ = leave()
    given = {
        "doctor": str(world.doctor.id), "clinic": world.clinic_id, "hold": world.hold_id, "move": world.hold_id,
        "appointment": world.appointment_id, "exception": world.exception_id, "key": uuid4().hex, "absent": absent(),
        "time": local(3, "12:00"), "leave": leave_["starts_at"], "back": leave_["ends_at"], "version": "1",
        "rules": json.dumps(week("09:00", "17:00")).replace('"weekday"', "weekday").replace('"starts"', "starts").replace('"ends"', "ends"),
    } | ids  # fmt: skip
    return (
        await ask(client, f"{kind} {{ {rule.asks.format(**given)} }}", world.people[role])
    ).json()


def test_every_field_of_the_roots_has_a_rule() -> None:
    schema = executable_schema()
    assert schema.query_type is not None
    assert schema.mutation_type is not None
    assert set(QUERIES) == set(schema.query_type.fields)
    assert set(MUTATIONS) == set(schema.mutation_type.fields)


def test_what_everybody_reaches_is_what_everybody_may_see() -> None:
    schema = executable_schema()
    assert schema.query_type is not None
    public = [name for name, rule in QUERIES.items() if rule.allowed == EVERYBODY]
    found = {kind for name in public for kind in reached(schema.query_type.fields[name].type)}
    assert found == REACHED_BY_ALL


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", QUERIES)
async def test_a_query_answers_those_who_may(
    client: AsyncClient, world: World, name: str, role: str
) -> None:
    rule = QUERIES[name]
    found = await answer(client, rule, world, role, "query")
    if role in rule.allowed:
        assert found["data"][name], found
    elif role == "anonymous":
        assert fact(found) == "sign-in-required"
    elif name == "appointments":
        assert fact(found) == "invalid-request"
    else:
        assert found == {"data": {name: None}}
        nowhere = {each: absent() for each in ("doctor", "clinic", "hold", "appointment")}
        assert await answer(client, rule, world, role, "query", **nowhere) == found


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", MUTATIONS)
async def test_a_mutation_works_for_those_who_may_and_changes_nothing_for_others(
    client: AsyncClient, resources: Resources, world: World, name: str, role: str
) -> None:
    rule = MUTATIONS[name]
    if role in rule.allowed:
        own = await make_world(resources, client)
        await prepared(client, resources, own, name)
        more = {"move": await to_move(client, own)} if name == "moveAppointment" else {}
        version = "2" if name == "replaceSchedule" else "1"  # the world's leave raised it
        found = await answer(client, rule, own, role, "mutation", version=version, **more)
        assert found["data"][name], found
        assert found["data"][name].get("__typename") != "NotFound"
        return
    before = await things(client, world)
    found = await answer(client, rule, world, role, "mutation")
    if role == "anonymous":
        assert fact(found) == "sign-in-required"
    elif role in rule.forbidden:
        assert fact(found) == "not-allowed"
    else:
        nothing = "InvalidRequest" if name == "bookAppointment" else "NotFound"  # as REST's 422
        assert found == {"data": {name: {"__typename": nothing}}}
        nowhere = {
            each: absent() for each in ("doctor", "hold", "move", "appointment", "exception")
        }
        assert await answer(client, rule, world, role, "mutation", **nowhere) == found
    assert await things(client, world) == before


async def prepared(client: AsyncClient, resources: Resources, world: World, name: str) -> None:
    if name in ("completeAppointment", "missAppointment", "reopenAppointment"):
        await begin(resources, world.appointment_id)
    if name == "reopenAppointment":
        path = f"/v1/appointments/{world.appointment_id}/complete"
        assert (await client.post(path, headers=world.meera.headers)).status_code == 200


async def to_move(client: AsyncClient, world: World) -> str:
    held = await hold(
        client, world.asha, world.doctor, local(4, "10:00"), reschedules=world.appointment_id
    )
    return str(held.json()["id"])


async def things(client: AsyncClient, world: World) -> list[str]:
    doctor, asha, meera = f"/v1/doctors/{world.doctor.id}", world.asha, world.meera
    asked = [(f"/v1/appointments/{world.appointment_id}", asha), (f"/v1/holds/{world.hold_id}", asha),
             ("/v1/me/patients", asha), (f"{doctor}/schedule", meera), (f"{doctor}/exceptions", meera)]  # fmt: skip
    return [(await client.get(path, headers=who.headers)).text for path, who in asked]


@pytest.mark.parametrize("role", ROLES)
async def test_a_meeting_url_is_for_the_doctor_and_administrators(
    client: AsyncClient, world: World, role: str
) -> None:
    url = "https://meet.example.org/meera"
    path = f"/v1/doctors/{world.doctor.id}"
    await client.patch(path, json={"meeting_url": url}, headers=world.meera.headers)
    query = f'{{ doctor(id: "{world.doctor.id}") {{ meetingUrl }} }}'
    found = (await ask(client, query, world.people[role])).json()["data"]["doctor"]
    assert found == {"meetingUrl": url if role in CALENDAR else None}


def fact(found: dict[str, Any]) -> str:
    return str(found["errors"][0]["extensions"]["type"]).rpartition("/")[2]
