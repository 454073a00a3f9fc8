"""Checks that an invalid entry is explained at its field, which gets
the focus, and that a second click sends nothing.
"""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Locator, Page, Route, expect

from amrutam.seeding.demo import ADMIN, DOCTOR, PASSWORD
from tests.e2e.axe import violations
from tests.e2e.booking import quoted
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import add_child, hydrated, is_within, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

SMALL = {"viewport": {"width": 360, "height": 740}}
both = pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=lambda words: words.language)


async def _is_at(field: Locator, text: str) -> None:
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile(re.escape(text)))


async def _press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def _looks(page: Page) -> None:
    await is_within(page)
    assert await violations(page) == []


@both
async def test_a_password_by_a_link(visit: Visit, guard: Guard, words: Words) -> None:
    guard.expects("status of 4")
    page = await visit(f"/{words.language}/sign-in/password#no-such-token", **SMALL)
    await hydrated(page)
    field = page.get_by_label(words("session.setPassword.password"))
    await _press(page, words("session.setPassword.save"))
    await _is_at(field, words("session.setPassword.missing"))
    await _looks(page)
    await field.fill("several words that belong nowhere")
    await _press(page, words("session.setPassword.save"))
    await expect(page.get_by_text(words("session.setPassword.linkRefused"))).to_be_visible()


@both
async def test_staff_s_sign_in_and_a_forgotten_password(visit: Visit, words: Words) -> None:
    page = await visit(f"/{words.language}/sign-in", **SMALL)
    await hydrated(page)
    await _press(page, words("session.staffLink"))
    email = page.get_by_label(words("session.email"))
    await _press(page, words("session.forgotten.do"))
    await _is_at(email, words("session.errors.email"))
    await email.fill("doctor@demo.example")
    await _press(page, words("session.confirm"))
    await _is_at(page.get_by_label(words("session.password")), words("session.errors.required"))
    await expect(email).not_to_have_attribute("aria-invalid", "true")
    await _looks(page)


@both
async def test_another_password(visit: Visit, staff: Staff, guard: Guard, words: Words) -> None:
    guard.expects("status of 4")
    state = await staff(DOCTOR)
    page = await visit(f"/{words.language}/account/security", storage_state=state, **SMALL)
    await hydrated(page)
    at = "account.password"
    present, new = (page.get_by_label(words(f"{at}.{name}")) for name in ("current", "next"))
    await _press(page, words(f"{at}.save"))
    await _is_at(present, words(f"{at}.currentMissing"))
    await expect(new).to_have_attribute("aria-invalid", "true")
    await present.fill(PASSWORD)
    await new.fill("short")
    await _press(page, words(f"{at}.save"))
    await _is_at(new, words(f"{at}.weak"))
    await _looks(page)


@both
async def test_an_invitation(visit: Visit, staff: Staff, words: Words) -> None:
    state = await staff(ADMIN)
    page = await visit(f"/{words.language}/operations/staff", storage_state=state, **SMALL)
    await hydrated(page)
    await _press(page, words("operations.staff.send"))
    field = page.get_by_label(words("operations.staff.email"))
    await _is_at(field, words("operations.staff.emailMissing"))


@both
async def test_who_is_treated(visit: Visit, site: Site, words: Words) -> None:
    doctor = await site.doctor()
    starts_at = quoted((await site.open_times(doctor["id"]))[-3])
    page = await visit(f"/{words.language}/sign-in", **SMALL)
    await sign_in(page, site)
    await page.goto(f"/{words.language}/book?doctor={doctor['id']}&starts_at={starts_at}")
    name = page.get_by_label(words("booking.who.name"))
    await expect(name).to_be_visible()
    await _press(page, words("booking.who.add"))
    await _press(page, words("family.add"))
    await _is_at(page.get_by_label(words("family.name"), exact=True), words("family.errors.name"))
    await _press(page, words("booking.who.continue"))
    await _is_at(name, words("booking.who.errors.name"))
    await _looks(page)


async def test_leaving_a_time_is_asked_for_once_and_shows_that_it_is_on_its_way(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = quoted((await site.open_times(doctor["id"]))[-3])
    page, asked, let_go = await visit("/en/sign-in"), [], asyncio.Event()
    await sign_in(page, site)
    await add_child(page, "Tara Rao")
    await page.goto(f"/en/book?doctor={doctor['id']}&starts_at={starts_at}")
    button = page.get_by_role("button", name=ENGLISH("booking.hold.other"))
    await expect(button).to_be_visible()

    async def wait(route: Route) -> None:
        asked.append(route.request.method)
        await let_go.wait()
        await route.continue_()

    await page.route("**/v1/holds/*", wait)
    await button.click()
    await expect(button).to_have_attribute("aria-disabled", "true")
    await button.click(force=True)
    let_go.set()
    await expect(page).to_have_url(re.compile(f"/doctors/{doctor['id']}"))
    assert asked == ["DELETE"]
