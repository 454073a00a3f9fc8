"""Tests a doctor who works at two clinics: patients find and book the
doctor at either one, and its desk sees the visit.

Other tests add a clinic, close it, and give it a holiday.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.e2e.axe import violations
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.keyboard import choose, enter, press, tab_to
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, invite_staff, is_within, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

AWAY = CLINICS[1]
"""A clinic in another city than the city of the doctor who also works there."""


_PHONE = {"width": 360, "height": 740}
_PATNA, _NEPALI = {"en": "Patna", "hi": "पटना"}, {"en": "Nepali", "hi": "नेपाली"}


async def _time_at(site: Site, doctor: dict[str, Any], clinic: str) -> str:
    """Returns the start of the doctor's last open slot in person at the clinic with this id."""
    open_times = set(await site.open_times(doctor["id"], "in_person"))
    path, last = f"/v1/doctors/{doctor['id']}/slots", max(open_times)
    found = await site.get(path, **{"from": min(open_times)[:10], "to": last[:10]})
    at = [each["id"] for each in found["clinics"]].index(clinic)
    slots = [slot for day in found["days"] for slot in day["slots"] if slot.get("clinic") == at]
    return str([slot["starts_at"] for slot in slots if slot["starts_at"] in open_times][-1])


def _chosen(desk: Page) -> Locator:
    """Returns the link of the clinic whose front desk the page shows."""
    clinics = desk.get_by_role("navigation", name=ENGLISH("desk.clinics"))
    return clinics.locator("[aria-current=true]")


async def test_a_visit_at_the_second_clinic_is_said_to_be_there_and_its_desk_sees_it(
    visit: Visit, site: Site, staff: Staff
) -> None:
    booker = Booker(await visit(f"/en/doctors?clinic={AWAY.id}"))
    page = booker.page
    await expect(page.get_by_label(ENGLISH("search.filters"))).to_contain_text(AWAY.name)
    (found,) = await site.doctors(clinic=str(AWAY.id))
    assert found["city"] != "Vijayawada"
    await expect(page.get_by_role("article")).to_contain_text("Vijayawada")
    doctor = await site.get(f"/v1/doctors/{found['id']}")
    starts_at = await _time_at(site, doctor, str(AWAY.id))
    await sign_in(page, site)
    await booker.see(doctor, starts_at, "in_person")
    main = page.get_by_role("main")
    await expect(main.get_by_text(AWAY.address)).to_be_visible()
    await expect(main.get_by_text(f"{AWAY.name}, Vijayawada").first).to_be_visible()
    await _says_what_is_treated_and_where(main)
    await (await booker.time(doctor, starts_at)).click()
    await booker.tells("Asha Rao", "Knees hurt")
    await booker.agrees()
    await expect(main).to_contain_text(f"{AWAY.name}, {AWAY.address}")
    await booker.confirms()
    await booker.is_booked()
    await expect(main).to_contain_text(f"{AWAY.name}, {AWAY.address}")

    day = f"{datetime.fromisoformat(starts_at).astimezone(ZoneInfo(doctor['time_zone'])):%Y-%m-%d}"
    desk = await visit(f"/en/desk?clinic={AWAY.id}&date={day}", storage_state=await staff(DESK))
    await expect(_chosen(desk)).to_have_text(AWAY.name)
    await expect(desk.get_by_role("listitem").filter(has_text="Asha Rao")).to_be_visible()
    other = await visit(
        f"/en/desk?clinic={CLINICS[0].id}&date={day}", storage_state=await staff(DESK)
    )
    await expect(_chosen(other)).to_have_text(CLINICS[0].name)
    await expect(other.get_by_text("Asha Rao")).to_have_count(0)


