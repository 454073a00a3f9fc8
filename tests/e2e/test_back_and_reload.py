"""Checks that answers and bookings survive Back, a reload, a second tab, and the end of a hold."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Page, Route, expect

from tests.e2e.booking import Booker, quoted
from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import add_child, book, release, remove_family, sign_in
from tests.e2e.words import ENGLISH, HINDI, spaced

HOLD_MINUTES = 6
"""A number of minutes that is longer than a hold lasts."""


async def is_shown_the_visit(page: Page, appointment: str) -> None:
    await expect(page).to_have_url(re.compile(f"/appointments/{appointment}"))
    await expect(page.get_by_text(ENGLISH("booking.lost.slot-taken.title"))).to_have_count(0)


def calls_of(page: Page) -> list[str]:
    """Returns a list to which each later request of the page is added, such as `POST /v1/holds`."""
    calls: list[str] = []
    page.on("request", lambda sent: calls.append(f"{sent.method} {urlsplit(sent.url).path}"))
    return calls


async def test_back_after_a_booking_leads_to_the_appointment(visit: Visit, site: Site) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    booker = Booker(await visit())
    await sign_in(booker.page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    appointment = await booker.books()
    calls = calls_of(booker.page)
    await booker.page.go_back()
    await is_shown_the_visit(booker.page, appointment)
    await booker.page.reload()
    await is_shown_the_visit(booker.page, appointment)
    assert calls
    assert "POST /v1/holds" not in calls


async def test_a_second_tab_of_a_time_that_is_booked_leads_to_the_appointment(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await sign_in(page, site)
    appointment = await book(page, doctor["id"], starts_at)
    other = await page.context.new_page()
    calls = calls_of(other)
    await other.goto(f"{site.url}/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    await is_shown_the_visit(other, appointment)
    assert "GET /v1/appointments" in calls
    assert "POST /v1/holds" not in calls


async def test_who_was_marked_is_remembered_by_a_reload(visit: Visit, site: Site) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await sign_in(page, site)
    await add_child(page, "Tara Rao")
    await page.goto(f"/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    child = page.get_by_role("radio", name=re.compile("Tara Rao"))
    await child.check()
    await page.reload()
    await expect(child).to_be_checked()


async def test_what_was_answered_survives_back_and_a_change_of_language(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await sign_in(page, site)
    await add_child(page, "Tara Rao")
    await page.goto(f"/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    child = page.get_by_role("radio", name=re.compile("Tara Rao"))
    await child.check()
    await page.get_by_label(ENGLISH("booking.who.name")).fill("Asha Rao")
    await page.get_by_label(ENGLISH("booking.who.reason")).fill("Coughs at night")
    await page.get_by_role("button", name=ENGLISH("booking.who.continue"), exact=True).click()
    step = page.get_by_role("heading", level=1)
    await expect(step).to_have_text(ENGLISH("booking.consent.title"))
    await page.go_back()
    for words in (ENGLISH, HINDI):
        await expect(step).to_have_text(words("booking.who.title"))
        await expect(child).to_be_checked()
        await expect(page.get_by_label(words("booking.who.reason"))).to_have_value(
            "Coughs at night"
        )
        if words is ENGLISH:
            await page.get_by_role("link", name=ENGLISH("common.nav.language"), exact=True).click()
            await expect(page).to_have_url(re.compile("/hi/book"))


async def test_the_time_that_one_holds_oneself_is_one_s_own_on_the_doctors_page(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    booker, other = Booker(await visit()), Booker(await visit())
    await sign_in(booker.page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    name = booker.page.get_by_label(ENGLISH("booking.who.name"))
    await expect(name).to_be_visible()
    await booker.see(doctor, starts_at)
    clock = spaced(await booker.clock(starts_at, doctor["time_zone"]))
    own = booker.page.get_by_role(
        "button", name=re.compile(f"{clock}, {ENGLISH('doctor.times.mine')}")
    )
    await expect(own).to_be_visible()
    await other.see(doctor, starts_at)
    await expect(await other.held(doctor, starts_at)).to_be_visible()
    await own.click()
    await expect(name).to_be_visible()


async def _holds_by_link(visit: Visit, site: Site) -> tuple[Page, dict[str, Any]]:
    """Opens the booking of a doctor's last open time as a new patient; returns (page with a clock of its own, hold)."""
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await page.clock.install()
    await sign_in(page, site)
    async with page.expect_response(re.compile("/v1/holds$")) as holding:
        await page.goto(f"/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    hold = await (await holding.value).json()
    await expect(page.get_by_label(ENGLISH("booking.who.name"))).to_be_visible()
    return page, hold


async def test_a_time_whose_hold_has_ended_comes_first_and_can_be_held_again(
    visit: Visit, site: Site
) -> None:
    page, hold = await _holds_by_link(visit, site)
    # Ends the hold on the server, while the page still counts down the hold's time.
    await release(page, hold["id"])
    await page.clock.fast_forward(HOLD_MINUTES * 60_000)
    main = page.get_by_role("main")
    await expect(main.get_by_text(ENGLISH("booking.lost.hold-expired.title"))).to_be_visible()
    first = main.get_by_role("listitem").first.get_by_role("button")
    await expect(first).to_contain_text(ENGLISH("booking.lost.again"))
    await first.click()
    await expect(page.get_by_label(ENGLISH("booking.who.name"))).to_be_visible()


async def test_times_that_cannot_be_read_are_not_told_as_none_and_are_read_again(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 503")
    page, hold = await _holds_by_link(visit, site)

    async def unreachable(route: Route) -> None:
        await route.fulfill(status=503)

    times = re.compile("/v1/doctors/[^/]+/slots")
    await page.route(times, unreachable)
    await release(page, hold["id"])
    await page.clock.fast_forward(HOLD_MINUTES * 60_000)
    main = page.get_by_role("main")
    await expect(main.get_by_text(ENGLISH("booking.lost.failed"))).to_be_visible()
    await expect(main.get_by_text(ENGLISH("booking.lost.none"))).to_have_count(0)
    retry = main.get_by_role("button", name=ENGLISH("common.retry"), exact=True)
    await expect(retry).to_be_visible()
    await page.unroute(times, unreachable)
    # The page also reads by itself, so the button may be gone before it is pressed.
    first = main.get_by_role("listitem").first.get_by_role("button")
    await expect(first).to_contain_text(ENGLISH("booking.lost.again"))
    await expect(retry).to_have_count(0)


async def test_who_is_removed_from_the_family_meanwhile_is_asked_about_again(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 404")  # the hold for the removed patient
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    booker = Booker(await visit(), is_careful=True)
    page = booker.page
    await sign_in(page, site)
    await add_child(page, "Tara Rao")
    await page.goto(f"/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    child = page.get_by_role("radio", name=re.compile("Tara Rao"))
    await child.check()
    await booker.tells("Asha Rao", "Coughs at night")
    step = page.get_by_role("heading", level=1)
    await expect(step).to_have_text(ENGLISH("booking.consent.title"))
    await remove_family(page, "Tara Rao")
    await page.reload()
    await expect(page.get_by_text(ENGLISH("booking.who.gone"))).to_be_visible()
    await expect(step).to_have_text(ENGLISH("booking.who.title"))
    await expect(child).to_have_count(0)
    reason = page.get_by_label(ENGLISH("booking.who.reason"))
    await expect(reason).to_have_value("Coughs at night")
    await booker.looks()
    await booker.press("booking.who.continue")
    await booker.agrees()
    await booker.confirms()
    await booker.is_booked()
    await expect(page.get_by_role("main")).to_contain_text("Asha Rao")
