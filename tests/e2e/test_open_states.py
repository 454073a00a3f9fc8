"""Checks that pages with an open list or dialog are accessible and fit a phone, in light and dark colours."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from amrutam.seeding.demo import ADMIN
from tests.e2e.axe import violations
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, is_within, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

SMALL = {"viewport": {"width": 360, "height": 740}}
each = pytest.mark.parametrize(
    ("words", "scheme"), [(ENGLISH, "light"), (HINDI, "dark")], ids=["en-light", "hi-dark"]
)


async def _looks(page: Page, *, is_whole: bool = True) -> None:
    await is_within(page)
    found = await violations(page, is_whole=is_whole)
    assert found == [], "\n".join(found)


@each
async def test_the_list_of_zones(visit: Visit, site: Site, words: Words, scheme: str) -> None:
    page = await visit(f"/{words.language}/sign-in", color_scheme=scheme, **SMALL)
    await sign_in(page, site)
    await page.goto(f"/{words.language}/account")
    await hydrated(page)
    field = page.get_by_role("combobox", name=words("account.preferences.timeZone"))
    await field.click()
    await field.press_sequentially("a")
    await expect(page.get_by_role("option").first).to_be_visible()
    await _looks(page, is_whole=False)
    await field.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await expect(page.locator("[inert]")).to_have_count(0)
    await field.press("Tab")
    await expect(page.locator("main :focus")).to_have_count(1)
    await _looks(page)


@each
async def test_what_a_visitor_opens(visit: Visit, site: Site, words: Words, scheme: str) -> None:
    page = await visit(f"/{words.language}/doctors", color_scheme=scheme, **SMALL)
    await hydrated(page)
    await page.get_by_role(
        "button", name=re.compile(f"^{words('search.form.filtersTitle')}")
    ).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await _looks(page)
    doctor = await site.doctor()
    await page.goto(f"/{words.language}/doctors/{doctor['id']}?mode=online")
    await page.get_by_role("button", name=words("doctor.times.calendar")).click()
    await expect(page.get_by_role("grid")).to_be_visible()
    await _looks(page)


@each
async def test_cancelling_asks(visit: Visit, site: Site, words: Words, scheme: str) -> None:
    page = await visit(f"/{words.language}/sign-in", color_scheme=scheme, **SMALL)
    await sign_in(page, site)
    doctor = await site.doctor()
    id_ = await book(page, doctor["id"], (await site.open_times(doctor["id"]))[-4])
    await page.goto(f"/{words.language}/appointments/{id_}")
    await hydrated(page)
    await page.get_by_role("button", name=words("appointments.cancel.open")).click()
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    await _looks(page)


@each
async def test_what_an_administrator_opens(
    visit: Visit, staff: Staff, words: Words, scheme: str
) -> None:
    path, state = f"/{words.language}/operations/staff", await staff(ADMIN)
    page = await visit(path, storage_state=state, color_scheme=scheme, **SMALL)
    await hydrated(page)
    await page.get_by_role("button", name=words.like("operations.staff.changeOf")).first.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await _looks(page)


@pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=lambda words: words.language)
async def test_one_s_own_appointment_among_a_doctor_s_times_leads_to_it(
    visit: Visit, site: Site, words: Words
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-4]
    booker = Booker(await visit(f"/{words.language}", **SMALL), words)
    page = booker.page
    await sign_in(page, site)
    id_ = await book(page, doctor["id"], starts_at)
    await booker.see(doctor, starts_at)
    clock = await booker.clock(starts_at, doctor["time_zone"])
    own = page.get_by_role("link", name=words("doctor.times.visit"))
    await expect(own).to_contain_text(clock)
    await _looks(page)
    await own.click()
    await expect(page).to_have_url(re.compile(f"/appointments/{id_}"))
