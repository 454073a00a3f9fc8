"""Checks that a change whose answer was lost is made once, and that the next press of its button shows that it was made.

The browser loses the answers: the requests reach the server and have their effect.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from playwright.async_api import Locator, Page, Route, expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import DESK, DOCTOR
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.front_desk import FrontDesk
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, sign_in
from tests.e2e.words import ENGLISH

CLINIC = str(CLINICS[0].id)
_LOST = ("ERR_FAILED", "status of 504")
_UNSURE = ENGLISH("errors.call.unsure")
_VISITS = "fetch('/v1/appointments').then((answer) => answer.json()).then(({items}) => items.map(({id}) => id))"


@asynccontextmanager
async def _lost_answers(
    page: Page, path: str, method: str = "POST"
) -> AsyncIterator[list[str | None]]:
    """Lets each request to the URLs of the pattern `path` reach the server, and loses its answer, until the block ends.

    The connection of the first request breaks; a proxy answers the later ones with 504. Yields the
    list to which the idempotency key of each request is added.
    """
    keys: list[str | None] = []

    async def lose(route: Route) -> None:
        if route.request.method != method:
            await route.fallback()
            return
        keys.append(route.request.headers.get("idempotency-key"))
        await route.fetch()
        if len(keys) == 1:
            await route.abort()
        else:
            await route.fulfill(status=504, headers={"retry-after": "0.1"})

    await page.route(path, lose)
    try:
        yield keys
    finally:
        await page.unroute(path, lose)


async def _desk_with_caller(visit: Visit, staff: Staff) -> tuple[FrontDesk, str, Locator]:
    """Registers a caller on a day with open slots; returns (the desk, the caller's name, the slots' buttons)."""
    desk = FrontDesk(await visit("/livez", storage_state=await staff(DESK)))
    name = f"Lalita {uuid4().hex[:6]}"
    times = await desk.day_with_times(CLINIC)
    await desk.registers(name, f"98481 {uuid4().int % 100_000:05d}")
    return desk, name, times


async def _presses_again(page: Page, path: str, button: Locator) -> None:
    """Presses the focused button, loses the answers, checks that one key was sent, and presses the button again."""
    await expect(button).to_be_focused()
    async with _lost_answers(page, path) as keys:
        await page.keyboard.press("Enter")
        await expect(page.get_by_text(_UNSURE)).to_be_visible()
    assert len(set(keys)) == 1
    await button.press("Enter")


async def test_a_patients_booking_whose_answers_are_lost_is_made_once(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects(*_LOST, "ERR_INTERNET_DISCONNECTED", "WebSocket")
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    booker = Booker(await visit())
    page, main = booker.page, booker.page.get_by_role("main")
    await sign_in(page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    await booker.tells("Asha Rao", "Knees hurt in the morning")
    await booker.agrees()
    async with _lost_answers(page, "**/v1/appointments") as keys:
        await booker.confirms()
        await expect(main.get_by_text(ENGLISH("booking.confirm.unsure"))).to_be_visible()
    assert len(set(keys)) == 1
    # A press without a connection sends nothing, and does not forget the request that was sent.
    await page.context.set_offline(offline=True)
    await booker.press("booking.confirm.again")
    await expect(main.get_by_text(ENGLISH("booking.confirm.offline"))).to_be_visible()
    await page.context.set_offline(offline=False)
    await booker.press("booking.confirm.again")
    appointment = await booker.is_booked()
    assert await page.evaluate(_VISITS) == [appointment]


async def test_a_desks_booking_whose_answers_are_lost_is_made_once(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects(*_LOST)
    desk, name, times = await _desk_with_caller(visit, staff)
    page = desk.page
    await times.last.press("Enter")
    book = page.get_by_role("button", name=ENGLISH("desk.book.submit"), exact=True)
    await _presses_again(page, "**/v1/appointments", book)
    await expect(page.get_by_role("heading", name=ENGLISH("desk.book.done"))).to_be_visible()
    await desk.follows("desk.book.toDay")
    await expect(desk.row(name)).to_have_count(1)


async def test_a_move_whose_answers_are_lost_is_made_once(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects(*_LOST)
    desk, name, times = await _desk_with_caller(visit, staff)
    page = desk.page
    await desk.books(times.first)
    await desk.follows("desk.book.toDay")
    await page.get_by_role("link", name=ENGLISH.like("desk.day.moveOf", name=name)).press("Enter")
    await expect(page.get_by_text(ENGLISH.within("desk.book.moving", name=name))).to_be_visible()
    while not await times.count():
        await desk.goes_to_the_next_day()
    label = await times.last.get_attribute("aria-label") or ""
    await times.last.press("Enter")
    move = page.get_by_role("button", name=ENGLISH("desk.book.move"), exact=True)
    await _presses_again(page, "**/reschedule", move)
    await expect(page.get_by_role("heading", name=ENGLISH("desk.book.moved"))).to_be_visible()
    await desk.follows("desk.book.toDay")
    await expect(desk.row(name)).to_contain_text(label.split(" with ")[0])


async def test_a_cancellation_whose_answers_are_lost_is_made_once(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects(*_LOST)
    desk, name, times = await _desk_with_caller(visit, staff)
    page = desk.page
    await desk.books(times.last)
    await desk.follows("desk.book.toDay")
    await desk.button("desk.day.cancelOf", name=name).press("Enter")
    ask = page.get_by_role("alertdialog")
    await ask.get_by_label(ENGLISH("desk.day.cancelWhy")).fill("Travels")
    cancel = ask.get_by_role("button", name=ENGLISH("desk.day.cancelDo"), exact=True)
    async with _lost_answers(page, "**/cancel") as keys:
        await cancel.press("Enter")
        await expect(ask.get_by_text(_UNSURE)).to_be_visible()
    assert len(set(keys)) == 1
    # The page has now read the cancelled visit, which has another version.
    async with page.expect_response(lambda answer: "/agenda" in answer.url) as reading:
        pass
    await (await reading.value).finished()
    await cancel.press("Enter")
    await expect(ask).to_have_count(0)
    await expect(page.get_by_text(ENGLISH("desk.day.cancelled"))).to_be_visible()
    await expect(desk.row(name)).to_contain_text(ENGLISH("desk.day.status.cancelled"))


async def test_a_profile_whose_answer_was_lost_is_not_called_somebody_elses_change(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    """The route takes no idempotency key: the repetition is refused with 412, and the page reads the present state."""
    guard.expects(*_LOST, "status of 412")
    page = await visit("/en/practice/profile", storage_state=await staff(DOCTOR))
    await hydrated(page)
    address = page.get_by_label(ENGLISH("practice.profile.address"))
    await address.fill(f"{uuid4().hex[:6]} Station Road")
    save = page.get_by_role("button", name=ENGLISH("practice.profile.save"), exact=True)
    async with _lost_answers(page, "**/v1/doctors/*", "PATCH"):
        await save.click()
        await expect(page.get_by_text(_UNSURE)).to_be_visible()
    await save.click()
    await expect(page.get_by_text(ENGLISH("practice.profile.saved"))).to_be_visible()
    await expect(page.get_by_text(ENGLISH("errors.call.changed"))).to_have_count(0)
