"""Tests the access to every route by every role, on objects of Asha (a patient) and Meera (her doctor) and on absent ones.

A route without a rule here fails the suite. Another person's object and an absent one get the same
answer, except for the request's path, id and date, and a refused request changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Request, Response

from amrutam.accounts.consents import notice
from amrutam.core.resources import Resources
from amrutam.roles import availability, realtime, worker
from tests.cast.bodies import DEFAULT_SETTING, HOLIDAY
from tests.cast.booking import begin, hold, problem
from tests.cast.calendars import week
from tests.cast.clinics import new_clinic
from tests.cast.doctor_calls import new_doctor
from tests.cast.front_desk import new_phone
from tests.cast.people import Person
from tests.cast.pictures import picture
from tests.cast.routes import NOWHERE, routes, served
from tests.cast.times import local
from tests.cast.world import PHOTO_VERSION, World, absent, leave, make_world

Body = Callable[[World, AsyncClient], Awaitable[Any]]

ROLES = (
    "anonymous", "patient", "other patient", "doctor", "other doctor", "admin", "desk", "other desk",
)  # fmt: skip
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}
PATIENTS = frozenset({"patient", "other patient"})
STAFF = SIGNED_IN - PATIENTS
DESKS_OWN = ("patients?q=lakshmi", "displays", "payments")
DESKS = frozenset({"desk", "other desk"})


@dataclass(frozen=True)
class Rule:
    """The access to a route: `allowed` roles reach the object, and `forbidden` roles get 403.

    Anonymous callers who are not allowed get 401. Other roles get `hidden`, the status of an object that does not
    exist. `body` makes the request body; without it the request has none.
    """

    allowed: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    body: Body | None = None
    hidden: int = 404


def plain(document: Any) -> Body:
    async def make(_world: World, _client: AsyncClient) -> Any:
        return document

    return make


async def _any_hold(world: World, _client: AsyncClient) -> Any:
    return {"doctor_id": str(world.doctor.id), "starts_at": local(3, "12:00")}


async def _booking(world: World, _client: AsyncClient) -> Any:
    return {"hold_id": world.hold_id}


async def _move(world: World, client: AsyncClient) -> Any:
    id_ = world.appointment_id
    held = await hold(client, world.asha, world.doctor, local(4, "10:00"), reschedules=id_)
    return {"hold_id": held.json()["id"]}


async def _proposal(_world: World, _client: AsyncClient) -> Any:
    return {"starts_at": local(4, "12:00")}


async def _other_doctor(world: World, _client: AsyncClient) -> Any:
    return {"to_doctor_id": str(world.other_doctor.id)}


async def _invitation(_world: World, _client: AsyncClient) -> Any:
    return {"email": f"{uuid4().hex}@clinic.example", "role": "doctor"}


async def _any_address(_world: World, _client: AsyncClient) -> Any:
    return {"email": f"{uuid4().hex}@clinic.example"}


async def _new_patient(_world: World, _client: AsyncClient) -> Any:
    return {"name": "Gopal Rao", "phone": new_phone()}


async def _new_ticket(world: World, client: AsyncClient) -> Any:
    body = await _new_patient(world, client)
    path = f"/v1/clinics/{world.clinic_id}/patients"
    made = await client.post(path, json=body, headers=world.sita.headers)
    return {"doctor_id": str(world.doctor.id), "patient_id": made.json()["id"]}


async def _payment(world: World, _client: AsyncClient) -> Any:
    return {"ticket_id": world.ticket_id, "paid": {"amount": 100}, "method": "upi"}


async def _email_proof(_world: World, _client: AsyncClient) -> Any:
    return {"challenge_id": absent(), "new_code": "1", "present_code": "1"}


async def _new_doctor(_world: World, _client: AsyncClient) -> Any:
    return new_doctor()


PROPOSING = "PUT /v1/appointments/{appointment_id}/proposal"
PUBLIC = Rule(EVERYBODY)
OWN = Rule(SIGNED_IN)
ADMIN = Rule(frozenset({"admin"}), SIGNED_IN - {"admin"})
CALENDAR = Rule(frozenset({"doctor", "admin"}))
HOLD = Rule(frozenset({"patient"}))
APPOINTMENT = Rule(frozenset({"patient", "doctor", "admin"}))
TREATING = Rule(frozenset({"doctor", "admin"}), PATIENTS | DESKS)
EDITING = Rule(TREATING.allowed, TREATING.forbidden)
DESK = Rule(frozenset({"desk", "admin"}))
AT_CLINIC = Rule(frozenset({"doctor", "admin", "desk"}))

RULES: dict[str, Rule] = {
    "GET /openapi.json": PUBLIC,
    "HEAD /openapi.json": PUBLIC,
    "GET /docs": PUBLIC,
    "GET /docs/{name}": PUBLIC,
    "GET /problems/{code}": PUBLIC,
    "GET /livez": PUBLIC,
    "GET /readyz": PUBLIC,
    # This path is internal: the proxy answers it with 404, which tests/acceptance checks.
    "GET /metrics": PUBLIC,
    "GET /.well-known/jwks.json": PUBLIC,
    "GET /graphql": PUBLIC,  # tests/integration/graphql/test_authorization.py checks each field
    "POST /graphql": Rule(EVERYBODY, body=plain({"query": "{ __typename }"})),
    "POST /v1/auth/otp": Rule(EVERYBODY, body=plain({"channel": "email", "address": "x"})),
    "POST /v1/auth/token": Rule(EVERYBODY, body=plain({"challenge_id": absent(), "code": "1"})),
    "POST /v1/auth/session": Rule(EVERYBODY, body=plain({"challenge_id": absent(), "code": "1"})),
    "POST /v1/auth/refresh": Rule(EVERYBODY, body=plain({"refresh_token": "x"})),
    "POST /v1/auth/logout": OWN,
    "DELETE /v1/auth/session": OWN,
    "GET /v1/auth/csrf": OWN,
    "GET /v1/me": OWN,
    "PATCH /v1/me": Rule(SIGNED_IN, body=plain({"name": "Asha"})),
    "GET /v1/me/patients": OWN,
    "POST /v1/me/patients": Rule(SIGNED_IN, body=plain({"name": "Tara", "relation": "child"})),
    "PATCH /v1/me/patients/{patient_id}": Rule(
        frozenset({"patient"}), body=plain({"name": "Tara"})
    ),
    "DELETE /v1/me/patients/{patient_id}": Rule(frozenset({"patient"})),
    "POST /v1/me/codes": Rule(SIGNED_IN, body=plain({"purpose": "proof"})),
    "POST /v1/me/email": Rule(SIGNED_IN, body=_any_address),
    "PUT /v1/me/email": Rule(SIGNED_IN, body=_email_proof),
    "GET /v1/me/export": OWN,
    "POST /v1/me/close": Rule(PATIENTS, STAFF, plain({"challenge_id": absent(), "code": "1"})),
    "GET /v1/me/sessions": OWN,
    "DELETE /v1/me/sessions/{session_id}": Rule(frozenset({"patient"})),
    "PUT /v1/me/password": Rule(STAFF, PATIENTS, plain({"current_password": "x", "password": "y"})),
    "POST /v1/me/factor": Rule(STAFF, PATIENTS),
    "PUT /v1/me/factor": Rule(STAFF, PATIENTS, plain({"pending": "x", "code": "1"})),
    "POST /v1/me/recovery-codes": Rule(STAFF, PATIENTS),
    "POST /v1/auth/step-up": Rule(STAFF, PATIENTS, plain({"password": "x", "totp": "1"})),
    "POST /v1/auth/password/forgotten": Rule(EVERYBODY, body=_any_address),
    "POST /v1/auth/password": Rule(EVERYBODY, body=plain({"token": "x", "password": "y"})),
    "POST /v1/auth/passkey/options": PUBLIC,
    "POST /v1/auth/step-up/options": Rule(frozenset({"doctor"}), PATIENTS),
    "GET /v1/me/passkeys": Rule(STAFF, PATIENTS),
    "POST /v1/me/passkey/options": Rule(STAFF, PATIENTS),
    "POST /v1/me/passkeys": Rule(STAFF, PATIENTS, plain({"name": "Phone", "credential": {}})),
    "PATCH /v1/me/passkeys/{passkey_id}": Rule(
        frozenset({"doctor"}), PATIENTS, plain({"name": "Phone"})
    ),
    "DELETE /v1/me/passkeys/{passkey_id}": Rule(frozenset({"doctor"}), PATIENTS),
    "GET /v1/staff": ADMIN,
    "POST /v1/staff": Rule(ADMIN.allowed, ADMIN.forbidden, _invitation),
    "PATCH /v1/staff/{account_id}": Rule(ADMIN.allowed, ADMIN.forbidden, plain({"disabled": True})),
    "POST /v1/staff/{account_id}/reset": ADMIN,
    "GET /v1/staff/{account_id}/sessions": ADMIN,
    "DELETE /v1/staff/{account_id}/sessions": ADMIN,
    "GET /v1/consent-notice": PUBLIC,
    "GET /v1/me/consents": OWN,
    "PUT /v1/me/consents/{version}": OWN,
    "DELETE /v1/me/consents/{version}": OWN,
    "GET /v1/doctors": PUBLIC,
    "GET /v1/specializations": PUBLIC,
    "GET /v1/cities": PUBLIC,
    "GET /v1/doctors/{doctor_id}": PUBLIC,
    "GET /v1/doctors/{doctor_id}/slots": PUBLIC,
    "POST /v1/doctors/{doctor_id}/admission": PUBLIC,
    "GET /v1/doctors/{doctor_id}/admission": PUBLIC,
    "DELETE /v1/doctors/{doctor_id}/admission": PUBLIC,
    "GET /v1/doctors/{doctor_id}/rush": CALENDAR,
    "PUT /v1/doctors/{doctor_id}/rush": Rule(CALENDAR.allowed, body=plain({"on": False})),
    "POST /v1/availability/query": Rule(EVERYBODY, body=plain({"doctor_ids": [absent()]})),
    "POST /v1/doctors": Rule(ADMIN.allowed, ADMIN.forbidden, _new_doctor),
    "PATCH /v1/doctors/{doctor_id}": Rule(
        TREATING.allowed, TREATING.forbidden, plain({"bio": "Other"})
    ),
    "GET /v1/doctors/{doctor_id}/photo/{photo}.webp": PUBLIC,
    "PUT /v1/doctors/{doctor_id}/photo": EDITING,
    "DELETE /v1/doctors/{doctor_id}/photo": EDITING,
    "GET /v1/clinics": PUBLIC,
    "GET /v1/clinics/{clinic_id}": PUBLIC,
    "POST /v1/clinics": Rule(ADMIN.allowed, ADMIN.forbidden, plain(new_clinic())),
    "PATCH /v1/clinics/{clinic_id}": Rule(
        ADMIN.allowed, ADMIN.forbidden, plain({"address": "2 MG Road"})
    ),
    "POST /v1/clinics/{clinic_id}/close": ADMIN,
    "POST /v1/clinics/{clinic_id}/open": ADMIN,
    "GET /v1/clinics/{clinic_id}/upcoming": DESK,
    "GET /v1/clinics/{clinic_id}/holidays": DESK,
    "PUT /v1/clinics/{clinic_id}/holidays/{day}": Rule(
        ADMIN.allowed, ADMIN.forbidden, plain({"name": "Diwali"})
    ),
    "DELETE /v1/clinics/{clinic_id}/holidays/{day}": ADMIN,
    "GET /v1/clinics/{clinic_id}/doctors": DESK,
    "PUT /v1/clinics/{clinic_id}/doctors/{doctor_id}": ADMIN,
    "DELETE /v1/clinics/{clinic_id}/doctors/{doctor_id}": ADMIN,
    "GET /v1/clinics/{clinic_id}/desk": ADMIN,
    "PUT /v1/clinics/{clinic_id}/desk/{desk_id}": ADMIN,
    "DELETE /v1/clinics/{clinic_id}/desk/{desk_id}": ADMIN,
    "GET /v1/clinics/{clinic_id}/agenda": DESK,
    "GET /v1/clinics/{clinic_id}/patients": DESK,
    "POST /v1/clinics/{clinic_id}/patients": Rule(DESK.allowed, body=_new_patient),
    "GET /v1/clinics/{clinic_id}/times": DESK,
    "GET /v1/clinics/{clinic_id}/queue": DESK,
    "POST /v1/clinics/{clinic_id}/queue": Rule(DESK.allowed, body=_new_ticket),
    "PATCH /v1/clinics/{clinic_id}/queue/{ticket_id}": Rule(
        DESK.allowed, body=plain({"state": "called"})
    ),
    "GET /v1/clinics/{clinic_id}/displays": DESK,
    "POST /v1/clinics/{clinic_id}/displays": Rule(DESK.allowed, body=plain({"name": "Entrance"})),
    "DELETE /v1/clinics/{clinic_id}/displays/{display_id}": DESK,
    "GET /v1/display": PUBLIC,  # the token itself gives the right to read
    "GET /v1/clinics/{clinic_id}/payments": DESK,
    "POST /v1/clinics/{clinic_id}/payments": Rule(DESK.allowed, body=_payment),
    "GET /v1/clinics/{clinic_id}/receipts/{year}/{number}": DESK,
    "POST /v1/clinics/{clinic_id}/receipts/{year}/{number}/take-back": Rule(
        DESK.allowed, body=plain({"reason": "charged twice"})
    ),
    "GET /v1/me/clinics": OWN,
    "GET /v1/operations/tiles": ADMIN,
    "GET /v1/operations/overview": ADMIN,
    "GET /v1/operations/overview/{table}.csv": ADMIN,
    "GET /v1/operations/record-reads": ADMIN,
    "GET /v1/operations/settings": ADMIN,
    "GET /v1/operations/setting-changes": ADMIN,
    "PUT /v1/operations/settings/{setting}": Rule(
        ADMIN.allowed, ADMIN.forbidden, plain({"value": 100})
    ),
    "DELETE /v1/operations/settings/{setting}": ADMIN,
    "GET /v1/operations/doctors": ADMIN,
    "GET /v1/operations/doctors/{doctor_id}": ADMIN,
    "POST /v1/operations/doctors/{doctor_id}/account": Rule(
        ADMIN.allowed, ADMIN.forbidden, _any_address
    ),
    "POST /v1/doctors/{doctor_id}/approve": ADMIN,
    "POST /v1/doctors/{doctor_id}/suspend": Rule(
        ADMIN.allowed, ADMIN.forbidden, plain({"affected": "keep"})
    ),
    "POST /v1/doctors/{doctor_id}/handover": Rule(ADMIN.allowed, ADMIN.forbidden, _other_doctor),
    "GET /v1/doctors/{doctor_id}/upcoming": ADMIN,
    "GET /v1/doctors/{doctor_id}/schedule": CALENDAR,
    "PUT /v1/doctors/{doctor_id}/schedule": Rule(
        CALENDAR.allowed, body=plain({"rules": week("10:00", "12:00")})
    ),
    "POST /v1/doctors/{doctor_id}/schedule/preview": Rule(
        CALENDAR.allowed, body=plain({"rules": week("10:00", "12:00")})
    ),
    "GET /v1/doctors/{doctor_id}/exceptions": CALENDAR,
    "POST /v1/doctors/{doctor_id}/exceptions": Rule(CALENDAR.allowed, body=plain(leave())),
    "POST /v1/doctors/{doctor_id}/exceptions/preview": Rule(CALENDAR.allowed, body=plain(leave())),
    "DELETE /v1/doctors/{doctor_id}/exceptions/{exception_id}": CALENDAR,
    "GET /v1/doctors/{doctor_id}/agenda": CALENDAR,
    "GET /v1/doctors/{doctor_id}/calendar-link": CALENDAR,
    "POST /v1/doctors/{doctor_id}/calendar-link": CALENDAR,
    "DELETE /v1/doctors/{doctor_id}/calendar-link": CALENDAR,
    "GET /v1/calendars/{token}.ics": PUBLIC,  # the token itself gives the right to read
    "POST /v1/realtime/ticket": OWN,
    "POST /v1/holds": Rule(SIGNED_IN, body=_any_hold),
    "GET /v1/holds/{hold_id}": HOLD,
    "POST /v1/holds/{hold_id}/extend": HOLD,
    "POST /v1/holds/{hold_id}/code": HOLD,
    "DELETE /v1/holds/{hold_id}": HOLD,
    "POST /v1/appointments": Rule(HOLD.allowed, body=_booking, hidden=422),
    "GET /v1/appointments": OWN,
    "GET /v1/appointments/{appointment_id}": APPOINTMENT,
    "GET /v1/appointments/{appointment_id}.ics": APPOINTMENT,
    "GET /v1/appointments/{appointment_id}/events": APPOINTMENT,
    "PATCH /v1/appointments/{appointment_id}": Rule(
        frozenset({"patient"}), TREATING.allowed, plain({"reason": "Knees hurt"})
    ),
    "POST /v1/appointments/{appointment_id}/reschedule": Rule(HOLD.allowed, body=_move),
    "POST /v1/appointments/{appointment_id}/cancel": APPOINTMENT,
    "POST /v1/appointments/{appointment_id}/complete": TREATING,
    "POST /v1/appointments/{appointment_id}/no-show": TREATING,
    "POST /v1/appointments/{appointment_id}/reopen": TREATING,
    "PUT /v1/appointments/{appointment_id}/attendance": Rule(
        TREATING.allowed, PATIENTS, plain({"attendance": "arrived"})
    ),
    "GET /v1/appointments/{appointment_id}/patient": Rule(TREATING.allowed, TREATING.forbidden),
    PROPOSING: Rule(TREATING.allowed, TREATING.forbidden, _proposal),
    "DELETE /v1/appointments/{appointment_id}/proposal": APPOINTMENT,
    "POST /v1/appointments/{appointment_id}/proposal/accept": HOLD,
    "GET /v1/doctors/{doctor_id}/lateness": AT_CLINIC,
    "PUT /v1/doctors/{doctor_id}/lateness": Rule(AT_CLINIC.allowed, body=plain({"minutes": 15})),
}

PROVING = {
    "PUT /v1/me/password", "PUT /v1/me/factor", "POST /v1/me/passkeys", "PUT /v1/me/email", "POST /v1/me/close",
}  # fmt: skip
"""Routes that may refuse an allowed caller with 400 or 422, because the body has no right proof of identity."""
_VERSIONS = {"schedule": '"2"', "{setting}": '"0"'}
"""The present version of the object, sent as `If-Match`, by the last part of the route's path; others get `*`."""
PHOTO = "PUT /v1/doctors/{doctor_id}/photo"
EXTENDING = "POST /v1/holds/{hold_id}/extend"
ATTENDING = "PUT /v1/appointments/{appointment_id}/attendance"
REOPENING = "POST /v1/appointments/{appointment_id}/reopen"
CLOSINGS = [label for label, rule in RULES.items() if rule is TREATING]
"""Routes that close an appointment that has begun, or reopen a closed one."""

