"""Tests the access to every query and mutation by every role, on objects of Asha (a patient) and Meera (her doctor) and on absent ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type
from httpx import AsyncClient

from amrutam.accounts.consents import notice
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
    """The access to a query or mutation, whose text, with placeholders, is `asks`.

    Roles in `allowed` get a result. Of the other roles, anonymous callers get `sign-in-required`, and roles in
    `forbidden` get `not-allowed`. The rest get the answer for an absent object: null or, from a mutation, `NotFound`.
    """

    asks: str
    allowed: frozenset[str]
    forbidden: frozenset[str] = frozenset()


CALENDAR = frozenset({"doctor", "admin"})
APPOINTMENT = frozenset({"patient", "doctor", "admin"})
OWNER = frozenset({"patient"})
AT_CLINIC = CALENDAR | {"desk"}
PATIENTS = frozenset({"patient", "other patient"})
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
    # Administrators are left out, because they must name a filter.
    "appointments": Rule("appointments {{ nodes {{ id }} }}", SIGNED_IN - {"admin"}),
    "appointment": Rule('appointment(id: "{appointment}") {{ id }}', APPOINTMENT),
    "consentNotice": Rule("consentNotice {{ version }}", EVERYBODY),
    "consents": Rule("consents {{ version }}", SIGNED_IN),
    "sessions": Rule("sessions {{ id }}", SIGNED_IN),
    "visitPatient": Rule('visitPatient(appointmentId: "{appointment}") {{ id }}', CALENDAR, NOT_TREATING),
    "lateness": Rule('lateness(doctorId: "{doctor}") {{ minutes }}', AT_CLINIC),
    "calendar": Rule('calendar(doctorId: "{doctor}") {{ doctorId schedule {{ version }} link rush {{ on }} }}', CALENDAR),
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
    "changeReason": Rule('changeReason(id: "{appointment}", reason: "Knees") {{ __typename }}', OWNER, CALENDAR),
    "setAttendance": Rule('setAttendance(id: "{appointment}", attendance: arrived) {{ __typename }}', CALENDAR, PATIENTS),
    "setLateness": Rule('setLateness(doctorId: "{doctor}", minutes: 15) {{ __typename }}', AT_CLINIC),
    "proposeMove": Rule(
        'proposeMove(id: "{appointment}", startsAt: "{other_time}") {{ __typename }}', CALENDAR, NOT_TREATING
    ),
    "endProposal": Rule('endProposal(id: "{appointment}") {{ __typename }}', APPOINTMENT),
    "acceptProposal": Rule(f'acceptProposal({_KEY}, id: "{{appointment}}") {{{{ __typename }}}}', OWNER),
    "endSession": Rule('endSession(id: "{session}") {{ __typename }}', OWNER),
    "giveConsent": Rule('giveConsent(version: "{notice}") {{ __typename }}', SIGNED_IN),
    "withdrawConsent": Rule('withdrawConsent(version: "{notice}") {{ __typename }}', SIGNED_IN),
    "changePatient": Rule('changePatient(id: "{child}", input: {{name: "Tara"}}) {{ __typename }}', OWNER),
    "removePatient": Rule('removePatient(id: "{child}") {{ __typename }}', OWNER),
    "sendOwnCode": Rule("sendOwnCode(purpose: proof) {{ __typename }}", SIGNED_IN),
    "beginEmailChange": Rule('beginEmailChange(email: "{key}@people.example") {{ __typename }}', SIGNED_IN),
    "finishEmailChange": Rule('finishEmailChange(input: {{challengeId: "{absent}", newCode: "1"}}) {{ __typename }}', SIGNED_IN),
    "closeAccount": Rule(
        'closeAccount(input: {{challengeId: "{absent}", code: "1"}}) {{ __typename }}', PATIENTS, SIGNED_IN - PATIENTS
    ),
    "changeDoctor": Rule('changeDoctor(id: "{doctor}", input: {{bio: "Other"}}) {{ __typename }}', CALENDAR, NOT_TREATING),
    "setRush": Rule('setRush(doctorId: "{doctor}", on: false) {{ __typename }}', CALENDAR),
    "rotateCalendarLink": Rule('rotateCalendarLink(doctorId: "{doctor}") {{ __typename }}', CALENDAR),
    "endCalendarLink": Rule('endCalendarLink(doctorId: "{doctor}") {{ __typename }}', CALENDAR),
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
    "ConsentNotice", "ConsentNoticeItem",
}  # fmt: skip
"""Types that everybody may read whole, except for a doctor's `meetingUrl`."""


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
        "child": world.child_id, "session": world.session_id, "notice": notice().version, "other_time": local(4, "12:00"),
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


def test_a_subscription_tells_what_everybody_may_see() -> None:
    """A subscription needs no sign-in and sends what everybody may see."""
    schema = executable_schema()
    assert schema.subscription_type is not None
    assert set(schema.subscription_type.fields) == {"slots"}
    told = set(reached(schema.subscription_type.fields["slots"].type))
    assert told - REACHED_BY_ALL == {"SlotChanged", "SlotsStale", "DoctorLate"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", QUERIES)
async def test_a_query_answers_those_who_may(
    client: AsyncClient, world: World, name: str, role: str
) -> None:
    rule = QUERIES[name]
    found = await answer(client, rule, world, role, "query")
    if role in rule.allowed:
        # `consents` may be empty, because nobody has agreed yet.
        assert found["data"][name] or name == "consents", found
    elif role == "anonymous":
        assert fact(found) == "sign-in-required"
    elif name == "appointments":
        assert fact(found) == "invalid-request"
    elif role in rule.forbidden:
        assert fact(found) == "not-allowed"
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
        # Adding the leave of the cast has raised the version.
        version = "2" if name == "replaceSchedule" else "1"
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
        # REST too answers a booking with a hold that is absent with 422, and other requests with 404.
        nothing = "InvalidRequest" if name == "bookAppointment" else "NotFound"
        assert found == {"data": {name: {"__typename": nothing}}}
        nowhere = {
            each: absent()
            for each in ("doctor", "hold", "move", "appointment", "exception", "child", "session")
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
