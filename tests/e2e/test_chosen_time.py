"""Checks that a doctor's page selects and shows the slot that its link names, or says why the slot cannot be booked.

The tests also run on a phone and in another time zone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, Route, expect

from tests.e2e.axe import violations
from tests.e2e.booking import Booker
from tests.e2e.conftest import Visit
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, is_within, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

_PHONE = {"width": 360, "height": 740}
_IN_VIEW = "(one) => { const {top, bottom} = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight }"


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": _PHONE},
        {"viewport": _PHONE, "locale": "en-US", "timezone_id": "America/New_York"},
        {"viewport": {"width": 1280, "height": 800}},
    ],
    ids=["phone", "New York", "desktop"],
)
async def test_a_time_on_a_card_leads_to_that_time(
    visit: Visit, options: dict[str, object]
) -> None:
    page = await visit("/en/doctors?sort=next_available", **options)
    await hydrated(page)
    link = page.get_by_role("link", name=re.compile("^Choose ")).last
    day, clock = await link.locator("span").all_inner_texts()
    await link.click()
    chosen = page.locator("ul [aria-current=true]")
    await expect(chosen).to_be_focused()
    await expect(chosen).to_contain_text(clock)
    await expect(chosen).to_have_accessible_name(re.compile(f"{re.escape(day)}.*{clock}"))
    assert await chosen.evaluate(_IN_VIEW)
    await is_within(page)
    assert not await violations(page)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/en/book"))


async def test_a_chosen_time_that_is_taken_meanwhile_gives_way_to_the_nearest(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-2]
    other, late = await visit(), Booker(await visit(viewport=_PHONE))
    await sign_in(other, site)
    await late.see(doctor, starts_at)
    await expect(late.page.locator("ul [aria-current=true]")).to_be_focused()
    await book(other, doctor["id"], starts_at)
    said = late.page.get_by_text(ENGLISH.like("doctor.times.asked.booked"))
    await expect(said).to_be_visible()
    await late.page.reload()
    await expect(said).to_be_in_viewport()
    await expect(late.page.get_by_text(ENGLISH("doctor.times.asked.nearest"))).to_be_visible()
    await late.looks()
    await late.page.get_by_role("status").get_by_role("link").first.click()
    await expect(late.page).to_have_url(re.compile("/en/book"))


async def test_the_time_that_one_has_booked_oneself_is_not_said_to_be_taken(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-2]
    booker = Booker(await visit())
    await sign_in(booker.page, site)
    appointment = await book(booker.page, doctor["id"], starts_at)
    await booker.see(doctor, starts_at)
    await expect(booker.page.get_by_text(ENGLISH.like("doctor.times.asked.own"))).to_be_visible()
    await expect(booker.page.get_by_text(ENGLISH.like("doctor.times.asked.booked"))).to_have_count(
        0
    )
    await booker.page.get_by_role("link", name=ENGLISH("doctor.times.asked.appointment")).click()
    await expect(booker.page).to_have_url(re.compile(appointment))


@pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=lambda words: words.language)
@pytest.mark.parametrize("width", [320, 360])
async def test_another_day_fits_a_phone_and_has_only_days_with_times_to_choose(
    visit: Visit, site: Site, words: Words, width: int
) -> None:
    doctor = await site.doctor()
    path = f"/{words.language}/doctors/{doctor['id']}?mode=online"
    page = await visit(path, viewport={"width": width, "height": 740})
    await page.get_by_role("button", name=words("doctor.times.calendar")).click()
    without = re.compile(words("doctor.times.free").split("=0 {")[1].split("}")[0])
    full = page.get_by_role("grid").get_by_role("button", name=without, disabled=True)
    await expect(full.last).to_be_visible()
    await is_within(page)
    await full.last.click(force=True)
    await expect(page.get_by_role("grid")).to_be_visible()
    assert not await violations(page)
    await _chooses_a_free_day(page, without)


async def _chooses_a_free_day(page: Page, without: re.Pattern[str]) -> None:
    names = await _days(page)
    assert names
    assert not [name for name in names if without.search(name)]
    await _of_a_later_week(page)
    await page.get_by_role("grid").get_by_role("button", disabled=False).last.click()
    await expect(page.get_by_role("grid")).to_have_count(0)
    await expect(page.locator("h3:focus")).to_have_count(1)


async def _days(page: Page) -> list[str]:
    """Returns the accessible names of the days that can be chosen in the calendar's month."""
    days = page.get_by_role("grid").get_by_role("button", disabled=False)
    return [await day.get_attribute("aria-label") or "" for day in await days.all()]


async def _of_a_later_week(page: Page) -> None:
    """Moves the calendar to the next month, if that has a free day, so that the last free day is not on the page yet."""
    back, on = (page.get_by_role("dialog").locator("header button").nth(place) for place in (0, 1))
    if not await on.is_enabled():
        return
    async with page.expect_response(re.compile("/slots")) as answer:
        await on.click()
    await (await answer.value).finished()
    await page.evaluate(
        "() => new Promise((done) => setTimeout(() => requestAnimationFrame(done)))"
    )
    if not await _days(page):
        await back.click()


async def test_a_hold_can_be_extended_from_the_time_that_the_server_names(
    visit: Visit, site: Site
) -> None:
    """The tests' platform lets a hold be extended in its last two minutes only.

    Therefore the answer's `extendable_from` is changed to 299 seconds before the hold's end.
    """
    booker, doctor = Booker(await visit(viewport=_PHONE)), await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-2]
    await sign_in(booker.page, site)

    async def earlier(route: Route) -> None:
        answer = await route.fetch()
        held = await answer.json()
        start = datetime.fromisoformat(held["expires_at"]) - timedelta(seconds=299)
        await route.fulfill(response=answer, json={**held, "extendable_from": start.isoformat()})

    await booker.page.route(re.compile("/v1/holds$"), earlier)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    keep = booker.page.get_by_role("button", name=ENGLISH("booking.hold.keep"))
    await expect(keep).to_be_visible()


async def test_the_days_end_with_the_last_day_that_can_be_booked(visit: Visit, site: Site) -> None:
    doctor, booker = await site.doctor(), Booker(await visit(viewport=_PHONE), is_careful=True)
    page = booker.page
    too_late = datetime.now(UTC) + timedelta(days=2 * 365)
    await booker.see(doctor, too_late.isoformat(timespec="minutes"))
    await expect(page.get_by_text(ENGLISH.like("doctor.times.asked.booked"))).to_be_visible()
    # The arrow beside the days has the same name as the button below an empty day, which is not there.
    later = page.get_by_role("button", name=ENGLISH("doctor.times.later"), exact=True)
    await expect(later).to_have_count(1)
    await expect(later).to_be_disabled()
    await booker.looks()
    await page.get_by_role("button", name=ENGLISH("doctor.times.earlier"), exact=True).click()
    await expect(later.first).to_be_enabled()