CELLS = [(label, role) for label in RULES for role in ROLES]
REFUSED = [(label, role) for label, role in CELLS if role not in RULES[label].allowed]
ALLOWED = [(label, role) for label, role in CELLS if role in RULES[label].allowed]
HIDDEN = [
    (label, role)
    for label, role in REFUSED
    if role != "anonymous" and role not in RULES[label].forbidden
]


def there_of(world: World) -> dict[str, str]:
    return {"doctor_id": str(world.doctor.id), "exception_id": world.exception_id,
            "hold_id": world.hold_id, "appointment_id": world.appointment_id,
            "account_id": str(world.dev.account_id), "session_id": world.session_id, "patient_id": world.child_id,
            "clinic_id": world.clinic_id, "desk_id": str(world.sita.account_id), "passkey_id": world.passkey_id,
            "photo": PHOTO_VERSION, "table": "days", "day": HOLIDAY, "ticket_id": world.ticket_id, "display_id": world.display_id,
            "setting": DEFAULT_SETTING, "year": str(world.receipt[0]), "number": str(world.receipt[1]),
            "token": world.calendar_token, "version": notice().version, "code": "not-found", "name": "docs.js"}  # fmt: skip


def _nowhere(world: World) -> dict[str, str]:
    forged = world.hold_id[:40] + world.hold_id[40:][::-1]
    return {"doctor_id": absent(), "exception_id": absent(), "hold_id": forged,
            "account_id": absent(), "session_id": absent(), "patient_id": absent(), "passkey_id": absent(),
            "clinic_id": absent(), "desk_id": absent(), "ticket_id": absent(), "display_id": absent(),
            "setting": "nothing", "year": "2001", "number": "9", "photo": "1" * 24, "table": "days", "day": HOLIDAY,
            "appointment_id": absent(), "token": absent(), "version": "0", "code": "no-such", "name": "no-such.js"}  # fmt: skip


