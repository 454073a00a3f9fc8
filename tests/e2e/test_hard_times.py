"""Tests the website without JavaScript, without a connection, without Redis, and without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.booking import Booker
from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.keyboard import enter, press
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, is_within, new_address, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words


async def test_search_and_doctor_read_well_without_javascript(visit: Visit, site: Site) -> None:
    page, doctor = await visit("/en", java_script_enabled=False), await site.doctor()
    await page.get_by_label(ENGLISH("search.form.q")).fill(doctor["name"])
    await page.get_by_role("button", name=ENGLISH("search.form.submit")).click()
    card = page.get_by_role("article").filter(has_text=doctor["registration_number"])
    await expect(card.get_by_role("link", name=re.compile("^Choose "))).to_have_count(3)
    await card.get_by_role("link", name=doctor["name"], exact=True).click()
    main = page.get_by_role("main")
    await expect(main.get_by_role("heading", level=1)).to_contain_text(doctor["name"])
    for fact in (doctor["registration_number"], "₹"):
        await expect(main.get_by_text(fact).first).to_be_visible()
    # Reads the HTML and the height, because Playwright finds no text within `noscript`, although the browser shows it.
    instead = main.locator("noscript").last
    assert ENGLISH("doctor.times.noScript") in await instead.inner_html()
    assert (await instead.bounding_box() or {"height": 0})["height"] > 0
    # No status is shown, because no request is running.
    await expect(main.get_by_role("status")).to_have_count(0)
    times = main.get_by_role("region", name=ENGLISH("doctor.times.title"))
    # The region is low, so no space is reserved for the status either.
    assert (await times.bounding_box() or {"height": 0})["height"] < 250


async def test_a_page_without_a_connection_says_so(visit: Visit, guard: Guard) -> None:
    guard.expects("ERR_INTERNET_DISCONNECTED")
    for language, heading in (("en", "You are offline"), ("hi", "ऑफ़लाइन")):
        page = await visit(f"/{language}")
        await page.evaluate("navigator.serviceWorker.ready")
        await page.context.set_offline(offline=True)
        await page.goto(f"/{language}/doctors")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        await page.context.set_offline(offline=False)
        await page.get_by_role("link").click()
        await expect(page.get_by_role("search")).to_be_visible()


async def test_redis_dies_and_booking_goes_on(visit: Visit, site: Site, guard: Guard) -> None:
    guard.expects("WebSocket", "status of 50[234]")
    booker, doctor = Booker(await visit()), await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-2]
    await sign_in(booker.page, site)
    await booker.see(doctor, starts_at)
    await expect(booker.page.get_by_text(ENGLISH("doctor.times.live"))).to_be_visible()
    async with site.without("valkey"):
        ago = booker.page.get_by_text(ENGLISH.like("doctor.times.ago"))
        await expect(ago).to_be_visible()
        await (await booker.time(doctor, starts_at)).click()
        await expect(booker.page.get_by_text(ENGLISH("booking.hold.unprotected"))).to_be_visible()
        await booker.books()
    assert starts_at not in await site.open_times(doctor["id"])
    await booker.see(doctor, starts_at)
    await expect(booker.page.get_by_text(ENGLISH("doctor.times.live"))).to_be_visible()


@pytest.mark.parametrize(
    ("words", "viewport"),
    [(ENGLISH, {"width": 1280, "height": 720}), (HINDI, {"width": 360, "height": 740})],
    ids=["desktop, English", "phone, Hindi"],
)
async def test_a_booking_by_keyboard_alone(
    visit: Visit, site: Site, words: Words, viewport: dict[str, int]
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-3]
    booker = Booker(await visit(f"/{words.language}", viewport=viewport), words)
    page, title = booker.page, booker.page.get_by_role("heading", level=1)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name=words("common.skip"))).to_be_focused()
    await booker.see(doctor, starts_at)
    await expect(await booker.time(doctor, starts_at)).to_be_focused()
    await page.keyboard.press("Enter")

    address = new_address()
    await expect(page.get_by_label(words("session.email"))).to_be_visible()
    await hydrated(page)
    await enter(page, page.get_by_label(words("session.email")), address)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label(words("session.code"))).to_be_focused()
    await page.keyboard.type(await site.code_for(address))
    await page.keyboard.press("Enter")

    await expect(page.get_by_label(words("booking.who.name"))).to_be_visible()
    await enter(page, page.get_by_label(words("booking.who.name")), "Asha Rao")
    await press(page, words("booking.who.continue"))
    await expect(title).to_have_text(words("booking.consent.title"))
    await expect(title).to_be_focused()
    await _unfolds_the_first_detail(page)
    await press(page, words("booking.consent.agree"))
    await expect(title).to_have_text(words("booking.confirm.title"))
    await expect(title).to_be_focused()
    fee = page.get_by_text(words.like("booking.confirm.feeOnline"))
    await expect(fee).to_be_visible()  # says that nothing is charged online
    await is_within(page)
    await press(page, words("booking.confirm.book"))
    await booker.is_booked()
    await expect(title).to_be_focused()
    await expect(page.get_by_text(words.like("appointments.details.feeOnline"))).to_be_visible()


async def _unfolds_the_first_detail(page: Page) -> None:
    """Opens the first point of the notice to which the patient agrees; all its points are folded at first."""
    points = page.get_by_role("main").locator("details")
    texts = points.locator("> p")
    await expect(points.first).to_be_visible()
    assert not [text for text in await texts.all() if await text.is_visible()]
    await press(page, points.first.locator("summary"))
    await expect(texts.first).to_be_visible()
    await is_within(page)
