"""Tests the pages of a doctor's day, week and hours, mostly on a phone, by keyboard, and in both languages."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from amrutam.seeding.demo import DOCTOR
from tests.e2e.axe import violations
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.keyboard import press, tab_to
from tests.e2e.passing_time import begins, untouched
from tests.e2e.site import Site
from tests.e2e.visitors import (
    be_on_time,
    book,
    give_name,
    hydrated,
    is_within,
    sign_in,
    take_leave_back,
)
from tests.e2e.words import ENGLISH, HINDI, Words, spaced

PHONE = {"width": 360, "height": 740}
LANGUAGES = [("en", ENGLISH), ("hi", HINDI)]


async def _own_profile(page: Page, site: Site) -> dict[str, Any]:
    account = await page.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    profile: dict[str, Any] = await site.get(f"/v1/doctors/{account['doctor_id']}")
    return profile


def _day(starts_at: str, doctor: dict[str, Any]) -> str:
    local = datetime.fromisoformat(starts_at).astimezone(ZoneInfo(doctor["time_zone"]))
    return local.date().isoformat()


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_a_visit_opens_and_moves_with_its_patients_yes(
    visit: Visit, site: Site, staff: Staff, language: str, words: Words
) -> None:
    page = await visit(f"/{language}/practice", viewport=PHONE, storage_state=await staff(DOCTOR))
    doctor, patient = await _own_profile(page, site), await visit(f"/{language}", viewport=PHONE)
    address = await sign_in(patient, site)
    starts_at = (await site.open_times(doctor["id"]))[-1]
    id_ = await book(patient, doctor["id"], starts_at)

    await page.goto(f"/{language}/practice?date={_day(starts_at, doctor)}")
    await hydrated(page)
    shown = await Booker(page, words).clock(starts_at, doctor["time_zone"])
    row = page.get_by_role("article").filter(has_text=re.compile(rf"^{spaced(shown)}"))
    await tab_to(page, row.get_by_role("heading").get_by_role("button"))
    await page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    await expect(panel.get_by_text(address)).to_be_visible()
    (kind,) = [each for each in doctor["consultation_types"] if each["is_default"]]
    name = words(f"common.kinds.{kind['kind']}") if language == "hi" else kind["name"]
    await expect(panel.get_by_text(name, exact=True)).to_be_visible()
    assert await violations(page) == []
    await is_within(page)
    await panel.get_by_text(words("practice.visit.propose.title")).click()
    times = panel.get_by_role("group", name=words("practice.visit.propose.time"), exact=True)
    await times.get_by_role("radio").first.check()
    await panel.get_by_role("button", name=words("practice.visit.propose.do")).click()
    await expect(panel.get_by_text(words("practice.visit.propose.kept"))).to_be_visible()

    await patient.goto(f"/{language}/appointments/{id_}")
    await hydrated(patient)
    assert await violations(patient) == []
    await is_within(patient)
    await tab_to(patient, words("appointments.news.accept"))
    await patient.keyboard.press("Enter")
    await expect(patient.get_by_text(words("appointments.news.accepted"))).to_be_visible()
    await expect(patient.get_by_text(words("appointments.news.kept"))).to_have_count(0)


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_waiting_patients_are_told_by_keyboard_that_the_doctor_is_late(
    visit: Visit, site: Site, staff: Staff, language: str, words: Words
) -> None:
    page = await visit(f"/{language}/practice", viewport=PHONE, storage_state=await staff(DOCTOR))
    doctor, patient = await _own_profile(page, site), await visit(f"/{language}", viewport=PHONE)
    await sign_in(patient, site)
    id_ = await book(patient, doctor["id"], untouched(await site.open_times(doctor["id"])))
    await begins(site, id_)
    await patient.goto(f"/{language}/appointments/{id_}")
    await hydrated(patient)
    late = patient.get_by_text(words.like("appointments.news.lateTitle", name=doctor["name"]))
    await expect(late).to_have_count(0)
    await hydrated(page)
    try:
        await press(page, words("practice.late.do"))
        await page.get_by_role("dialog").get_by_role("radio").first.check()
        await press(page, words("practice.late.tell"))
        await expect(page.get_by_text(words("practice.late.seen"))).to_be_visible()
        assert await violations(page) == []
        await is_within(page)
        await expect(late).to_be_visible()
        await expect(patient.get_by_text(words("appointments.news.lateText"))).to_be_visible()
        assert await violations(patient) == []
        await is_within(patient)
        await press(page, words("practice.late.onTime"))
        await expect(page.get_by_role("button", name=words("practice.late.do"))).to_be_visible()
        await expect(late).to_have_count(0)
    finally:
        await be_on_time(page, doctor["id"])


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_what_was_recorded_by_mistake_is_undone_on_the_day(
    visit: Visit, site: Site, staff: Staff, language: str, words: Words
) -> None:
    page = await visit(f"/{language}/practice", viewport=PHONE, storage_state=await staff(DOCTOR))
    doctor, patient = await _own_profile(page, site), await visit(f"/{language}", viewport=PHONE)
    await sign_in(patient, site)
    name = f"Kamala {uuid4().hex[:6]}"
    await give_name(patient, name)
    starts_at = untouched(await site.open_times(doctor["id"]))
    await begins(site, await book(patient, doctor["id"], starts_at))
    await page.reload()
    await hydrated(page)
    row, panel = page.get_by_role("article").filter(has_text=name), page.get_by_role("dialog")
    ask = page.get_by_role("alertdialog")

    def of(key: str) -> Locator:
        return row.get_by_role("button", name=words.within(f"practice.{key}.of", name=name))

    await of("visit.attendance.arrived").press("Enter")
    await expect(row.get_by_text(words("practice.status.arrived"), exact=True)).to_be_visible()
    await row.get_by_role("heading").get_by_role("button", name=name).press("Enter")
    undo = words("practice.visit.attendance.expected.undo")
    await panel.get_by_role("button", name=undo, exact=True).press("Enter")
    await expect(panel.get_by_text(words("practice.status.booked"), exact=True)).to_be_visible()
    missed = words("practice.end.missed.do")
    await panel.get_by_role("button", name=missed, exact=True).press("Enter")
    assert await violations(page) == []
    await ask.get_by_role("button", name=missed, exact=True).press("Enter")
    await expect(row.get_by_text(words("practice.status.no_show"), exact=True)).to_be_visible()
    await of("end.reopen").press("Enter")
    await expect(ask).to_contain_text(words("practice.end.reopen.text"))
    await is_within(page)
    await ask.get_by_role("button", name=words("practice.end.reopen.do"), exact=True).press("Enter")
    await expect(row.get_by_text(words("practice.status.booked"), exact=True)).to_be_visible()
    await expect(of("visit.attendance.arrived")).to_be_visible()


async def test_a_visit_of_the_week_opens_with_its_reason_and_hours_are_light(
    visit: Visit, site: Site, staff: Staff
) -> None:
    page = await visit(
        "/en/practice", viewport={"width": 1280, "height": 900}, storage_state=await staff(DOCTOR)
    )
    doctor, patient = await _own_profile(page, site), await visit("/en")
    await sign_in(patient, site)
    name, reason = f"Kamala {uuid4().hex[:6]}", "Knees hurt in the morning"
    await give_name(patient, name)
    starts_at = (await site.open_times(doctor["id"]))[-1]
    await book(patient, doctor["id"], starts_at, reason=reason)
    await page.goto(f"/en/practice/week?from={_day(starts_at, doctor)}")
    await hydrated(page)
    shades = await page.evaluate(_SHADES)
    assert len(shades) == 7
    assert any(day["lists"] for day in shades)
    assert [day["lists"] for day in shades] == [day["isLight"] for day in shades]
    day = page.locator(f"section[aria-labelledby='day-{_day(starts_at, doctor)}']")
    await day.get_by_role("button", name=re.compile(name)).click()
    panel = page.get_by_role("dialog", name=name)
    await expect(panel.get_by_text(reason)).to_be_visible()
    await expect(panel).to_contain_text(ENGLISH("practice.status.booked"))
    assert await violations(page) == []


_SHADES = """() => [...document.querySelectorAll("section[aria-labelledby^=day-]")].map((day) => {
    const colour = (one) => getComputedStyle(one).backgroundColor;
    const column = day.querySelector(":scope > div:last-of-type");
    const isLight = [...column.children].some((one) => one.clientHeight > 0
        && !["rgba(0, 0, 0, 0)", colour(column)].includes(colour(one)));
    return {lists: day.querySelector("ul") !== null, isLight};
})"""
"""Returns for each day of the week whether it lists hours (`lists`), and whether its column shows hours (`isLight`).

