"""Tests changes by doctors and administrators, and how they reach patients."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from amrutam.seeding.demo import ADMIN, DOCTOR
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, sign_in
from tests.e2e.words import ENGLISH


async def _doctor_in_practice(page: Page, site: Site) -> dict[str, str]:
    account = await page.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    doctor: dict[str, str] = await site.get(f"/v1/doctors/{account['doctor_id']}")
    return doctor


async def _gives_up(page: Page, weekday: str) -> None:
    """As the doctor, removes all hours on a weekday (its English name), opens the preview, and saves."""
    await page.goto("/en/practice/hours")
    await hydrated(page)
    day = page.get_by_role("region", name=weekday)
    await day.locator("summary").first.click()
    sessions = day.get_by_role("button").filter(has_text=ENGLISH("practice.hours.dropSession"))
    await expect(sessions.first).to_be_visible()
    for left in reversed(range(await sessions.count())):
        await sessions.first.click()
        await expect(sessions).to_have_count(left)
    await page.get_by_role("button", name=ENGLISH("practice.hours.previewAndSave")).click()
    await page.get_by_role("button", name=ENGLISH("practice.hours.save")).click()
    await expect(page.get_by_text(ENGLISH("practice.hours.saved"))).to_be_visible()


async def test_hours_that_a_doctor_gives_up_leave_the_patients_page(
    visit: Visit, site: Site, staff: Staff
) -> None:
    practice = await visit("/en/practice", storage_state=await staff(DOCTOR))
    patient, doctor = Booker(await visit()), await _doctor_in_practice(practice, site)
    mode = doctor["modes"][0]
    starts_at = (await site.open_times(doctor["id"], mode))[-1]
    await patient.see(doctor, starts_at, mode)
    await expect(patient.page.get_by_text(ENGLISH("doctor.times.live"))).to_be_visible()
    time = await patient.time(doctor, starts_at)
    await expect(time).to_be_visible()
    local = datetime.fromisoformat(starts_at).astimezone(ZoneInfo(doctor["time_zone"]))
    await _gives_up(practice, f"{local:%A}")
    await expect(time).to_have_count(0)
    assert starts_at not in await site.open_times(doctor["id"], mode)


async def test_an_administrator_finds_a_booking_with_its_history(
    visit: Visit, site: Site, staff: Staff
) -> None:
    booker, doctor = Booker(await visit()), await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-4]
    address = await sign_in(booker.page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    await booker.books()
    office = await visit("/en/operations/appointments", storage_state=await staff(ADMIN))
    await hydrated(office)
    await office.get_by_text(ENGLISH("operations.search.ways.email"), exact=True).click()
    await office.get_by_label(ENGLISH("operations.search.fields.email")).fill(address)
    await office.keyboard.press("Enter")
    found = office.get_by_role("listitem").filter(has_text=doctor["name"])
    await found.get_by_role("link").click()
    main = office.get_by_role("main")
    await expect(
        main.get_by_role("heading", name=ENGLISH("operations.history.title"))
    ).to_be_visible()
    await expect(main).to_contain_text("Booked by the patient")
