"""Tests how patients search, book, move and cancel; bookings are tested in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from amrutam.seeding.demo import ADMIN
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import (
    book,
    change_doctor,
    hydrated,
    new_address,
    release,
    sign_in,
)
from tests.e2e.words import ENGLISH, HINDI, Words

_in_each_language = pytest.mark.parametrize(
    "words", [ENGLISH, HINDI], ids=lambda words: words.language
)
_NONE_FREE = re.compile(r"(?<!\d)0 (available|उपलब्ध)")


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


@_in_each_language
async def test_a_doctor_who_always_asks_for_a_code(
    visit: Visit, guard: Guard, site: Site, staff: Staff, words: Words
) -> None:
    guard.expects("status of 400")  # the wrong code
    page = await visit(f"/{words.language}", locale=f"{words.language}-IN")
    address = await sign_in(page, site)
    booker, doctor = Booker(page, words, is_careful=True), await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    office = await visit("/en", storage_state=await staff(ADMIN))
    await change_doctor(office, doctor["id"], code_policy="always")
    try:
        await booker.see(doctor, starts_at)
        await (await booker.time(doctor, starts_at)).click()
        await booker.tells("Asha Rao", "Knees hurt")
        await booker.agrees()
        code = page.get_by_label(words("booking.confirm.code.label"))
        sent = await site.code_for(address)
        await code.fill(f"{(int(sent) + 1) % 1_000_000:06}")
        await booker.confirms()
        await expect(page.get_by_text(words("booking.confirm.code.refused"))).to_be_visible()
        await code.fill(sent)
        await booker.confirms()
        await booker.is_booked()
    finally:
        await change_doctor(office, doctor["id"], code_policy="session")


async def test_a_found_doctor_opens_without_a_reload_or_beside(visit: Visit) -> None:
    page = await visit("/en/doctors")
    await hydrated(page)
    await page.evaluate("window.stays = true")
    link = page.get_by_role("article").get_by_role("link").first
    async with page.context.expect_page() as opened:
        await link.click(modifiers=["ControlOrMeta"])
    beside = await opened.value
    await expect(beside.get_by_role("heading", level=1)).to_contain_text("Dr.")
    await expect(page).to_have_url(re.compile("/en/doctors$"))
    await link.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Dr.")
    assert await page.evaluate("window.stays")


async def test_a_search_can_be_left_changed_and_come_back_to(visit: Visit) -> None:
    page = await visit("/en/doctors?mode=online&sort=fee")
    await hydrated(page)
    await page.evaluate("window.stays = true")
    names = await page.get_by_role("article").get_by_role("heading").all_inner_texts()
    title = await page.title()
    assert names
    await page.get_by_role("navigation", name="Doctors by city").get_by_role("link").first.click()
    await expect(page).to_have_url(re.compile("city="))
    await expect(page).not_to_have_title(title)
    mode = page.get_by_label(ENGLISH("search.form.mode"))
    await mode.select_option("")
    await expect(page).not_to_have_url(re.compile("mode="))
    for _ in range(2):
        await page.go_back()
    await expect(page).to_have_url(re.compile(r"/en/doctors\?mode=online&sort=fee$"))
    await expect(page.get_by_role("article").get_by_role("heading")).to_have_text(names)
    await expect(page).to_have_title(title)
    await mode.select_option("")
    await expect(page).to_have_url(re.compile(r"/en/doctors\?sort=fee$"))
    await expect(mode).to_be_focused()
    assert await page.evaluate("window.stays")


@_in_each_language
async def test_a_doctors_page_can_be_left_and_come_back_to(
    visit: Visit, site: Site, words: Words
) -> None:
    doctor = await site.doctor()
    page = await visit(f"/{words.language}/doctors/{doctor['id']}")
    main, name = page.get_by_role("main"), page.get_by_role("heading", level=1)
    live = page.get_by_text(words("doctor.times.live"))
    await expect(live).to_be_visible()
    await hydrated(page)
    await page.evaluate("window.stays = true")
    title, shown = await page.title(), [await part.inner_html() for part in _kept(page)]
    await page.get_by_role("link", name=words("doctor.back")).click()
    others = page.get_by_role("article").get_by_role("heading").get_by_role("link")
    other = others.filter(has_not_text=doctor["name"]).first
    other_name = await other.inner_text()
    await other.click()
    await expect(name).to_have_text(other_name)
    await expect(main).not_to_contain_text(doctor["registration_number"])
    await expect(live).to_be_visible()
    for _ in range(2):
        await page.go_back()
    await expect(page).to_have_url(re.compile(f"/doctors/{doctor['id']}$"))
    await expect(name).to_have_text(doctor["name"])
    assert [await part.inner_html() for part in _kept(page)] == shown
    await expect(page).to_have_title(title)
    await expect(live).to_be_visible()
    assert await page.evaluate("window.stays")


def _kept(page: Page) -> list[Locator]:
    """Returns the parts of a doctor's page that the server sends as HTML
    and that no script of the page renders again.
    """
    return [page.locator(part) for part in ("#face", "#about")]


async def _moves(booker: Booker, site: Site, doctor: dict[str, str], starts_at: str) -> None:
    page, words = booker.page, booker.words
    await page.get_by_role("link", name=words("appointments.move")).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("appointments.moveTitle"))
    times = page.get_by_role("button", name=words.like("doctor.times.book", name=doctor["name"]))
    await expect(times.first).to_be_visible()
    days = page.get_by_role("group", name=words("doctor.times.days"))
    free = days.get_by_role("button", pressed=False).filter(has_not_text=_NONE_FREE)
    await free.last.click()
    await times.last.click()
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
    held = await other.held(doctor, starts_at)
    await (await one.time(doctor, starts_at)).click()
    await expect(held).to_be_visible()
    await expect(slot).to_have_count(0)
    await one.books()
    await expect(held).to_have_count(0)
    await expect(slot).to_have_count(0)


async def test_who_loses_the_time_keeps_the_form_and_gets_the_nearest(
    visit: Visit, site: Site, guard: Guard
) -> None:
    """A patient whose time is booked by another after the hold ended keeps
    the form's entries and sees the nearest times.
    """
    guard.expects("status of 409")
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    loser, winner = Booker(await visit()), await visit()
    await sign_in(loser.page, site)
    await loser.see(doctor, starts_at)
    async with loser.page.expect_response(re.compile("/v1/holds$")) as holding:
        await (await loser.time(doctor, starts_at)).click()
    hold = await (await holding.value).json()
    name = loser.page.get_by_label(ENGLISH("booking.who.name"))
    await name.fill("Asha Rao")
    reason = loser.page.get_by_label(ENGLISH("booking.who.reason"))
    await reason.fill("Knees hurt in the morning")
    await release(loser.page, hold["id"])
    await sign_in(winner, site)
    await book(winner, doctor["id"], starts_at)

    main = loser.page.get_by_role("main")
    await expect(main.get_by_text(ENGLISH("booking.lost.slot-taken.title"))).to_be_visible()
    offers = main.get_by_role("button", name=re.compile(ENGLISH("booking.lost.take")))
    await expect(offers).to_have_count(3)
    await offers.first.click()
    await expect(name).to_have_value("Asha Rao")
    await expect(reason).to_have_value("Knees hurt in the morning")
    await loser.books(reason="Knees hurt in the morning")
