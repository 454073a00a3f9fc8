"""A body that fits, for every address that takes one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from amrutam.accounts.consents import notice
from tests.cast.calendars import week
from tests.cast.clinics import new_clinic
from tests.cast.doctor_calls import new_doctor
from tests.cast.people import Person
from tests.cast.times import local
from tests.cast.world import World, absent, leave

TEXTS = {
    "POST /v1/auth/otp": "address",
    "POST /v1/auth/token": "code",
    "POST /v1/auth/session": "code",
    "POST /v1/auth/refresh": "refresh_token",
    "POST /v1/auth/logout": "everywhere",
    "PATCH /v1/me": "name",
    "POST /v1/me/patients": "name",
    "POST /v1/doctors": "bio",
    "PATCH /v1/doctors/{doctor_id}": "bio",
    "PUT /v1/doctors/{doctor_id}/schedule": "time_zone",
    "POST /v1/doctors/{doctor_id}/schedule/preview": "time_zone",
    "POST /v1/doctors/{doctor_id}/exceptions": "note",
    "POST /v1/doctors/{doctor_id}/exceptions/preview": "note",
    "POST /v1/availability/query": "from",
    "POST /v1/holds": "doctor_id",
    "POST /v1/appointments": "reason",
    "POST /v1/appointments/{appointment_id}/reschedule": "hold_id",
    "POST /v1/appointments/{appointment_id}/cancel": "reason",
    "POST /v1/clinics": "address",
    "PATCH /v1/clinics/{clinic_id}": "address",
    "POST /v1/staff": "email",
    "PATCH /v1/staff/{account_id}": "role",
    "POST /v1/auth/password": "password",
    "POST /v1/auth/password/forgotten": "email",
    "POST /v1/auth/step-up": "password",
    "PUT /v1/me/password": "password",
    "PUT /v1/me/factor": "code",
    "POST /v1/me/passkeys": "name",
    "PATCH /v1/me/passkeys/{passkey_id}": "name",
}
"""Each of them, and one of its fields: a text, where it has one."""


def fitting(label: str, world: World) -> dict[str, Any]:
    made: dict[str, dict[str, Any]] = {
        "POST /v1/auth/otp": {"channel": "email", "address": f"{uuid4().hex}@people.example"},
        "POST /v1/auth/token": {"challenge_id": absent(), "code": "123456"},
        "POST /v1/auth/session": {"challenge_id": absent(), "code": "123456"},
        "POST /v1/auth/refresh": {"refresh_token": "x"},
        "POST /v1/auth/logout": {},
        "PATCH /v1/me": {"name": "Asha"},
        "POST /v1/me/patients": {"name": "Tara", "relation": "child"},
        "POST /v1/doctors": new_doctor(),
        "PATCH /v1/doctors/{doctor_id}": {"bio": "Other"},
        "PUT /v1/doctors/{doctor_id}/schedule": {"rules": week("09:00", "17:00")},
        "POST /v1/doctors/{doctor_id}/schedule/preview": {"rules": week("09:00", "17:00")},
        "POST /v1/doctors/{doctor_id}/exceptions": leave(),
        "POST /v1/doctors/{doctor_id}/exceptions/preview": leave(),
        "POST /v1/availability/query": {"doctor_ids": [str(world.doctor.id)]},
        "POST /v1/holds": {"doctor_id": str(world.doctor.id), "starts_at": local(3, "12:00")},
        "POST /v1/appointments": {"hold_id": world.hold_id},
        "POST /v1/appointments/{appointment_id}/reschedule": {"hold_id": world.hold_id},
        "POST /v1/appointments/{appointment_id}/cancel": {},
        "POST /v1/clinics": new_clinic(),
        "PATCH /v1/clinics/{clinic_id}": {"address": "2 MG Road"},
        "POST /v1/staff": {"email": f"{uuid4().hex}@clinic.example", "role": "doctor"},
        "PATCH /v1/staff/{account_id}": {"disabled": False},
        "POST /v1/auth/password": {"token": "x", "password": "x"},
        "POST /v1/auth/password/forgotten": {"email": f"{uuid4().hex}@clinic.example"},
        "POST /v1/auth/step-up": {"password": "x"},
        "PUT /v1/me/password": {"current_password": "x", "password": "x"},
        "PUT /v1/me/factor": {"pending": "x", "code": "x"},
        "POST /v1/me/passkeys": {"name": "Phone", "credential": {}},
        "PATCH /v1/me/passkeys/{passkey_id}": {"name": "Phone"},
    }
    return made[label]


def entitled(label: str, world: World) -> Person:
    """Who may call the address on Asha's and Meera's things."""
    if label.endswith("/v1/doctors") or "/v1/staff" in label or "/v1/clinics" in label:
        return world.admin
    is_staffs = "/me/passkeys" in label or label.endswith(
        ("/me/password", "/me/factor", "/step-up")
    )
    return world.meera if is_staffs or "/v1/doctors/" in label else world.asha


def filled(label: str, world: World) -> tuple[str, str]:
    """Method and path with the ids of Asha's and Meera's things."""
    method, _, path = label.partition(" ")
    return method, path.format(
        doctor_id=world.doctor.id, appointment_id=world.appointment_id, hold_id=world.hold_id,
        exception_id=world.exception_id, token=world.calendar_token, version=notice().version,
        account_id=world.dev.account_id, session_id=world.session_id, clinic_id=world.clinic_id,
        desk_id=world.sita.account_id, passkey_id=world.passkey_id,
    )  # fmt: skip


async def send(
    client: AsyncClient, label: str, world: World, content: bytes, **headers: str
) -> Response:
    """These very bytes, as the one who may; `headers` are written with underscores."""
    method, path = filled(label, world)
    given = {
        "content-type": "application/json",
        "idempotency-key": uuid4().hex,
        "if-match": "*" if "schedule" not in path else '"1"',
        **entitled(label, world).headers,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return await client.request(method, path, content=content, headers=given)
