"""Checks that the website shows that a request is running, and that a
page without a connection does not claim to be live.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, Route, WebSocketRoute, expect

from tests.e2e.booking import Booker
from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, sign_in
from tests.e2e.words import ENGLISH


@asynccontextmanager
async def _held_up(page: Page, path: str) -> AsyncIterator[None]:
    """Delays every request whose URL matches the pattern `path` until the block ends."""
    let_go = asyncio.Event()

    async def wait(route: Route) -> None:
        await let_go.wait()
        await route.continue_()

    await page.route(path, wait)
    try:
        yield
    finally:
        let_go.set()


async def test_every_way_to_another_page_shows_that_it_is_on_its_way(
    visit: Visit, site: Site
) -> None:
    page, doctor = await visit("/en"), await site.doctor()
    line = page.get_by_role("progressbar")
    await hydrated(page)
    async with _held_up(page, "**/doctors?*"):  # while a search is running
        await page.get_by_role("button", name=ENGLISH("search.form.submit")).click()
        await expect(line).to_be_visible()
    await expect(line).to_have_count(0)
    async with _held_up(page, "**/doctors/*"):  # while a link from a list is loading
        await page.get_by_role("article").get_by_role("link").first.click()
        await expect(line).to_be_visible()
    await expect(line).to_have_count(0)
    async with _held_up(page, "**/doctors?*"):  # while a link of Next.js is loading
        await page.get_by_role("link", name=ENGLISH("doctor.back")).click()
        await expect(line).to_be_visible()
    await expect(line).to_have_count(0)
    booker = Booker(page)
    starts_at = (await site.open_times(doctor["id"]))[-2]
    await booker.see(doctor, starts_at)
    time = await booker.time(doctor, starts_at)
    await hydrated(page)
    async with _held_up(page, "**/book?*"):  # while a button's request is running
        await time.click()
        await expect(line).to_be_visible()
        await expect(time).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_label(ENGLISH("session.email"))).to_be_visible()
    await expect(line).to_have_count(0)


async def test_a_time_is_held_for_somebody_only_once_it_is(visit: Visit, site: Site) -> None:
    booker, doctor = Booker(await visit()), await site.doctor()
    page, starts_at = booker.page, (await site.open_times(doctor["id"]))[-2]
    await sign_in(page, site)
    await booker.see(doctor, starts_at)
    said = page.get_by_text("held for you")
    async with _held_up(page, "**/v1/holds"):
        await (await booker.time(doctor, starts_at)).click()
        await expect(
            page.get_by_role("status").filter(has_text=ENGLISH("common.loading"))
        ).to_have_count(1)
        await expect(said).to_have_count(0)
    await expect(said.first).to_be_attached()


async def test_offline_a_page_says_that_it_is_not_live_and_then_what_has_happened(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("ERR_INTERNET_DISCONNECTED")
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-2]
    booker, other = Booker(await visit()), await visit()
    await sign_in(other, site)
    await booker.see(doctor, starts_at)
    live = booker.page.get_by_text(ENGLISH("doctor.times.live"))
    await expect(live).to_be_visible()
    await booker.page.context.set_offline(offline=True)
    await expect(live).to_have_count(0)
    await expect(booker.page.get_by_text(ENGLISH.like("doctor.times.ago"))).to_be_visible()
    await book(other, doctor["id"], starts_at)
    await booker.page.context.set_offline(offline=False)
    await expect(live).to_be_visible()
    await expect(await booker.time(doctor, starts_at)).to_have_count(0)


async def test_a_gateway_that_has_gone_silent_is_not_live(visit: Visit, site: Site) -> None:
    """A page does not claim to show live slots when its WebSocket is open but its messages get no answer."""
    page, doctor = await visit(), await site.doctor()
    is_silent = False

    def connect(ours: WebSocketRoute) -> None:
        server = ours.connect_to_server()
        ours.on_message(lambda message: None if is_silent else server.send(message))

    await page.clock.install()
    await page.route_web_socket("**/v1/realtime", connect)
    await page.goto(f"/en/doctors/{doctor['id']}")
    live = page.get_by_text(ENGLISH("doctor.times.live"))
    await expect(live).to_be_visible()
    is_silent = True
    await page.clock.run_for(20_000)
    await expect(live).to_have_count(0)
    is_silent = False
    await page.clock.run_for(60_000)
    await expect(live).to_be_visible()
