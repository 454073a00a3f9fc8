"""What patients do: find, book, move, cancel, each in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.e2e.booking import Booker
from tests.e2e.conftest import Visit
from tests.e2e.site import Site
from tests.e2e.visitors import new_address, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

_in_each_language = pytest.mark.parametrize(
    "words", [ENGLISH, HINDI], ids=lambda words: words.language
)


@_in_each_language
async def test_from_the_first_page_to_a_booking_and_out_of_it(
    visit: Visit, site: Site, words: Words
) -> None:
    page = await visit(f"/{words.language}", locale=f"{words.language}-IN")
    booker, doctor = Booker(page, words, is_careful=True), await site.doctor()
    await page.get_by_label(words("search.form.q")).fill(doctor["name"])
    await booker.press("search.form.submit")
    card = page.get_by_role("article").filter(has_text=doctor["registration_number"])
    await card.get_by_role("link", name=words("search.card.allTimes")).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(doctor["name"])

    starts_at = (await site.open_times(doctor["id"]))[-1]
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    await expect(page).to_have_url(re.compile(f"/{words.language}/book"))
    await booker.signs_in_here(site, new_address())
    appointment = await booker.books()
    await expect(page.get_by_role("main")).to_contain_text(doctor["name"])

    await _moves(booker, site, doctor, starts_at)
    await _cancels(booker, appointment)
    assert starts_at in await site.open_times(doctor["id"])


async def _moves(booker: Booker, site: Site, doctor: dict[str, str], starts_at: str) -> None:
    page, words = booker.page, booker.words
    await page.get_by_role("link", name=words("appointments.move")).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("appointments.moveTitle"))
    days = page.get_by_role("group", name=words("doctor.times.days"))
    await days.get_by_role("button").filter(has_text=re.compile(r"[1-9]\d* ")).last.click()
    name = words.like("doctor.times.book", name=doctor["name"])
    await page.get_by_role("button", name=name).last.click()
    await booker.press("booking.confirm.move")
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text(words("appointments.headline.moved"))
    assert starts_at in await site.open_times(doctor["id"])


async def _cancels(booker: Booker, appointment: str) -> None:
    page, words = booker.page, booker.words
    await booker.press("appointments.cancel.open")
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    await booker.looks()
    await booker.press("appointments.cancel.confirm")
    await expect(page.get_by_text(words("appointments.told.cancelled.title"))).to_be_visible()
    await page.goto(booker.path("/appointments?show=cancelled"))
    await expect(page.get_by_role("article")).to_have_count(1)
    assert appointment in (
        await page.get_by_role("article").get_by_role("link").first.get_attribute("href") or ""
    )


async def test_a_time_taken_in_one_browser_fades_in_the_other(visit: Visit, site: Site) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    one, other = Booker(await visit()), Booker(await visit())
    await sign_in(one.page, site)
    await one.see(doctor, starts_at)
    await other.see(doctor, starts_at)
    await expect(other.page.get_by_text(ENGLISH("doctor.times.live"))).to_be_visible()
    slot = await other.time(doctor, starts_at)
    await expect(slot).to_be_visible()
    await (await one.time(doctor, starts_at)).click()
    await expect(
        other.page.get_by_role("listitem").filter(has_text=ENGLISH("doctor.times.held"))
    ).to_be_visible()
    await expect(slot).to_have_count(0)
    await one.books()
    await expect(
        other.page.get_by_role("listitem").filter(has_text=ENGLISH("doctor.times.held"))
    ).to_have_count(0)
    await expect(slot).to_have_count(0)
