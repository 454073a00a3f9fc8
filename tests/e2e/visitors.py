"""Takes steps that many tests share, mostly by calls of the API from within a visitor's page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.cast.calendars import week
from tests.cast.doctor_calls import new_doctor
from tests.e2e.site import Site


def new_address() -> str:
    return f"visitor-{uuid4().hex[:12]}@patients.example"


async def hydrated(page: Page) -> None:
    """Waits until the page sends no requests (Playwright's `networkidle`), because its scripts then run.

    Input before that would be lost.
    """
    await page.wait_for_load_state("networkidle")


async def sign_in(page: Page, site: Site, address: str | None = None) -> str:
    """Signs in as a patient by the API from within the page, and returns the e-mail address, by default a new one.

    test_sign_in.py tests the screens of the sign-in.
    """
    address = address or new_address()
    asked = await _post(page, "/v1/auth/otp", {"channel": "email", "address": address})
    code = await site.code_for(address)
    await _session(page, {"challenge_id": asked["challenge_id"], "code": code})
    return address


async def sign_in_as_staff(page: Page, site: Site, email: str) -> None:
    await _session(page, site.staff_body(email))


async def _session(page: Page, body: dict[str, str]) -> None:
    await _post(page, "/v1/auth/session", body)
    await page.evaluate("localStorage.setItem('signed-in', '1')")


async def book(
    page: Page, doctor_id: str, starts_at: str, *, mode: str = "online", reason: str | None = None
) -> str:
    """Holds and books a slot by the API as the signed-in visitor; returns the appointment's id. Fails if refused."""
    wanted = {"doctor_id": doctor_id, "starts_at": starts_at, "mode": mode}
    hold = await _post(page, "/v1/holds", wanted)
    key = {"idempotency-key": uuid4().hex}
    made = await _post(page, "/v1/appointments", {"hold_id": hold["id"], "reason": reason}, key)
    return str(made["id"])


async def give_name(page: Page, name: str) -> None:
    """Gives the account of the signed-in visitor a name, which staff see."""
    await page.evaluate(_CALL, ["PATCH", "/v1/me", {"name": name}, {}])


async def be_on_time(page: Page, doctor_id: str) -> None:
    """Sets the lateness that the signed-in doctor has told waiting patients to 0 minutes."""
    await page.evaluate(_CALL, ["PUT", f"/v1/doctors/{doctor_id}/lateness", {"minutes": 0}, {}])


async def add_child(page: Page, name: str) -> None:
    """Adds a child to the family of the signed-in visitor."""
    await _post(page, "/v1/me/patients", {"name": name, "relation": "child"})


async def remove_family(page: Page, name: str) -> None:
    """Removes the member of this name from the family of the signed-in visitor, as in another tab."""
    family = (await page.evaluate(_CALL, ["GET", "/v1/me/patients", None, {}]))["items"]
    (id_,) = [each["id"] for each in family if each["name"] == name]
    await _delete(page, f"/v1/me/patients/{id_}")


async def take_numbers(page: Page, clinic_id: str, name: str) -> None:
    """As a person at the front desk, registers a patient, and gives the
    patient a queue number of each doctor at the clinic.
    """
    clinic = f"/v1/clinics/{clinic_id}"
    patient = await _post(page, f"{clinic}/patients", {"name": name, "phone": "98470 55667"})
    doctors = await page.evaluate(_CALL, ["GET", f"{clinic}/times", None, {}])
    for doctor in doctors["doctors"]:
        wanted = {"doctor_id": doctor["id"], "patient_id": patient["id"]}
        await _post(page, f"{clinic}/queue", wanted, {"idempotency-key": uuid4().hex})


async def release(page: Page, hold_id: str) -> None:
    """Releases the hold by the API, as the visitor could do in another tab."""
    await _delete(page, f"/v1/holds/{hold_id}")


async def add_leave(page: Page, doctor_id: str, starts_at: str, ends_at: str) -> str:
    """Adds leave as the signed-in doctor, from `starts_at` to `ends_at` (ISO 8601 with an offset); returns its id."""
    wanted = {"kind": "leave", "starts_at": starts_at, "ends_at": ends_at}
    return str((await _post(page, f"/v1/doctors/{doctor_id}/exceptions", wanted))["id"])


async def take_leave_back(page: Page, doctor_id: str, leave_id: str) -> None:
    await _delete(page, f"/v1/doctors/{doctor_id}/exceptions/{leave_id}")


async def change_doctor(page: Page, doctor_id: str, **fields: Any) -> None:
    """Changes fields of a doctor's profile, as the signed-in doctor or administrator."""
    await page.evaluate(_CALL, ["PATCH", f"/v1/doctors/{doctor_id}", fields, {}])


async def add_doctor(page: Page, name: str) -> str:
    """As an administrator, adds an approved doctor, and returns the doctor's id.

    The doctor offers online visits of thirty minutes that begin every five minutes, on every day.
    """
    kind = {
        "kind": "first_visit",
        "name": "First visit",
        "minutes": 30,
        "fee": {"amount": 60_000},
        "modes": ["online"],
    }
    made = await _post(page, "/v1/doctors", new_doctor(name=name, consultation_types=[kind]))
    path = f"/v1/doctors/{made['id']}/schedule"
    version = (await page.evaluate(_CALL, ["GET", path, None, {}]))["version"]
    hours = {"slot_step_minutes": 5, "rules": week("00:00", "24:00", modes=["online"])}
    await page.evaluate(_CALL, ["PUT", path, hours, {"if-match": f'"{version}"'}])
    await _post(page, f"/v1/doctors/{made['id']}/approve", {})
    return str(made["id"])


async def invite_staff(page: Page, email: str, role: str) -> None:
    """As an administrator, invites a person to an account of staff; `role` is doctor, desk or admin."""
    await _post(page, "/v1/staff", {"email": email, "role": role})


async def suspend_doctor(page: Page, doctor_id: str) -> None:
    """As an administrator, suspends a doctor; the doctor's visits stay booked."""
    await _post(page, f"/v1/doctors/{doctor_id}/suspend", {"affected": "keep"})


async def _delete(page: Page, path: str) -> None:
    await page.evaluate(_CALL, ["DELETE", path, None, {}])


async def _post(
    page: Page, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> Any:
    return await page.evaluate(_CALL, ["POST", path, body, headers or {}])


_CALL = """async ([method, path, body, headers]) => {
    const asked = path.startsWith("/v1/auth/") ? null : await fetch("/v1/auth/csrf");
    if (asked) headers["x-csrf-token"] = (await asked.json()).csrf_token;
    const answer = await fetch(path, {
        method, headers: {"content-type": "application/json", ...headers},
        ...(body && {body: JSON.stringify(body)}),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
}"""


async def is_within(page: Page) -> None:
    """Checks that no content is wider than the screen (WCAG 1.4.10)."""
    wide = await page.evaluate(
        """() => document.documentElement.scrollWidth > innerWidth
            ? [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5)
            : []"""
    )
    assert wide == [], f"{page.url} is wider than the screen: {wide}"


async def heading(page: Page, text: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_contain_text(text)