async def call(
    client: AsyncClient, label: str, world: World, ids: dict[str, str], person: Person | None
) -> Response:
    return await client.send(await request_of(client, label, world, ids, person))


async def request_of(
    client: AsyncClient, label: str, world: World, ids: dict[str, str], person: Person | None
) -> Request:
    method, _, path = label.partition(" ")
    make = RULES[label].body
    body = await make(world, client) if make else None
    if label == "POST /v1/appointments":
        body = {"hold_id": ids["hold_id"]}
    headers = {
        "idempotency-key": uuid4().hex,
        "if-match": _VERSIONS.get(label.rpartition("/")[2], "*"),
    }
    if label == "GET /v1/appointments" and person is world.admin:
        path += f"?doctor_id={world.doctor.id}"
    if label == "GET /v1/clinics/{clinic_id}/patients":
        path += "?q=lakshmi"
    headers["amrutam-display"] = world.display_token
    if label == PHOTO:
        headers["content-type"] = "image/png"
        headers |= person.headers if person else {}
        return client.build_request(method, path.format(**ids), content=picture(), headers=headers)
    return client.build_request(
        method, path.format(**ids), json=body, headers=headers | (person.headers if person else {})
    )


async def things(client: AsyncClient, world: World) -> list[Any]:
    """Reads the objects of Asha, Meera and the front desk (Sita) as their owners; returns the bodies."""
    doctor, asha, meera = f"/v1/doctors/{world.doctor.id}", world.asha, world.meera
    asked = [(f"/v1/appointments/{world.appointment_id}", asha),
             (f"/v1/holds/{world.hold_id}", asha), ("/v1/me/patients", asha),
             ("/v1/me/consents", asha), (f"{doctor}/schedule", meera), (f"{doctor}/exceptions", meera),
              (f"{doctor}/calendar-link", meera), ("/v1/me/passkeys", meera),
              (doctor, meera), (f"/v1/clinics/{world.clinic_id}", meera),
              ("/v1/me/clinics", world.sita),
              *[(f"/v1/clinics/{world.clinic_id}/{name}", world.sita) for name in DESKS_OWN]]  # fmt: skip
    return [(await client.get(path, headers=who.headers)).text for path, who in asked]


