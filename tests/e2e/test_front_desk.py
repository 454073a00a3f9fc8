"""Tests a day at the front desk: a caller booked by keyboard, a number called on a display, a payment, its receipt and its reversal."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.front_desk import FrontDesk
from tests.e2e.guard import Guard
from tests.e2e.names import shared_names
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, is_within, take_numbers
from tests.e2e.words import ENGLISH, HINDI, Words

# A name that no other test uses, because the page lists the displays of other tests too.
ENTRANCE = f"Entrance {uuid4().hex[:6]}"

CLINIC = CLINICS[0]
_PHONE = {"width": 360, "height": 740}
_DESKTOP = {"width": 1280, "height": 800}


async def test_numbers_of_two_doctors_have_buttons_of_different_names(
    visit: Visit, staff: Staff
) -> None:
    """The names of buttons in the clinic queue contain the doctor.

    Each doctor's numbers begin at 1, so the number and the patient alone do not distinguish the buttons of two doctors.
    """
    page = await visit("/en", storage_state=await staff(DESK), viewport=_DESKTOP)
    await take_numbers(page, str(CLINIC.id), "Tulasi Twice")
    await FrontDesk(page).goes(f"/queue?clinic={CLINIC.id}")
    await expect(page.get_by_text("Tulasi Twice").nth(1)).to_be_visible()
    assert await shared_names(page) == []


@pytest.mark.parametrize(
    ("language", "words", "viewport", "phone"),
    [("en", ENGLISH, _DESKTOP, "98470 11223"), ("hi", HINDI, _PHONE, "98470 11224")],
    ids=["desktop, English", "phone, Hindi"],
)
async def test_a_caller_is_booked_pays_and_the_receipt_is_shown(
    visit: Visit, staff: Staff, language: str, words: Words, viewport: dict[str, int], phone: str
) -> None:
    page = await visit("/livez", storage_state=await staff(DESK), viewport=viewport)
    desk = FrontDesk(page, words)
    times = await desk.day_with_times(str(CLINIC.id))
    await desk.registers("Lakshmi Rao", phone)
    await times.last.press("Enter")
    await is_within(page)
    assert await violations(page) == []
    await desk.books(times.last)
    await desk.follows("desk.book.toDay")

    await desk.button("desk.day.payOf", name="Lakshmi Rao").last.press("Enter")
    await desk.button("desk.pay.submit").press("Enter")
    await desk.follows("desk.pay.print")
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("desk.titles.receipt"))
    receipt = page.locator("[data-print]")
    await expect(receipt).to_contain_text("Lakshmi Rao")
    await expect(receipt).to_contain_text(CLINIC.name)
    await expect(receipt).to_contain_text(words("desk.receipt.note"))
    await is_within(page)
    assert await violations(page) == []
    await desk.follows("desk.receipt.back")
    await _reverses_the_last_payment(desk)


async def _reverses_the_last_payment(desk: FrontDesk) -> None:
    """Reverses the last payment; the list then has its receipt and a second one, which records the reversal."""
    page, words = desk.page, desk.words
    await desk.button("desk.payments.takeBackOf").last.press("Enter")
    ask = page.get_by_role("alertdialog")
    confirm = ask.get_by_role("button", name=words("desk.payments.takeBack"), exact=True)
    await confirm.press("Enter")
    reason = ask.get_by_label(words("desk.payments.reason"))
    await expect(reason).to_be_focused()
    await expect(reason).to_have_accessible_description(words("desk.payments.noReason"))
    await page.keyboard.type("Charged twice")
    await is_within(page)
    assert await violations(page) == []
    await confirm.press("Enter")
    await expect(ask).to_have_count(0)
    first, counter = page.locator("ol > li").nth(-2), page.locator("ol > li").last
    await expect(first).to_contain_text(words.within("desk.payments.takenBack"))
    await expect(counter).to_contain_text("Charged twice")
    await expect(counter).to_contain_text(words.within("desk.payments.takesBack"))
    await expect(counter.get_by_role("button")).to_have_count(0)


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
    await FrontDesk(desk, words).registers(name, phone)
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
    await practice.get_by_role("button", name=re.compile(rf"^{name}\s*,")).click()
    panel = practice.get_by_role("dialog")
    await expect(panel.get_by_text(words.like("practice.override", reason=reason))).to_be_visible()


async def _chooses_at_night(desk: Page, words: Words, doctor: str, clock: str) -> None:
    times = desk.get_by_role("region", name=doctor)
    await times.get_by_text(words("desk.times.other")).click()
    await times.get_by_label(words("desk.times.at"), exact=True).fill(clock)
    await times.get_by_role("button", name=words.like("desk.times.useOf")).click()


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

    desk = FrontDesk(await visit("/livez", storage_state=state, viewport=_DESKTOP))
    await desk.goes(f"/book?clinic={CLINIC.id}")
    await desk.registers("Zephyrina Walkin", "98470 33445")
    await desk.button("desk.times.numberOf").first.press("Enter")
    await desk.follows("desk.book.toQueue")
    queue = desk.page.get_by_role("region").filter(has_text="Zephyrina Walkin")
    await queue.get_by_label(ENGLISH("desk.queue.room")).fill("4")
    await queue.get_by_role("button", name=ENGLISH.like("desk.queue.nextOf")).press("Enter")
    await expect(screen.get_by_text(ENGLISH("desk.screen.room").format(room="4"))).to_be_visible()
    await expect(screen.get_by_text("Zephyrina")).to_have_count(0)
    assert await violations(screen) == []
    assert await violations(desk.page) == []

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
    ask = displays.get_by_role("alertdialog")
    await expect(ask.get_by_text(ENGLISH("desk.displays.revokeText"))).to_be_visible()
    assert await violations(displays) == []
    await ask.get_by_role("button", name=ENGLISH("desk.displays.revoke"), exact=True).click()
    await expect(
        displays.get_by_text(ENGLISH.like("desk.displays.revoked", name=ENTRANCE))
    ).to_be_visible()
    await expect(screen.get_by_role("heading", level=1)).to_have_text(ENGLISH("desk.screen.off"))