async def _says_what_is_treated_and_where(doctors_page: Locator) -> None:
    """Checks that a doctor's page names the complaints that the doctor treats, and has a link to a map for the clinic `AWAY`."""
    treats = doctors_page.locator("section").filter(
        has=doctors_page.page.get_by_role("heading", name=ENGLISH("doctor.treats"))
    )
    await expect(treats.get_by_role("paragraph")).to_have_text(re.compile(r"\w+, \w+"))
    there = doctors_page.get_by_role("listitem").filter(has_text=AWAY.address)
    link = there.get_by_role("link", name=ENGLISH("doctor.directions"))
    to = f"to={AWAY.latitude}%2C{AWAY.longitude}"
    await expect(link).to_have_attribute("href", re.compile(f"openstreetmap.*{re.escape(to)}"))


async def test_a_new_clinic_is_where_a_doctors_hours_can_be(
    visit: Visit, site: Site, staff: Staff
) -> None:
    office = await visit("/en/operations/clinics", storage_state=await staff(ADMIN))
    await hydrated(office)
    await office.get_by_label(ENGLISH("clinics.form.name")).fill("Amrutam Charminar")
    await office.get_by_label(ENGLISH("clinics.form.address")).fill("2 Laad Bazaar")
    await office.get_by_label(ENGLISH("clinics.form.city")).select_option("hyderabad")
    await office.get_by_role("button", name=ENGLISH("clinics.form.add")).click()
    await expect(office.get_by_role("heading", level=1)).to_have_text("Amrutam Charminar")
    practice = await visit("/en/practice/hours", storage_state=await staff(DOCTOR))
    account = await practice.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    doctor = await site.get(f"/v1/doctors/{account['doctor_id']}")
    await office.get_by_label(ENGLISH("clinics.doctors.search")).fill(doctor["name"])
    await office.get_by_role("button", name=ENGLISH("clinics.doctors.submit"), exact=True).click()
    choose = ENGLISH.like("operations.search.chooseOf", name=doctor["name"])
    await office.get_by_role("button", name=choose).click()
    drop = ENGLISH.like("clinics.people.dropOf", name=doctor["name"])
    await expect(office.get_by_role("button", name=drop)).to_be_visible()

    await practice.reload()
    await hydrated(practice)
    await practice.get_by_role("region", name="Monday").locator("summary").first.click()
    place = practice.get_by_role("region", name="Monday").get_by_label(
        ENGLISH("practice.hours.place")
    )
    await place.first.select_option(label="Amrutam Charminar, 2 Laad Bazaar, Hyderabad")
    await practice.get_by_role("button", name=ENGLISH("practice.hours.previewAndSave")).click()
    await practice.get_by_role("button", name=ENGLISH("practice.hours.save")).click()
    await expect(practice.get_by_text(ENGLISH("practice.hours.saved"))).to_be_visible()
    found = await site.doctors(city="hyderabad", limit=50)
    card = next(each for each in found if each["id"] == doctor["id"])
    assert "Amrutam Charminar" in [clinic["name"] for clinic in card["clinics"]]


async def test_a_clinic_offers_front_desk_accounts_older_than_a_hundred_others(
    visit: Visit, staff: Staff
) -> None:
    page = await visit("/en/operations", storage_state=await staff(ADMIN))
    oldest = f"reception-{uuid4().hex[:8]}@clinic.example"
    await invite_staff(page, oldest, "desk")
    for _ in range(100):
        await invite_staff(page, f"vaidya-{uuid4().hex[:12]}@clinic.example", "doctor")
    await page.goto(f"/en/operations/clinics/{AWAY.id}")
    account = page.get_by_label(ENGLISH("clinics.desk.account"), exact=True)
    await expect(account.get_by_role("option", name=oldest)).to_have_count(1)