def told(answer: Response) -> tuple[int, list[tuple[str, str]], str]:
    """Returns (status, headers, body), as a stranger sees them, without the path of the request, its id and the date."""
    body = re.sub(r'"instance":"[^"]*"', "", answer.text)
    headers = [(k, v) for k, v in answer.headers.items() if k not in ("x-request-id", "date")]
    return answer.status_code, sorted(headers), body


@pytest.fixture(scope="module")
async def world(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


def test_every_route_declares_who_may_call_it() -> None:
    assert sorted(RULES) == sorted(f"{method} {path}" for method, path in routes())


@pytest.mark.parametrize("role", [availability, realtime, worker])
def test_no_other_role_serves_a_route_of_its_own(role: ModuleType) -> None:
    assert {f"{method} {path}" for method, path in routes(role.create(NOWHERE)[0])} <= set(RULES)


def test_what_is_answered_below_the_framework_is_one_of_its_routes() -> None:
    fast = served().fast.labels()
    assert fast
    assert fast <= set(RULES)


@pytest.mark.parametrize(("label", "role"), ALLOWED)
async def test_those_who_may_are_let_in(
    client: AsyncClient, resources: Resources, world: World, label: str, role: str
) -> None:
    own = world if label.startswith("GET") else await make_world(resources, client)
    if label in (*CLOSINGS, ATTENDING):
        await begin(resources, own.appointment_id)
    if label == REOPENING:
        await call(client, CLOSINGS[0], own, there_of(own), own.people[role])
    if "/proposal" in label and label != PROPOSING:
        await call(client, PROPOSING, own, there_of(own), own.meera)
    answer = await call(client, label, own, there_of(own), own.people[role])
    if label == EXTENDING:
        assert answer.json()["type"].endswith("/not-yet"), answer.text
    elif label == "GET /graphql":
        # The request lacks the parameter `query`.
        assert answer.status_code == 400, answer.text
    elif label in PROVING or ("/v1/auth/" in label and not label.endswith(("/csrf", "/options"))):
        assert answer.status_code in (202, 204, 400, 422), answer.text
    else:
        assert answer.status_code in (200, 201, 202, 204), answer.text


@pytest.mark.parametrize(("label", "role"), REFUSED)
async def test_the_others_are_refused_and_change_nothing(
    client: AsyncClient, world: World, label: str, role: str
) -> None:
    rule, before = RULES[label], await things(client, world)
    answer = await call(client, label, world, there_of(world), world.people[role])
    expected = {"anonymous": 401}.get(role, 403 if role in rule.forbidden else rule.hidden)
    assert answer.status_code == expected, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert world.asha.email not in answer.text
    assert await things(client, world) == before


@pytest.mark.parametrize(("label", "role"), HIDDEN)
async def test_anothers_thing_and_an_absent_one_answer_alike(
    client: AsyncClient, world: World, label: str, role: str
) -> None:
    there, nowhere, person = there_of(world), _nowhere(world), world.people[role]
    others = await call(client, label, world, there, person)
    none = await call(client, label, world, nowhere, person)
    assert told(others) == told(none)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "label", ["GET /v1/doctors/{doctor_id}", "GET /v1/doctors/{doctor_id}/slots"]
)
async def test_a_doctor_that_is_not_approved_is_absent(
    client: AsyncClient, resources: Resources, world: World, label: str, role: str
) -> None:
    own = await make_world(resources, client)
    path = f"/v1/doctors/{own.doctor.id}/suspend"
    assert (await client.post(path, headers=own.admin.headers)).status_code == 200
    there, nowhere, person = there_of(own), _nowhere(own), own.people[role]
    answer = await call(client, label, own, there, person)
    if role in CALENDAR.allowed and not label.endswith("slots"):
        assert answer.status_code == 200
    else:
        assert told(answer) == told(await call(client, label, own, nowhere, person))
        assert answer.status_code == 404


