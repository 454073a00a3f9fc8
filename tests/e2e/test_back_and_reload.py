"""What was said and booked stays so after Back, a reload, in a second tab, and when a hold ends."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.e2e.booking import Booker, quoted
from tests.e2e.conftest import Visit
from tests.e2e.site import Site
from tests.e2e.visitors import add_child, book, release, sign_in
from tests.e2e.words import ENGLISH

HOLD_MINUTES = 6
"""More than a hold lasts."""


async def is_shown_the_visit(page: Page, appointment: str) -> None:
    await expect(page).to_have_url(re.compile(f"/appointments/{appointment}"))
    await expect(page.get_by_text(ENGLISH("booking.lost.slot-taken.title"))).to_have_count(0)


async def test_back_after_a_booking_leads_to_the_appointment(visit: Visit, site: Site) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    booker = Booker(await visit())
    await sign_in(booker.page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    appointment = await booker.books()
    await booker.page.go_back()
    await is_shown_the_visit(booker.page, appointment)
    await booker.page.reload()
    await is_shown_the_visit(booker.page, appointment)


async def test_a_second_tab_of_a_time_that_is_booked_leads_to_the_appointment(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await sign_in(page, site)
    appointment = await book(page, doctor["id"], starts_at)
    other = await page.context.new_page()
    await other.goto(f"{site.url}/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    await is_shown_the_visit(other, appointment)


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


async def test_a_time_whose_hold_has_ended_comes_first_and_can_be_held_again(
    visit: Visit, site: Site
) -> None:
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await page.clock.install()
    await sign_in(page, site)
    async with page.expect_response(re.compile("/v1/holds$")) as holding:
        await page.goto(f"/en/book?doctor={doctor['id']}&starts_at={quoted(starts_at)}")
    hold = await (await holding.value).json()
    await expect(page.get_by_label(ENGLISH("booking.who.name"))).to_be_visible()
    await release(page, hold["id"])  # as the server ends it
    await page.clock.fast_forward(HOLD_MINUTES * 60_000)
    main = page.get_by_role("main")
    await expect(main.get_by_text(ENGLISH("booking.lost.hold-expired.title"))).to_be_visible()
    first = main.get_by_role("listitem").first.get_by_role("button")
    await expect(first).to_contain_text(ENGLISH("booking.lost.again"))
    await first.click()
    await expect(page.get_by_label(ENGLISH("booking.who.name"))).to_be_visible()