@pytest.mark.parametrize(
    ("words", "viewport", "zone"),
    [
        (ENGLISH, _PHONE, "Kathmandu, Nepal"),
        (HINDI, {"width": 1280, "height": 800}, "काठमांडू, नेपाल"),
    ],
    ids=["phone, English", "desktop, Hindi"],
)
async def test_a_clinic_is_recorded_closed_and_opened_by_keyboard(
    visit: Visit, site: Site, staff: Staff, words: Words, viewport: dict[str, int], zone: str
) -> None:
    path = f"/{words.language}/operations/clinics"
    page = await visit(path, storage_state=await staff(ADMIN), viewport=viewport)
    await hydrated(page)
    name, form = f"Amrutam Thamel {words.language}", "clinics.form"
    await enter(page, page.get_by_label(words(f"{form}.name")), name)
    await choose(page, page.get_by_label(words(f"{form}.city")), _PATNA[words.language])
    field = page.get_by_role("combobox", name=words(f"{form}.zone"))
    await enter(page, field, "Kathm")
    await expect(page.get_by_role("option", name=zone)).to_contain_text("GMT+5:45")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(field).to_have_value(zone)
    await press(page, page.locator("summary"))
    await tab_to(page, page.get_by_role("checkbox", name=_NEPALI[words.language]))
    await page.keyboard.press("Space")
    await is_within(page)
    await press(page, words(f"{form}.add"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)
    await is_within(page)
    clinic = await site.get(f"/v1/clinics/{page.url.rpartition('/')[2]}")
    assert (clinic["time_zone"], clinic["languages"]) == ("Asia/Kathmandu", ["Nepali"])

    for action, told, listed in (("close", "closed", False), ("open", "opened", True)):
        await hydrated(page)
        await press(page, page.get_by_role("button", name=words(f"clinics.closing.{action}")))
        dialog = page.get_by_role("alertdialog")
        await expect(dialog).to_be_visible()
        await is_within(page)
        await press(page, dialog.get_by_role("button", name=words(f"clinics.closing.{action}")))
        said = words.like(f"clinics.closing.{told}", name=name)
        await expect(page.get_by_text(said)).to_be_visible()
        banner = page.get_by_text(words("clinics.closing.isClosedText"))
        await expect(banner).to_have_count(0 if listed else 1)
        present = [each["id"] for each in (await site.get("/v1/clinics", limit=100))["items"]]
        assert (clinic["id"] in present) is listed


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("hi", HINDI)])
async def test_an_administrator_adds_a_holiday_and_sees_it_at_the_desk_of_the_clinic(
    visit: Visit, staff: Staff, language: str, words: Words
) -> None:
    """A holiday that an administrator adds is shown at the front desk of the clinic.

    The holiday is later than any time that patients can book, because other tests would lose their times on that day.
    """
    path = f"/{language}/operations/clinics/{AWAY.id}"
    page = await visit(path, storage_state=await staff(ADMIN), viewport=_PHONE)
    await hydrated(page)
    day = datetime.now(ZoneInfo("Asia/Kolkata")).date() + timedelta(days=400)
    card = page.get_by_role("region", name=words("clinics.holidays.title"))
    await card.get_by_label(words("clinics.holidays.day"), exact=True).fill(day.isoformat())
    await card.get_by_label(words("clinics.holidays.name")).fill("Diwali")
    await card.get_by_role("button", name=words("clinics.holidays.add"), exact=True).click()
    row = card.get_by_role("listitem").filter(has_text="Diwali").first
    await expect(row).to_be_visible()
    await card.get_by_text(words("clinics.holidays.history")).click()
    added = words.like("clinics.holidays.changes.added", name="Diwali")
    await expect(card.get_by_text(added).first).to_be_visible()
    await is_within(page)
    assert await violations(page) == []

    await page.get_by_role("link", name=words("clinics.toDesk")).click()
    await page.wait_for_url("**/desk?*")
    await page.goto(f"/{language}/desk?clinic={AWAY.id}&date={day}")
    closed = words.like("desk.holidays.closed", name="Diwali")
    await expect(page.get_by_text(closed)).to_be_visible()
    await is_within(page)
    assert await violations(page) == []
    for section in ("book", "queue", "payments", "displays"):
        await page.goto(f"/{language}/desk/{section}?clinic={AWAY.id}")
        title = words(f"desk.titles.{section}")
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
    await page.goto(f"/{language}/desk")
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("desk.anyClinic"))
    await page.get_by_role("link", name=AWAY.name).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("desk.titles.today"))

    await page.goto(path)
    await hydrated(page)
    remove = words.like("clinics.holidays.removeOf")
    await card.get_by_role("button", name=remove).first.click()
    await expect(page.get_by_text(words("clinics.holidays.removed"))).to_be_visible()
