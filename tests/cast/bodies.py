"""Provides, for every endpoint that takes a JSON body, a body that its schema allows.

An endpoint is named by its label: the method, a space, and the path with placeholders.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from amrutam.accounts.consents import notice
from tests.cast.calendars import day as local_day
from tests.cast.calendars import week
from tests.cast.clinics import new_clinic
from tests.cast.doctor_calls import new_doctor
from tests.cast.front_desk import new_phone
from tests.cast.people import Person
from tests.cast.times import local
from tests.cast.world import PHOTO_VERSION, World, absent, leave

HOLIDAY = local_day(30)
"""A day (ISO 8601) that is a holiday in no other test: 30 days after today in India."""

DEFAULT_SETTING = "clinic_max_desk"
"""A setting whose value, 100 by default, no other test changes."""

TEXTS = {
    "POST /v1/auth/otp": "address",
    "POST /v1/auth/token": "code",
    "POST /v1/auth/session": "code",
    "POST /v1/auth/refresh": "refresh_token",
    "POST /v1/auth/logout": "everywhere",
    "PATCH /v1/me": "name",
    "POST /v1/me/patients": "name",
    "PATCH /v1/me/patients/{patient_id}": "name",
    "POST /v1/me/codes": "purpose",
    "POST /v1/me/email": "email",
    "PUT /v1/me/email": "new_code",
    "POST /v1/me/close": "code",
    "POST /v1/doctors": "bio",
    "PATCH /v1/doctors/{doctor_id}": "bio",
    "PUT /v1/doctors/{doctor_id}/schedule": "time_zone",
    "POST /v1/doctors/{doctor_id}/schedule/preview": "time_zone",
    "POST /v1/doctors/{doctor_id}/exceptions": "note",
    "POST /v1/doctors/{doctor_id}/exceptions/preview": "note",
    "PUT /v1/doctors/{doctor_id}/rush": "on",
    "POST /v1/availability/query": "from",
    "POST /v1/holds": "doctor_id",
    "POST /v1/appointments": "reason",
    "PATCH /v1/appointments/{appointment_id}": "reason",
    "POST /v1/appointments/{appointment_id}/reschedule": "hold_id",
    "POST /v1/appointments/{appointment_id}/cancel": "reason",
    "POST /v1/clinics": "address",
    "PATCH /v1/clinics/{clinic_id}": "address",
    "PUT /v1/clinics/{clinic_id}/holidays/{day}": "name",
    "POST /v1/clinics/{clinic_id}/patients": "name",
    "POST /v1/clinics/{clinic_id}/queue": "patient_id",
    "PATCH /v1/clinics/{clinic_id}/queue/{ticket_id}": "room",
    "POST /v1/clinics/{clinic_id}/displays": "name",
    "POST /v1/clinics/{clinic_id}/payments": "method",
    "POST /v1/clinics/{clinic_id}/receipts/{year}/{number}/take-back": "reason",
    "POST /v1/doctors/{doctor_id}/suspend": "affected",
    "POST /v1/doctors/{doctor_id}/handover": "to_doctor_id",
    "POST /v1/staff": "email",
    "POST /v1/operations/doctors/{doctor_id}/account": "email",
    "PUT /v1/operations/settings/{setting}": "value",
    "PATCH /v1/staff/{account_id}": "role",
    "POST /v1/auth/password": "password",
    "POST /v1/auth/password/forgotten": "email",
    "POST /v1/auth/step-up": "password",
    "PUT /v1/me/password": "password",
    "PUT /v1/me/factor": "code",
    "POST /v1/me/passkeys": "name",
    "PATCH /v1/me/passkeys/{passkey_id}": "name",
    "PUT /v1/appointments/{appointment_id}/attendance": "attendance",
    "PUT /v1/doctors/{doctor_id}/lateness": "minutes",
    "PUT /v1/appointments/{appointment_id}/proposal": "starts_at",
}
"""For the label of each endpoint with a body, the name of a field of the body: a text field if the body has one."""


def fitting(label: str, world: World) -> dict[str, Any]:
    made: dict[str, dict[str, Any]] = {
        "POST /v1/auth/otp": {"channel": "email", "address": f"{uuid4().hex}@people.example"},
        "POST /v1/auth/token": {"challenge_id": absent(), "code": "123456"},
        "POST /v1/auth/session": {"challenge_id": absent(), "code": "123456"},
        "POST /v1/auth/refresh": {"refresh_token": "x"},
        "POST /v1/auth/logout": {},
        "PATCH /v1/me": {"name": "Asha"},
        "POST /v1/me/patients": {"name": "Tara", "relation": "child"},
        "PATCH /v1/me/patients/{patient_id}": {"name": "Tara"},
        "POST /v1/me/codes": {"purpose": "proof"},
        "POST /v1/me/email": {"email": f"{uuid4().hex}@people.example"},
        "PUT /v1/me/email": {"challenge_id": absent(), "new_code": "1", "present_code": "1"},
        "POST /v1/me/close": {"challenge_id": absent(), "code": "123456"},
        "POST /v1/doctors": new_doctor(),
        "PATCH /v1/doctors/{doctor_id}": {"bio": "Other"},
        "PUT /v1/doctors/{doctor_id}/schedule": {"rules": week("09:00", "17:00")},
        "POST /v1/doctors/{doctor_id}/schedule/preview": {"rules": week("09:00", "17:00")},
        "POST /v1/doctors/{doctor_id}/exceptions": leave(),
        "POST /v1/doctors/{doctor_id}/exceptions/preview": leave(),
        "PUT /v1/doctors/{doctor_id}/rush": {"on": False},
        "POST /v1/availability/query": {"doctor_ids": [str(world.doctor.id)]},
        "POST /v1/holds": {"doctor_id": str(world.doctor.id), "starts_at": local(3, "12:00")},
        "POST /v1/appointments": {"hold_id": world.hold_id},
        "PATCH /v1/appointments/{appointment_id}": {"reason": "Knees hurt"},
        "POST /v1/appointments/{appointment_id}/reschedule": {"hold_id": world.hold_id},
        "POST /v1/appointments/{appointment_id}/cancel": {},
        "POST /v1/clinics": new_clinic(),
        "PATCH /v1/clinics/{clinic_id}": {"address": "2 MG Road"},
        "PUT /v1/clinics/{clinic_id}/holidays/{day}": {"name": "Diwali"},
        "POST /v1/clinics/{clinic_id}/patients": {"name": "Gopal Rao", "phone": new_phone()},
        "POST /v1/clinics/{clinic_id}/queue": {
            "doctor_id": str(world.doctor.id),
            "patient_id": world.known_id,
        },
        "PATCH /v1/clinics/{clinic_id}/queue/{ticket_id}": {"state": "waiting", "room": "2"},
        "POST /v1/clinics/{clinic_id}/displays": {"name": "Entrance"},
        "POST /v1/clinics/{clinic_id}/payments": {
            "ticket_id": world.ticket_id,
            "paid": {"amount": 100},
            "method": "upi",
        },
        "POST /v1/clinics/{clinic_id}/receipts/{year}/{number}/take-back": {"reason": "twice"},
        "POST /v1/doctors/{doctor_id}/suspend": {"affected": "keep"},
        "POST /v1/doctors/{doctor_id}/handover": {"to_doctor_id": str(world.other_doctor.id)},
        "POST /v1/staff": {"email": f"{uuid4().hex}@clinic.example", "role": "doctor"},
        "PUT /v1/operations/settings/{setting}": {"value": 100},
        "PATCH /v1/staff/{account_id}": {"disabled": False},
        "POST /v1/operations/doctors/{doctor_id}/account": {
            "email": f"{uuid4().hex}@clinic.example"
        },
        "POST /v1/auth/password": {"token": "x", "password": "x"},
        "POST /v1/auth/password/forgotten": {"email": f"{uuid4().hex}@clinic.example"},
        "POST /v1/auth/step-up": {"password": "x"},
        "PUT /v1/me/password": {"current_password": "x", "password": "x"},
        "PUT /v1/me/factor": {"pending": "x", "code": "x"},
        "POST /v1/me/passkeys": {"name": "Phone", "credential": {}},
        "PATCH /v1/me/passkeys/{passkey_id}": {"name": "Phone"},
        "PUT /v1/appointments/{appointment_id}/attendance": {"attendance": "expected"},
        "PUT /v1/doctors/{doctor_id}/lateness": {"minutes": 15},
        "PUT /v1/appointments/{appointment_id}/proposal": {"starts_at": local(4, "12:00")},
    }
    return made[label]


def entitled(label: str, world: World) -> Person:
    """Returns a person who is allowed to call the endpoint on the objects of the patient Asha and the doctor Meera."""
    if (
        label.endswith(("/v1/doctors", "/suspend", "/handover"))
        or "/v1/staff" in label
        or "/v1/clinics" in label
        or "/v1/operations" in label
    ):
        return world.admin
    is_staffs = "/me/passkey" in label or label.endswith(("/me/password", "/me/factor", "/step-up"))
    is_doctors = "/v1/doctors/" in label or label.endswith(("/attendance", "/proposal"))
    return world.meera if is_staffs or is_doctors else world.asha


def filled(label: str, world: World) -> tuple[str, str]:
    """Returns (method, path) of an endpoint; the placeholders are replaced by ids of objects in `world`, and by `HOLIDAY` and `DEFAULT_SETTING`."""
    method, _, path = label.partition(" ")
    return method, path.format(
        doctor_id=world.doctor.id, appointment_id=world.appointment_id, hold_id=world.hold_id,
        exception_id=world.exception_id, token=world.calendar_token, version=notice().version,
        account_id=world.dev.account_id, session_id=world.session_id, clinic_id=world.clinic_id,
        desk_id=world.sita.account_id, passkey_id=world.passkey_id, ticket_id=world.ticket_id,
        display_id=world.display_id, year=world.receipt[0], number=world.receipt[1],
        patient_id=world.child_id, photo=PHOTO_VERSION, table="days", day=HOLIDAY,
        setting=DEFAULT_SETTING,
    )  # fmt: skip


async def send(
    client: AsyncClient, label: str, world: World, content: bytes, **headers: str
) -> Response:
    """Sends exactly the bytes `content` as the person whom `entitled` returns, and returns the answer.

    `headers` are added, and replace headers of the same name; `_` in a name stands for `-`.
    """
    method, path = filled(label, world)
    given = {
        "content-type": "application/json",
        "idempotency-key": uuid4().hex,
        "if-match": '"1"' if "schedule" in path or "settings" in path else "*",
        **entitled(label, world).headers,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return await client.request(method, path, content=content, headers=given)
