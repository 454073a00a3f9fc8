"""Tests a day at the front desk: a caller booked by keyboard, a number called on a display, a payment and its receipt."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, is_within
from tests.e2e.words import ENGLISH, HINDI, Words

# a name that only this test uses, because other tests make displays too
ENTRANCE = f"Entrance {uuid4().hex[:6]}"

CLINIC = CLINICS[0]
_PHONE = {"width": 360, "height": 740}
_DESKTOP = {"width": 1280, "height": 800}


async def _register(page: Page, words: Words, name: str, phone: str) -> None:
    """Registers a patient by keyboard: the search field has the focus when the page opens, and Tab moves to the next field."""
    await hydrated(page)
    search = page.get_by_label(words("desk.find.label"))
    await expect(search).to_be_focused()
    await page.keyboard.type(phone)
    await expect(page.get_by_text(words("desk.find.none"))).to_be_visible()
    await page.get_by_role("button", name=words("desk.find.register")).press("Enter")
    await expect(page.get_by_label(words("desk.find.name"))).to_be_focused()
    await page.keyboard.type(name)
    await page.keyboard.press("Enter")


async def _day_with_times(page: Page, address: str) -> Locator:
    """Opens the first of the next seven days on which the clinic has an available time; returns the buttons of its times."""
    times = page.locator("button[aria-pressed]")
    for days in range(1, 8):
        day = datetime.now(ZoneInfo("Asia/Kolkata")).date() + timedelta(days=days)
        await page.goto(f"{address}&date={day}")
        if await times.count():
            break
    return times


@pytest.mark.parametrize(
    ("language", "words", "viewport", "phone"),
    [("en", ENGLISH, _DESKTOP, "98470 11223"), ("hi", HINDI, _PHONE, "98470 11224")],
    ids=["desktop, English", "phone, Hindi"],
)
async def test_a_caller_is_booked_pays_and_the_receipt_is_shown(
    visit: Visit, staff: Staff, language: str, words: Words, viewport: dict[str, int], phone: str
) -> None:
    state = await staff(DESK)
    desk = await visit("/livez", storage_state=state, viewport=viewport)
    times = await _day_with_times(desk, f"/{language}/desk/book?clinic={CLINIC.id}")
    await _register(desk, words, "Lakshmi Rao", phone)
    await expect(desk.get_by_text("Lakshmi Rao").first).to_be_visible()
    await times.last.click()
    book = desk.get_by_role("button", name=words("desk.book.submit"), exact=True)
    await expect(book).to_be_focused()
    await is_within(desk)
    assert await violations(desk) == []
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("heading", name=words("desk.book.done"))).to_be_visible()
    await desk.get_by_role("link", name=words("desk.book.toDay")).click()

    row = desk.get_by_role("listitem").filter(has_text="Lakshmi Rao")
    await row.get_by_role("button", name=words.like("desk.day.payOf", name="Lakshmi Rao")).click()
    await desk.get_by_role("button", name=words("desk.pay.submit")).click()
    await desk.get_by_role("link", name=words("desk.pay.print")).click()
    receipt = desk.locator("[data-print]")
    await expect(receipt).to_contain_text("Lakshmi Rao")
    await expect(receipt).to_contain_text(CLINIC.name)
    await is_within(desk)
    assert await violations(desk) == []


@pytest.mark.parametrize(
    ("language", "words", "phone"),
    [("en", ENGLISH, "98470 11225"), ("hi", HINDI, "98470 11226")],
)
async def test_staff_read_why_a_time_was_booked_that_the_doctor_does_not_offer(
    visit: Visit, site: Site, staff: Staff, language: str, words: Words, phone: str
) -> None:
    practice = await visit("/en/practice", storage_state=await staff(DOCTOR), viewport=_PHONE)
    account = await practice.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    doctor = await site.get(f"/v1/doctors/{account['doctor_id']}")
    name, reason = f"Urmila Bhat {language}", f"Fever, the doctor agreed ({language})"
    desk = await visit("/livez", storage_state=await staff(DESK), viewport=_PHONE)
    day = datetime.now(ZoneInfo("Asia/Kolkata")).date() + timedelta(days=8)
    await desk.goto(f"/{language}/desk/book?clinic={CLINIC.id}&date={day}")
    await _register(desk, words, name, phone)
    await _chooses_at_night(desk, words, doctor["name"], "03:25" if language == "en" else "04:25")
    await desk.get_by_label(words("desk.book.why")).fill(reason)
    await is_within(desk)
    await desk.get_by_role("button", name=words("desk.book.submit"), exact=True).click()
    async with desk.expect_response(lambda answer: "/agenda" in answer.url) as reading:
        await desk.get_by_role("link", name=words("desk.book.toDay")).click()
    visits = (await (await reading.value).json())["appointments"]
    (booked,) = [each["id"] for each in visits if each["patient"]["name"] == name]
    office = await visit("/livez", storage_state=await staff(ADMIN), viewport=_PHONE)
    await practice.goto(f"/{language}/practice?date={day}")
    await office.goto(f"/{language}/operations/appointments/{booked}")
    for page, key in (
        (desk, "desk.day.override"),
        (practice, "practice.override"),
        (office, "operations.history.override"),
    ):
        said = words.like(key, reason=reason)
        await expect(page.get_by_role("main").get_by_text(said)).to_be_visible()
        await is_within(page)
        assert await violations(page) == []
    await hydrated(practice)
    await practice.get_by_role("button", name=name, exact=True).click()
    panel = practice.get_by_role("dialog")
    await expect(panel.get_by_text(words.like("practice.override", reason=reason))).to_be_visible()


async def _chooses_at_night(desk: Page, words: Words, doctor: str, clock: str) -> None:
    times = desk.get_by_role("region", name=doctor)
    await times.get_by_text(words("desk.times.other")).click()
    await times.get_by_label(words("desk.times.at"), exact=True).fill(clock)
    await times.get_by_role("button", name=words("desk.times.use")).click()


async def test_a_number_is_called_and_the_display_says_so_and_says_when_it_is_not_live(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    state = await staff(DESK)
    displays = await visit(f"/en/desk/displays?clinic={CLINIC.id}", storage_state=state)
    await hydrated(displays)
    await displays.get_by_label(ENGLISH("desk.displays.name")).fill(ENTRANCE)
    await displays.get_by_role("button", name=ENGLISH("desk.displays.add")).click()
    address = await displays.get_by_role("link", name=ENGLISH("desk.displays.open")).get_attribute(
        "href"
    )
    screen = await visit(address or "", viewport=_DESKTOP)  # the display needs no session
    await expect(screen.get_by_role("heading", level=1)).to_have_text(CLINIC.name)

    desk = await visit(f"/en/desk/book?clinic={CLINIC.id}", storage_state=state)
    await _register(desk, ENGLISH, "Zephyrina Walkin", "98470 33445")
    await desk.get_by_role("button", name=ENGLISH.like("desk.times.numberOf")).first.click()
    await desk.get_by_role("link", name=ENGLISH("desk.book.toQueue")).click()
    queue = desk.get_by_role("region").filter(has_text="Zephyrina Walkin")
    await queue.get_by_label(ENGLISH("desk.queue.room")).fill("4")
    await queue.get_by_role("button", name=ENGLISH.like("desk.queue.next")).click()
    await expect(screen.get_by_text(ENGLISH("desk.screen.room").format(room="4"))).to_be_visible()
    await expect(screen.get_by_text("Zephyrina")).to_have_count(0)
    assert await violations(screen) == []
    assert await violations(desk) == []

    await screen.context.set_offline(True)
    stale = ENGLISH("desk.screen.stale").partition("{")[0].strip()
    await expect(screen.locator("p[role=status]")).to_contain_text(stale)
    await screen.context.set_offline(False)
    await expect(screen.locator("p[role=status]")).not_to_contain_text(stale)
    await displays.reload()
    await hydrated(displays)
    await displays.get_by_role(
        "button", name=ENGLISH.like("desk.displays.revokeOf", name=ENTRANCE)
    ).click()
    await expect(
        displays.get_by_text(ENGLISH.like("desk.displays.revoked", name=ENTRANCE))
    ).to_be_visible()
    await expect(screen.get_by_role("heading", level=1)).to_have_text(ENGLISH("desk.screen.off"))