The column shows hours as parts with another background than the column itself.
"""


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_hours_are_a_line_a_day_with_the_preview_in_sight(
    visit: Visit, staff: Staff, language: str, words: Words
) -> None:
    path = f"/{language}/practice/hours"
    page = await visit(path, viewport=PHONE, storage_state=await staff(DOCTOR))
    await hydrated(page)
    assert await page.evaluate("document.documentElement.scrollHeight") < 1600
    bar = page.get_by_role("list", name=words("practice.hours.barDays"))
    await expect(bar.get_by_role("listitem")).to_have_count(7)
    await expect(bar).to_be_in_viewport()

    weekday = page.locator("summary").first
    await tab_to(page, weekday)
    await page.keyboard.press("Enter")
    await tab_to(page, page.get_by_text(words("practice.hours.copyTo")).first)
    await page.keyboard.press("Enter")
    copy = page.get_by_role("button", name=words.like("practice.hours.copy"))
    for box in await page.locator("details[open] details[open] input[type=checkbox]").all():
        await box.set_checked(True)
    assert await violations(page) == []
    await is_within(page)
    await copy.first.click()
    await expect(bar).to_be_in_viewport()
    await page.get_by_role("button", name=words("practice.hours.previewAndSave")).click()
    save = page.get_by_role("dialog").get_by_role("button", name=words("practice.hours.save"))
    await expect(save).to_be_visible()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name=words("practice.hours.undo")).click()


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_a_period_of_the_week_is_blocked_after_who_is_affected_was_shown(
    visit: Visit, site: Site, staff: Staff, language: str, words: Words
) -> None:
    state = await staff(DOCTOR)
    page = await visit(f"/{language}/practice/week", viewport=PHONE, storage_state=state)
    doctor, patient = await _own_profile(page, site), await visit(f"/{language}", viewport=PHONE)
    await sign_in(patient, site)
    starts_at = (await site.open_times(doctor["id"]))[-1]
    await book(patient, doctor["id"], starts_at)
    await page.goto(f"/{language}/practice/week?from={_day(starts_at, doctor)}")
    await hydrated(page)
    section = page.locator(f"section[aria-labelledby='day-{_day(starts_at, doctor)}']")
    await tab_to(page, section.get_by_role("button", name=words("practice.week.block")))
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(words("practice.starts")).fill("00:00")
    await dialog.get_by_label(words("practice.ends")).fill("23:55")
    assert await violations(page) == []
    await dialog.get_by_role("button", name=words("practice.week.blockNext")).click()
    await expect(dialog.get_by_text(words("practice.leave.keep"))).to_be_visible()
    assert await violations(page) == []
    await is_within(page)
    async with page.expect_response(
        lambda answer: answer.url.endswith("/exceptions") and answer.request.method == "POST"
    ) as adding:
        await dialog.get_by_role("button", name=words("practice.leave.confirm.leave")).click()
    added = await (await adding.value).json()
    try:
        await expect(page.get_by_text(words("practice.week.blocked"))).to_be_visible()
        await expect(section.get_by_text(words("practice.week.leave"))).to_be_visible()
    finally:
        await take_leave_back(page, doctor["id"], added["id"])


async def test_a_period_is_pointed_at_with_the_mouse(visit: Visit, staff: Staff) -> None:
    page = await visit(
        "/en/practice/week",
        viewport={"width": 1280, "height": 900},
        storage_state=await staff(DOCTOR),
    )
    await page.goto("/en/practice/week?from=2027-03-01")
    await hydrated(page)
    box = await page.locator("section[aria-labelledby='day-2027-03-03'] > div").last.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 40, box["y"] + 90)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 40, box["y"] + 250, steps=4)
    await page.mouse.up()
    dialog = page.get_by_role("dialog")
    starts = await dialog.get_by_label(ENGLISH("practice.starts")).input_value()
    ends = await dialog.get_by_label(ENGLISH("practice.ends")).input_value()
    assert "00:00" < starts < ends
