"""Tests the front desk by keyboard: moving and cancelling for a caller, a
second patient with a telephone number, and a race.

In the race, two desks choose the same slot.
"""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import DESK
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.front_desk import FrontDesk
from tests.e2e.guard import Guard
from tests.e2e.visitors import is_within
from tests.e2e.words import ENGLISH, HINDI

CLINIC = str(CLINICS[0].id)
_PHONE = {"width": 360, "height": 740}


def _number() -> str:
    """Returns a telephone number that no other test uses."""
    return f"98480 {uuid4().int % 100_000:05d}"


async def test_a_visit_is_moved_and_then_cancelled_for_a_caller(visit: Visit, staff: Staff) -> None:
    page = await visit("/livez", storage_state=await staff(DESK), viewport=_PHONE)
    desk, name = FrontDesk(page, HINDI), f"Girija {uuid4().hex[:6]}"
    times = await desk.day_with_times(CLINIC)
    day = page.get_by_role("navigation", name=HINDI("desk.days"))
    shown = await day.text_content() or ""
    await desk.registers(name, _number())
    await desk.books(times.first)
    await desk.follows("desk.book.toDay")

    await page.get_by_role("link", name=HINDI.like("desk.day.moveOf", name=name)).press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(HINDI("desk.titles.move"))
    await expect(page.get_by_text(HINDI.within("desk.book.moving", name=name))).to_be_visible()
    await expect(day).to_have_text(shown)  # the day of the visit
    while not await times.count():
        await desk.goes_to_the_next_day()
    label = await times.last.get_attribute("aria-label") or ""
    await times.last.press("Enter")
    move = page.get_by_role("button", name=HINDI("desk.book.move"), exact=True)
    await expect(move).to_be_focused()
    await is_within(page)
    assert await violations(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=HINDI("desk.book.moved"))).to_be_visible()
    await desk.follows("desk.book.toDay")
    row = desk.row(name)
    await expect(row).to_contain_text(label.split(",")[0])

    await desk.button("desk.day.cancelOf", name=name).press("Enter")
    ask = page.get_by_role("alertdialog")
    await ask.get_by_label(HINDI("desk.day.cancelWhy")).fill("Travels")
    assert await violations(page) == []
    await ask.get_by_role("button", name=HINDI("desk.day.cancelDo"), exact=True).press("Enter")
    await expect(row).to_contain_text(HINDI("desk.day.status.cancelled"))
    await expect(row.get_by_role("button")).to_have_count(0)


async def test_what_is_booked_after_a_move_is_a_new_visit(visit: Visit, staff: Staff) -> None:
    """After a move the desk books for somebody else, and the moved appointment stays as it is."""
    page = await visit("/livez", storage_state=await staff(DESK))
    desk, names = FrontDesk(page), [f"Sarala {uuid4().hex[:6]}", f"Devaki {uuid4().hex[:6]}"]
    times, title = await desk.day_with_times(CLINIC), page.get_by_role("heading", level=1)
    await desk.registers(names[0], _number())
    moved = await desk.books(times.last)
    await desk.follows("desk.book.toDay")
    move = ENGLISH.like("desk.day.moveOf", name=names[0])
    await page.get_by_role("link", name=move).press("Enter")
    await expect(title).to_have_text(ENGLISH("desk.titles.move"))
    while not await times.count():
        await desk.goes_to_the_next_day()
    await times.last.press("Enter")
    await page.get_by_role("button", name=ENGLISH("desk.book.move"), exact=True).press("Enter")
    await expect(page.get_by_role("heading", name=ENGLISH("desk.book.moved"))).to_be_visible()

    await desk.button("desk.book.again").press("Enter")
    await expect(title).to_have_text(ENGLISH("desk.titles.book"))
    assert "moves=" not in page.url
    await desk.registers(names[1], _number())
    while not await times.count():
        await desk.goes_to_the_next_day()
    booked = await desk.books(times.first)
    read = "(id) => fetch(`/v1/appointments/${id}`).then((answer) => answer.json())"
    for made, name in ((moved, names[0]), (booked, names[1])):
        appointment = await page.evaluate(read, made)
        assert appointment["patient"]["name"] == name
        assert appointment["status"] == "booked"


async def test_a_second_person_of_the_same_number_is_asked_about(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 409")
    page = await visit("/livez", storage_state=await staff(DESK))
    desk, phone = FrontDesk(page), _number()
    mother, son, path = "Revathi Menon", "Anil Menon", f"/book?clinic={CLINIC}"
    await desk.goes(path)
    await desk.registers(mother, phone)
    for answer, chosen in ((mother, mother), (None, son)):
        await desk.goes(path)
        await expect(page.get_by_label(desk.words("desk.find.label"))).to_be_focused()
        # Searches for the name, because the number would find the mother instead of the form for a new patient.
        await desk.page.keyboard.type(f"{son} {uuid4().hex[:4]}")
        await expect(page.get_by_text(desk.words("desk.find.none"))).to_be_visible()
        await desk.button("desk.find.register").press("Enter")
        await page.get_by_label(desk.words("desk.find.name")).fill(son)
        await page.get_by_label(desk.words("desk.find.phone")).fill(phone)
        await page.keyboard.press("Enter")
        await expect(page.get_by_text(desk.words("desk.find.same"))).to_be_visible()
        assert await violations(page) == []
        known = page.get_by_role("button").filter(has_text=answer or son)
        await known.press("Enter")
        await expect(desk.button("desk.find.change")).to_be_visible()
        patient = page.get_by_role("region", name=desk.words("desk.find.title"), exact=True)
        await expect(patient).to_contain_text(chosen)


async def test_of_two_desks_that_choose_one_gap_the_second_is_told(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 409")
    state = await staff(DESK)
    quick = FrontDesk(await visit("/livez", storage_state=state))
    late = FrontDesk(await visit("/livez", storage_state=state, viewport=_PHONE))
    times = await quick.day_with_times(CLINIC)
    await late.day_with_times(CLINIC)
    await quick.registers("Omana Kutty", _number())
    await late.registers("Biju Thomas", _number())
    label = await times.first.get_attribute("aria-label") or ""
    same = late.page.get_by_role("button", name=label, exact=True)
    await same.press("Enter")
    book = late.page.get_by_role("button", name=late.words("desk.book.submit"), exact=True)
    await expect(book).to_be_focused()
    await quick.books(times.first)
    await late.page.keyboard.press("Enter")
    await expect(late.page.get_by_text(late.words("desk.book.taken"))).to_be_visible()
    await expect(same).to_have_count(0)
    await is_within(late.page)
    assert await violations(late.page) == []
    await late.books(late.page.locator("button[aria-pressed]").first)