@pytest.mark.parametrize("field", ["patient_id", "reschedules", "consultation_type_id"])
async def test_anothers_thing_in_a_body_is_as_absent(
    client: AsyncClient, world: World, field: str
) -> None:
    others = {"patient_id": str(world.asha.patient_id), "reschedules": world.appointment_id,
              "consultation_type_id": str(world.other_doctor.type_id)}  # fmt: skip
    answers = [
        await hold(client, world.ravi, world.doctor, local(5, "10:00"), **{field: id_})
        for id_ in (others[field], absent())
    ]
    assert answers[0].status_code in (404, 422)
    assert told(answers[0]) == told(answers[1])


@pytest.mark.parametrize("role", ["other patient", "other doctor"])
async def test_lists_hold_nothing_of_others(client: AsyncClient, world: World, role: str) -> None:
    person = world.people[role]
    assert person is not None
    ids = (str(world.asha.patient_id), world.appointment_id, world.exception_id, world.asha.email)
    for path in ("/v1/me", "/v1/me/patients", "/v1/appointments"):
        answer = await client.get(path, headers=person.headers)
        assert answer.status_code == 200
        assert not any(id_ in answer.text for id_ in ids)


@pytest.mark.parametrize("role", ["patient", "doctor"])
@pytest.mark.parametrize("name", ["doctor_id", "email"])
async def test_what_only_administrators_ask_for_is_refused_to_others(
    client: AsyncClient, world: World, role: str, name: str
) -> None:
    """A filter that only administrators may use is refused to others.

    If the filter were ignored, the page would look as if it were filtered.
    """
    person = world.people[role]
    assert person is not None
    value = {"doctor_id": str(world.doctor.id), "email": person.email}[name]
    answer = await client.get(f"/v1/appointments?{name}={value}", headers=person.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/query/{name}"


async def test_anothers_cursor_is_as_a_forged_one(client: AsyncClient, world: World) -> None:
    await _another_appointment(client, world)
    page = await client.get("/v1/appointments?limit=1", headers=world.meera.headers)
    cursor = page.json()["next_cursor"]
    assert cursor
    answers = [
        await client.get(f"/v1/appointments?limit=1&cursor={each}", headers=world.dev.headers)
        for each in (cursor, cursor[::-1])
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert told(answers[0]) == told(answers[1])


async def test_a_key_of_one_account_says_nothing_to_another(
    client: AsyncClient, resources: Resources
) -> None:
    own = await make_world(resources, client)
    key = {"idempotency-key": uuid4().hex}
    body = {"hold_id": own.hold_id}
    first = await client.post("/v1/appointments", json=body, headers=own.asha.headers | key)
    assert first.status_code == 201
    second = await client.post("/v1/appointments", json=body, headers=own.ravi.headers | key)
    assert (second.status_code, problem(second)) == (422, "invalid-request")


async def _another_appointment(client: AsyncClient, world: World) -> None:
    held = await hold(client, world.ravi, world.doctor, local(6, "10:00"))
    headers = world.ravi.headers | {"idempotency-key": uuid4().hex}
    body = {"hold_id": held.json()["id"]}
    answer = await client.post("/v1/appointments", json=body, headers=headers)
    assert answer.status_code == 201
