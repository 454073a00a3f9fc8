"""Tests each step from a new clinic to its first patient, and a handover to another doctor, on the website only."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from amrutam.seeding.demo import ADMIN, DOCTOR
from tests.e2e.axe import violations
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.office import Office
from tests.e2e.site import Site, until
from tests.e2e.visitors import (
    add_doctor,
    hydrated,
    is_within,
    new_address,
    sign_in,
    suspend_doctor,
)
from tests.e2e.words import ENGLISH, spaced

NAME = "Dr. Ketaki Upadhye"


async def _hands_over(page: Page, other: str) -> None:
    """As an administrator, in a window of a phone's size, asks the only
    patient of the shown doctor to see the doctor `other`.
    """
    size = page.viewport_size
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.reload()
    await hydrated(page)
    card = page.get_by_role("region", name=ENGLISH("operations.handover.title"))
    await card.get_by_label(ENGLISH("operations.handover.search")).fill(other)
    await card.get_by_role("button", name=ENGLISH("operations.handover.submit"), exact=True).click()
    choose = ENGLISH.like("operations.search.chooseOf", name=other)
    await card.get_by_role("button", name=choose).first.click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Ask 1 patient").click()
    await expect(card).to_contain_text("1 patient has not answered")
    assert await violations(page) == []
    await is_within(page)
    if size is not None:
        await page.set_viewport_size(size)


async def _declines(booker: Booker, appointment: str, other: str) -> None:
    """As the patient who was asked, opens the page with the slots of the other doctor, goes back, and declines."""
    page = booker.page
    await page.goto(f"/en/appointments/{appointment}")
    await hydrated(page)
    asked = ENGLISH.like("appointments.news.otherDoctor", name=other)
    card = page.get_by_role("region", name=asked)
    await expect(card).to_be_visible()
    assert await violations(page) == []
    await card.get_by_role("link", name=ENGLISH("appointments.news.choose")).click()
    title = ENGLISH.like("appointments.moveTo", name=other)
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)
    times = page.get_by_role("button", name=ENGLISH.like("doctor.times.book", name=other))
    await expect(times.first).to_be_visible()
    await page.goto(f"/en/appointments/{appointment}")
    await hydrated(page)
    await card.get_by_role("button", name=ENGLISH("appointments.news.declineDoctor")).click()
    told = ENGLISH.like("appointments.news.declinedDoctor", name=other)
    await expect(page.get_by_text(told)).to_be_visible()
    await expect(card).to_have_count(0)


async def test_a_new_clinic_goes_from_nothing_to_its_first_patient(
    visit: Visit, site: Site, staff: Staff
) -> None:
    page = await visit("/en/operations", storage_state=await staff(ADMIN))
    office = Office(page)
    clinic = f"Amrutam Ranchi {uuid4().hex[:4]}"
    await office.adds_clinic(clinic)
    doctor_id = await office.adds_doctor(NAME)
    await office.puts_at(clinic)
    await office.invites_doctor(f"{uuid4().hex[:12]}@clinic.example")
    await office.sets_hours(clinic)
    await office.approves()

    booker = Booker(await visit("/en"))
    await sign_in(booker.page, site, new_address())
    doctor = await site.get(f"/v1/doctors/{doctor_id}")
    starts_at = (await site.open_times(doctor_id, "in_person"))[-1]
    await booker.see(doctor, starts_at, "in_person")
    await (await booker.time(doctor, starts_at)).click()
    appointment = await booker.books()
    await expect(booker.page.get_by_role("main")).to_contain_text(clinic)

    other = (await site.doctors(mode="in_person", limit=1))[0]["name"]
    await _hands_over(page, other)
    await _declines(booker, appointment, other)
    handover = page.get_by_role("region", name=ENGLISH("operations.handover.title"))
    await expect(handover).to_contain_text(
        "For 1 visit the patient does not want to see the other doctor"
    )

    await office.press("operations.approval.suspend")
    await expect(office.main).to_contain_text(ENGLISH("operations.suspension.choose"))
    suspending = ENGLISH.like("operations.suspension.title", name=NAME)
    card = office.main.get_by_role("region", name=suspending)
    await expect(card.get_by_text("Asha Rao")).to_be_visible()
    await office.main.get_by_text(ENGLISH("operations.suspension.cancel"), exact=True).click()
    await office.main.get_by_role("button", name="Suspend, and cancel 1 visit").click()
    await expect(office.main).to_contain_text(ENGLISH("operations.approval.is.suspended"))

    async def is_cancelled() -> bool:
        ask = "(id) => fetch(`/v1/appointments/${id}`).then((answer) => answer.json())"
        return bool((await booker.page.evaluate(ask, appointment))["status"] == "cancelled")

    await until(is_cancelled, "the job to cancel the visit")
    await booker.page.goto(f"/en/appointments/{appointment}")
    await expect(booker.page.get_by_role("main")).to_contain_text("cancelled")


LEAVING = "Dr. Ila Deshmukh"


async def _books_with_both_free(
    booker: Booker, site: Site, leaving: str, other: dict[str, Any]
) -> str:
    """Books a visit to the doctor with the id `leaving`, at a time at which the other doctor is available too.

    Returns the visit's id.
    """
    common = set(await site.open_times(leaving)) & set(await site.open_times(other["id"]))
    doctor, starts_at = await site.get(f"/v1/doctors/{leaving}"), max(common)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    return await booker.books()


async def _accepts(booker: Booker, other: str) -> None:
    """As the patient who was asked, finds the question in the list of visits, and accepts the other doctor."""
    page = booker.page
    await page.goto("/en/appointments")
    await hydrated(page)
    visit, question = (
        page.get_by_role("article"),
        ENGLISH.like("appointments.news.otherDoctor", name=other),
    )
    await expect(visit).to_contain_text(LEAVING)
    await expect(visit.get_by_text(question)).to_be_visible()
    await expect(
        visit.get_by_role("link", name=ENGLISH.like("appointments.moveNamed"))
    ).to_have_count(0)
    await is_within(page)
    await booker.looks()
    await visit.get_by_role("link", name=ENGLISH.like("appointments.answerNamed")).click()
    asked = page.get_by_role("region", name=question)
    await expect(asked).to_contain_text(f"{LEAVING} will not be able to see you")
    # The page has no link to other times: they would be those of the other doctor, whom only the
    # question ("Would you see ... instead?") names.
    await expect(page.get_by_role("link", name=ENGLISH("appointments.move"))).to_have_count(0)
    await is_within(page)
    await booker.looks()
    await hydrated(page)
    accept = ENGLISH.like("appointments.news.acceptDoctor", name=other)
    await asked.get_by_role("button", name=accept).click()
    said = ENGLISH.like("appointments.news.acceptedDoctor", name=other)
    await expect(page.get_by_text(said)).to_be_visible()
    await expect(asked).to_have_count(0)
    await expect(page.get_by_role("link", name=ENGLISH("appointments.move"))).to_be_visible()
    for _ in ("on the visit's page", "in the list"):
        await expect(page.get_by_role("main")).to_contain_text(other)
        await expect(page.get_by_role("main")).not_to_contain_text(LEAVING)
        await page.goto("/en/appointments")
    await expect(
        page.get_by_role("link", name=ENGLISH.like("appointments.answerNamed"))
    ).to_have_count(0)


async def test_a_patient_accepts_another_doctor_and_everybody_sees_the_change(
    visit: Visit, site: Site, staff: Staff
) -> None:
    office = await visit("/en/operations", storage_state=await staff(ADMIN))
    practice = await visit("/en/practice", storage_state=await staff(DOCTOR))
    me = await practice.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    other = await site.get(f"/v1/doctors/{me['doctor_id']}")
    leaving = await add_doctor(office, LEAVING)
    patient = await visit("/en", viewport={"width": 360, "height": 740})
    booker = Booker(patient, is_careful=True)
    await sign_in(patient, site)
    appointment = await _books_with_both_free(booker, site, leaving, other)
    await office.goto(f"/en/operations/doctors/{leaving}")
    await hydrated(office)
    await _hands_over(office, other["name"])

    await _accepts(booker, other["name"])

    handover = office.get_by_role("region", name=ENGLISH("operations.handover.title"))
    await expect(handover).to_contain_text(ENGLISH("operations.handover.nothingLeft"))
    await office.goto(f"/en/operations/appointments/{appointment}")
    main = office.get_by_role("main")
    await expect(main.get_by_role("link", name=other["name"])).to_be_visible()
    history = main.get_by_role("list").last.get_by_role("listitem")
    await expect(history).to_have_text(
        [
            re.compile("^Booked by the patient"),
            re.compile(
                "^The patient was asked by an administrator to see another doctor"
                f"Other doctor: {other['name']}"
            ),
            re.compile(
                "^Moved to another doctor by the patient"
                f"Doctor changed from {LEAVING} to {other['name']}"
            ),
        ]
    )
    assert await violations(office) == []
    await suspend_doctor(office, leaving)

    shown = await patient.evaluate(
        "(id) => fetch(`/v1/appointments/${id}`).then((answer) => answer.json())", appointment
    )
    zone = ZoneInfo(other["time_zone"])
    day = datetime.fromisoformat(shown["starts_at"]).astimezone(zone).date()
    await practice.goto(f"/en/practice?date={day}")
    clock = spaced(await booker.clock(shown["starts_at"], other["time_zone"]))
    row = practice.get_by_role("article").filter(has_text=re.compile(f"^{clock}"))
    await expect(row).to_contain_text("Asha Rao")
