"""Tests that an entry is neither lost nor sent for another clinic, day or record than it was made for.

The page may show another clinic or day, another person may change the same record, or the page may be loaded again.
"""

from __future__ import annotations

import asyncio
import re
from uuid import uuid4

import pytest
from playwright.async_api import Dialog, Locator, Page, Route, expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.front_desk import FrontDesk
from tests.e2e.guard import Guard
from tests.e2e.office import Office
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, new_address, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

HERE, AWAY = CLINICS[0], CLINICS[1]
both = pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=lambda words: words.language)


def _number() -> str:
    return f"98490 {uuid4().int % 100_000:05d}"


async def _goes_to_clinic(desk: FrontDesk, name: str) -> None:
    clinics = desk.page.get_by_role("navigation", name=desk.words("desk.clinics"))
    await clinics.get_by_role("link", name=name).press("Enter")
    await expect(clinics.locator("[aria-current=true]")).to_have_text(name)


async def test_nothing_chosen_at_one_clinic_is_booked_at_another(
    visit: Visit, staff: Staff
) -> None:
    desk = FrontDesk(await visit("/livez", storage_state=await staff(DESK)))
    page, words = desk.page, desk.words
    times = await desk.day_with_times(str(HERE.id))
    await desk.registers(f"Leela {uuid4().hex[:6]}", _number())
    await times.first.press("Enter")
    book = page.get_by_role("button", name=words("desk.book.submit"), exact=True)
    await expect(book).to_be_enabled()
    bar = page.get_by_role("status").filter(has_text=HERE.name)
    await expect(bar).to_be_visible()
    await _goes_to_clinic(desk, AWAY.name)
    await expect(book).to_be_disabled()
    await expect(page.get_by_text(words("desk.book.choosePatient"))).to_be_visible()


