"""Tests the account of a patient abroad, the doctor's day, header, footer and missing pages, on a small phone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from amrutam.seeding.demo import ADMIN, DOCTOR
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import (
    add_leave,
    heading,
    hydrated,
    is_within,
    new_address,
    sign_in,
    take_leave_back,
)
from tests.e2e.words import ENGLISH, HINDI, Words

SMALL = {"viewport": {"width": 360, "height": 740}}
ABROAD = {**SMALL, "timezone_id": "America/New_York"}
ABSENT = "00000000-0000-7000-8000-000000000000"
LANGUAGES = [("en", ENGLISH), ("hi", HINDI)]


async def _zone(page: Page) -> str:
    own = await page.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    return str(own["time_zone"])


async def test_an_account_made_in_new_york_has_new_york_s_time_and_changes_it_by_searching(
    visit: Visit, site: Site
) -> None:
    page, address = await visit("/en/sign-in?next=/account", **ABROAD), new_address()
    await expect(page.get_by_text(ENGLISH.like("session.zone", place="New York"))).to_be_visible()
    await page.get_by_label(ENGLISH("session.email")).fill(address)
    await page.get_by_role("button", name=ENGLISH("session.sendCode")).click()
    await page.get_by_label(ENGLISH("session.code")).fill(await site.code_for(address))
    await page.get_by_role("button", name=ENGLISH("session.confirm"), exact=True).click()
    await expect(page.get_by_text(ENGLISH.like("zone.messages", place="New York"))).to_be_visible()
    assert await _zone(page) == "America/New_York"
    await expect(page.get_by_text(ENGLISH.like("zone.device", place="New York"))).to_have_count(0)

    field = page.get_by_role("combobox", name=ENGLISH("account.preferences.timeZone"))
    await expect(field).to_have_value("New York, United States")
    clock = page.get_by_text(re.compile(r"The time in this time zone is .* \(GMT"))
    await expect(clock).to_be_visible()  # shows that the script of the field has loaded
    await field.click()
    await field.press_sequentially("जापान")
    option = page.get_by_role("option", name="Tokyo, Japan")
    await expect(option).to_contain_text("GMT+9")
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(field).to_have_value("Tokyo, Japan")
    await page.get_by_label(ENGLISH("account.preferences.name")).fill("Asha")
    await page.get_by_role("button", name=ENGLISH("account.preferences.save")).click()
    await expect(page.get_by_text(ENGLISH.like("zone.messages", place="Japan"))).to_be_visible()
    assert await _zone(page) == "Asia/Tokyo"
    assert await violations(page) == []
    await is_within(page)


async def test_a_device_elsewhere_offers_its_own_time(visit: Visit, site: Site) -> None:
    page = await visit("/hi/sign-in", **ABROAD)
    # The account has no zone, because the test signs in by the API and sends no zone.
    await sign_in(page, site)
    await page.goto("/hi/account")
    await page.get_by_role("button", name=HINDI.like("zone.choose", place="न्यूयॉर्क")).click()
    field = page.get_by_role("combobox", name=HINDI("account.preferences.timeZone"))
    await expect(field).to_have_value("न्यूयॉर्क, संयुक्त राज्य")
    await is_within(page)


async def test_the_name_s_fault_stands_at_the_name(visit: Visit, site: Site) -> None:
    page = await visit("/en/sign-in", **SMALL)
    await sign_in(page, site)
    await page.goto("/en/account")
    await hydrated(page)
    await page.get_by_role("button", name=ENGLISH("account.preferences.save")).click()
    field = page.get_by_label(ENGLISH("account.preferences.name"))
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(ENGLISH("account.preferences.nameMissing"))


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_leave_today_is_shown_as_leave_until_its_end(
    visit: Visit, staff: Staff, language: str, words: Words
) -> None:
    page = await visit(f"/{language}", **SMALL, storage_state=await staff(DOCTOR))
    doctor = (await page.evaluate("fetch('/v1/me').then((answer) => answer.json())"))["doctor_id"]
    zone = ZoneInfo("Asia/Kolkata")
    today = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = today + timedelta(days=2)
    leave = await add_leave(page, doctor, today.isoformat(), ends.isoformat())
    try:
        await page.goto(f"/{language}/practice")
        last = str((ends - timedelta(days=1)).day)
        told = page.get_by_text(words("practice.day.onLeave")).or_(
            page.get_by_text(words.like("practice.day.leave"))
        )
        await expect(told).to_be_visible()
        await expect(page.get_by_text(words("practice.day.none"))).to_have_count(0)
        await expect(page.get_by_role("main")).to_contain_text(last)
        assert await violations(page) == []
        await is_within(page)
    finally:
        await take_leave_back(page, doctor, leave)


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_who_is_signed_in_keeps_the_way_to_doctors_and_is_not_asked_to_sign_in(
    visit: Visit, site: Site, language: str, words: Words
) -> None:
    page = await visit(f"/{language}", **SMALL)
    footer = page.get_by_role("contentinfo")
    await expect(footer.get_by_role("link", name=words("common.footer.signIn"))).to_be_visible()
    await sign_in(page, site)
    await page.goto(f"/{language}")
    header = page.get_by_role("navigation", name=words("common.nav.label"))
    await expect(header.get_by_role("button", name=words("common.nav.signOut"))).to_be_visible()
    await expect(header.get_by_role("link", name=words("common.nav.find"))).to_be_visible()
    await expect(footer.get_by_role("link", name=words("common.footer.account"))).to_be_visible()
    await expect(footer.get_by_role("link", name=words("common.footer.signIn"))).to_have_count(0)
    await is_within(page)


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_each_kind_of_missing_page_has_a_title_of_its_own(
    visit: Visit, site: Site, guard: Guard, language: str, words: Words
) -> None:
    guard.expects("status of 404")
    page = await visit(f"/{language}", **SMALL)
    await sign_in(page, site)
    for path, kind in (
        ("nothing/here", "page"),
        (f"doctors/{ABSENT}", "doctor"),
        ("doctors/nobody", "doctor"),
        (f"appointments/{ABSENT}", "appointment"),
        (f"appointments/{ABSENT}/move", "appointment"),
    ):
        await page.goto(f"/{language}/{path}")
        title = words(f"errors.notFound.{kind}.title")
        await heading(page, title)
        assert await page.title() == f"{title} · {words('common.name')}", path


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_what_an_administrator_looks_for_in_vain_has_a_title_of_its_own(
    visit: Visit, staff: Staff, guard: Guard, language: str, words: Words
) -> None:
    guard.expects("status of 404")
    page = await visit(f"/{language}", **SMALL, storage_state=await staff(ADMIN))
    for path, kind in (
        ("doctors", "knownDoctor"),
        ("clinics", "clinic"),
        ("appointments", "anyAppointment"),
    ):
        await page.goto(f"/{language}/operations/{path}/{ABSENT}")
        title = words(f"errors.notFound.{kind}.title")
        await heading(page, title)
        assert await page.title() == f"{title} · {words('common.name')}", path


async def test_pages_of_others_are_titled_as_missing(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 404")
    page = await visit("/en", **SMALL)
    await sign_in(page, site)
    of_operations = [
        f"operations/{kind}/{ABSENT}" for kind in ("doctors", "clinics", "appointments")
    ]
    of_others = ["operations", "practice", "practice/week", "desk", "book", "account/security"]
    for path in of_others + of_operations:
        await page.goto(f"/en/{path}")
        title = ENGLISH("errors.notFound.page.title")
        await heading(page, title)
        assert await page.title() == f"{title} · {ENGLISH('common.name')}", path