async def test_while_a_day_loads_no_times_of_another_day_can_be_pressed(
    visit: Visit, staff: Staff
) -> None:
    desk = FrontDesk(await visit("/livez", storage_state=await staff(DESK)))
    page, words = desk.page, desk.words
    times = await desk.day_with_times(str(HERE.id))
    kind = page.get_by_label(words("desk.times.type")).first
    asked, answered = re.compile(r"/times\?.*consultation_type_id="), asyncio.Event()
    async with page.expect_response(asked):
        await kind.select_option(index=1)
    await expect(times.first).to_be_visible()

    async def later(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await page.route(asked, later)
    await desk.goes_to_the_next_day()
    await expect(page.get_by_text(words("desk.times.loading"))).to_be_visible()
    await expect(times).to_have_count(0)
    answered.set()
    await expect(page.get_by_text(words("desk.times.loading"))).to_have_count(0)
    await page.unroute_all(behavior="ignoreErrors")


async def test_the_reason_for_a_time_that_is_not_offered_stays_when_another_is_chosen(
    visit: Visit, staff: Staff
) -> None:
    desk = FrontDesk(await visit("/livez", storage_state=await staff(DESK)))
    page, words = desk.page, desk.words
    await desk.day_with_times(str(HERE.id))
    await desk.registers(f"Sita {uuid4().hex[:6]}", _number())
    why = page.get_by_label(words("desk.book.why"))
    await page.get_by_text(words("desk.times.other")).first.click()
    for time in ("05:05", "05:10"):
        await page.locator("input[type=time]").first.fill(time)
        await page.get_by_role("button", name=words("desk.times.use")).first.click()
        await expect(why).to_be_focused()
        if time == "05:05":
            await why.fill("Comes by the early train")
    await expect(why).to_have_value("Comes by the early train")


async def test_a_name_with_invisible_characters_is_told_from_a_missing_one(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 422")
    desk = FrontDesk(await visit("/livez", storage_state=await staff(DESK)), HINDI)
    await desk.goes(f"/book?clinic={HERE.id}")
    await desk.asks_to_register("Ra\u202evi", _number())
    name = desk.page.get_by_label(HINDI("desk.find.name"))
    told = re.compile(re.escape(HINDI("errors.call.nameRefused")))
    await expect(name).to_have_accessible_description(told)


@both
async def test_another_administrators_change_of_a_clinic_is_shown_and_what_was_typed_stays(
    visit: Visit, staff: Staff, guard: Guard, words: Words
) -> None:
    guard.expects("status of 412")
    state = await staff(ADMIN)
    mine = Office(await visit("/livez", storage_state=state), words)
    theirs = Office(await visit("/livez", storage_state=state), words)
    clinic = await mine.adds_clinic(f"Amrutam {uuid4().hex[:6]}")
    await theirs.goes(f"/clinics/{clinic}")

    def field(office: Office, name: str) -> Locator:
        return office.page.get_by_label(words(f"clinics.form.{name}"), exact=True)

    await field(theirs, "phone").fill("+91 651 223 4567")
    await theirs.press("clinics.form.save")
    await expect(theirs.page.get_by_text(words.within("clinics.form.saved"))).to_be_visible()
    await field(mine, "address").fill("9 Station Road")
    await mine.press("clinics.form.save")
    await expect(mine.page.get_by_text(words("errors.call.changed"))).to_be_visible()
    changed = words.within("errors.call.changedFields", fields=words("clinics.form.phone"))
    await expect(mine.page.get_by_text(changed)).to_be_visible()
    await expect(field(mine, "address")).to_have_value("9 Station Road")
    await expect(field(mine, "phone")).to_have_value(re.compile("651"))
    await mine.press("clinics.form.save")
    await expect(mine.page.get_by_text(words.within("clinics.form.saved"))).to_be_visible()
    await expect(mine.page.get_by_text(words("errors.call.changed"))).to_have_count(0)
    await theirs.goes(f"/clinics/{clinic}")
    await expect(field(theirs, "address")).to_have_value("9 Station Road")
    await expect(field(theirs, "phone")).to_have_value(re.compile("651"))


@both
async def test_a_profile_that_changed_meanwhile_keeps_what_the_doctor_typed(
    visit: Visit, staff: Staff, guard: Guard, words: Words
) -> None:
    guard.expects("status of 412")
    state, path = await staff(DOCTOR), f"/{words.language}/practice/profile"
    mine, theirs = [await visit(path, storage_state=state) for _ in range(2)]
    address, bio, save = (words(f"practice.profile.{name}") for name in ("address", "bio", "save"))
    street, about = f"{uuid4().hex[:6]} Station Road", f"Treats joints {uuid4().hex[:6]}"

    await hydrated(theirs)
    await theirs.get_by_label(bio).fill(about)
    await theirs.get_by_role("button", name=save, exact=True).click()
    await expect(theirs.get_by_text(words("practice.profile.saved"))).to_be_visible()
    await hydrated(mine)
    await mine.get_by_label(address).fill(street)
    await mine.get_by_role("button", name=save, exact=True).click()

    changed = words.within("errors.call.changedFields", fields=bio)
    await expect(mine.get_by_text(changed)).to_be_visible()
    await expect(mine.get_by_label(address)).to_have_value(street)
    await expect(mine.get_by_label(bio)).to_have_value(about)
    await mine.get_by_role("button", name=save, exact=True).click()
    await expect(mine.get_by_text(words("practice.profile.saved"))).to_be_visible()
    await theirs.goto(path)
    await expect(theirs.get_by_label(address)).to_have_value(street)
    await expect(theirs.get_by_label(bio)).to_have_value(about)


@both
async def test_a_doctor_is_asked_before_hours_that_are_not_saved_are_left(
    visit: Visit, staff: Staff, words: Words
) -> None:
    page = await visit(f"/{words.language}/practice/hours", storage_state=await staff(DOCTOR))
    await hydrated(page)
    questions: list[str] = []
    answer = "dismiss"

    async def answered(dialog: Dialog) -> None:
        questions.append(dialog.message)
        await (dialog.dismiss() if answer == "dismiss" else dialog.accept())

    page.on("dialog", answered)
    await page.get_by_text(words("practice.hours.limits"), exact=True).click()
    horizon = page.get_by_label(words("practice.hours.horizon"))
    before = await horizon.input_value()
    await horizon.fill("7")
    leave = page.get_by_role("link", name=words("practice.sections.leave"), exact=True)
    await leave.click()
    assert questions == [words("common.unsaved")]
    await expect(horizon).to_have_value("7")
    answer = "accept"
    await leave.click()
    await page.wait_for_url("**/practice/leave")
    assert questions == [words("common.unsaved")] * 2

    await page.goto(f"/{words.language}/practice/hours")
    await hydrated(page)
    await page.get_by_text(words("practice.hours.limits"), exact=True).click()
    await horizon.fill("7")
    await horizon.fill(before)
    await leave.click()
    await page.wait_for_url("**/practice/leave")
    assert len(questions) == 2, "hours that are as before are left without a question"


async def test_a_location_or_number_that_cannot_be_read_is_told_in_the_pages_language(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 422")
    office = Office(await visit("/livez", storage_state=await staff(ADMIN)), HINDI)
    await office.adds_clinic(f"Amrutam {uuid4().hex[:6]}")
    page = office.page
    latitude = page.get_by_label(HINDI("clinics.form.latitude"))
    await latitude.fill("17.4126° N")
    await page.get_by_label(HINDI("clinics.form.longitude")).fill("78.4392")
    await office.press("clinics.form.save")
    await expect(latitude).to_be_focused()
    told = re.compile(re.escape(HINDI("clinics.form.faults.latitude")))
    await expect(latitude).to_have_accessible_description(told)
    await latitude.fill("17.4126")
    await page.get_by_label(HINDI("clinics.form.phone")).fill("no number")
    await office.press("clinics.form.save")
    entries = HINDI.like("errors.call.entries", fields=HINDI("errors.fields.phone"))
    await expect(page.get_by_text(entries)).to_be_visible()


async def test_a_visit_that_another_desk_moved_is_shown_and_can_then_be_cancelled(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 412")
    state = await staff(DESK)
    mine = FrontDesk(await visit("/livez", storage_state=state))
    theirs = FrontDesk(await visit("/livez", storage_state=state))
    page, words, name = mine.page, mine.words, f"Girija {uuid4().hex[:6]}"
    times = await mine.day_with_times(str(HERE.id))
    await mine.registers(name, _number())
    await mine.books(times.first)
    await mine.follows("desk.book.toDay")
    await expect(mine.row(name)).to_be_visible()
    is_old = True

    async def old_first(route: Route) -> None:
        if is_old:
            await asyncio.sleep(0.2)
            await route.fulfill(response=None, json=agenda)
        else:
            await route.continue_()

    async with page.expect_response(re.compile("/agenda")) as read:
        pass
    agenda = await (await read.value).json()
    await page.route(re.compile("/agenda"), old_first)
    await mine.button("desk.day.cancelOf", name=name).press("Enter")
    ask = page.get_by_role("alertdialog")
    why = ask.get_by_label(words("desk.day.cancelWhy"))
    await why.fill("Travels")

    await theirs.page.goto(page.url)
    await hydrated(theirs.page)
    move = theirs.page.get_by_role("link", name=words.like("desk.day.moveOf", name=name))
    await move.press("Enter")
    await theirs.page.locator("button[aria-pressed]").last.press("Enter")
    submit = theirs.page.get_by_role("button", name=words("desk.book.move"), exact=True)
    await expect(submit).to_be_focused()
    await theirs.page.keyboard.press("Enter")
    moved = theirs.page.get_by_role("heading", name=words("desk.book.moved"))
    await expect(moved).to_be_visible()

    cancel = ask.get_by_role("button", name=words("desk.day.cancelDo"), exact=True)
    shown = await ask.locator("[data-numbers]").first.text_content()
    is_old = False
    async with page.expect_response(lambda answer: "/cancel" in answer.url) as refused:
        await cancel.press("Enter")
    assert (await refused.value).status == 412
    await expect(ask.get_by_text(words("errors.call.changed"))).to_be_visible()
    await expect(ask.locator("[data-numbers]").first).not_to_have_text(shown or "")
    await expect(why).to_have_value("Travels")
    await cancel.press("Enter")
    await expect(mine.row(name)).to_contain_text(words("desk.day.status.cancelled"))


async def _books_until_who(visit: Visit, site: Site, words: Words) -> Booker:
    page = await visit(f"/{words.language}")
    await sign_in(page, site)
    booker, doctor = Booker(page, words), await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    await page.get_by_label(words("booking.who.name")).fill("Asha Rao")
    return booker


@both
async def test_continue_saves_an_open_family_member_or_asks_for_what_is_missing(
    visit: Visit, site: Site, words: Words
) -> None:
    booker = await _books_until_who(visit, site, words)
    page = booker.page
    await booker.press("booking.who.add")
    form = page.get_by_role("group", name=words("family.title"))
    await form.get_by_label(words("family.name")).fill("Meera Rao")
    await page.reload()
    await expect(form.get_by_label(words("family.name"))).to_have_value("Meera Rao")
    await hydrated(page)
    relation = form.get_by_label(words("family.relation"))
    await booker.press("booking.who.continue")
    await expect(relation).to_be_focused()
    await relation.select_option("child")
    await booker.press("booking.who.continue")
    await booker.agrees()
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("booking.confirm.title"))
    await expect(page.get_by_role("main")).to_contain_text("Meera Rao")


async def _asks_for_code(page: Page, words: Words, address: str) -> None:
    await page.get_by_label(words("session.email")).fill(address)
    await page.get_by_role("button", name=words("session.sendCode")).click()
    await expect(page.get_by_label(words("session.code"))).to_be_focused()


@both
async def test_a_reload_keeps_the_step_of_the_code_until_the_sign_in(
    visit: Visit, site: Site, words: Words
) -> None:
    page, address = await visit(f"/{words.language}/sign-in"), new_address()
    await hydrated(page)
    await _asks_for_code(page, words, address)
    await page.reload()
    await expect(
        page.get_by_text(words.within("session.sentTo", address=address)).first
    ).to_be_visible()
    await hydrated(page)
    code = page.get_by_label(words("session.code"))
    await code.fill(await site.code_for(address))
    await code.press("Enter")
    await expect(page).not_to_have_url(re.compile("sign-in"))
    assert await page.evaluate("sessionStorage.getItem('sign-in-code')") is None
