"""Checks what a patient sees on a phone without scrolling, and controls that are always visible."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.async_api import Locator, Page, expect

from amrutam.seeding.clinics import CLINICS
from tests.e2e.axe import violations
from tests.e2e.conftest import Visit
from tests.e2e.keyboard import tab_to
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, is_within, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

_SIZES = ((390, 844), (360, 640))
_each = pytest.mark.parametrize(
    ("words", "size"),
    list(product((ENGLISH, HINDI), _SIZES)),
    ids=lambda value: getattr(value, "language", None) or f"{value[0]}x{value[1]}",
)
_JOINTS = {"en": "joint pain", "hi": "जोड़ों का दर्द"}
_BAR = 64
"""The height in CSS pixels of the bar at the bottom of a phone's screen, which shows the doctor's next open slot."""


async def _phone(visit: Visit, words: Words, size: tuple[int, int], path: str) -> Page:
    viewport = {"width": size[0], "height": size[1]}
    page = await visit(f"/{words.language}{path}", viewport=viewport)
    await hydrated(page)
    return page


async def _bottom(seen: Locator) -> float:
    await expect(seen).to_be_visible()
    box = await seen.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@_each
async def test_a_search_shows_how_many_and_the_first_doctor(
    visit: Visit, words: Words, size: tuple[int, int]
) -> None:
    q = _JOINTS[words.language]
    page = await _phone(visit, words, size, f"/doctors?q={q}")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile(rf"\d.*{q}|{q}.*\d")
    )
    first = page.get_by_role("article").first
    assert await _bottom(first.get_by_role("heading")) < size[1] * 0.75
    assert await _bottom(page.get_by_label(words("search.form.sort"))) < size[1] * 0.4
    await is_within(page)


@_each
async def test_a_doctors_first_time_is_in_sight_and_the_next_in_reach(
    visit: Visit, site: Site, words: Words, size: tuple[int, int]
) -> None:
    found = await site.doctors(sort="next_available", mode="online", limit=50)
    doctor = max(found, key=lambda each: len(each["name"]))  # the longest name needs the most room
    page = await _phone(visit, words, size, f"/doctors/{doctor['id']}?mode=online")
    times = page.get_by_role("button", name=words.like("doctor.times.book", name=doctor["name"]))
    assert await _bottom(times.first) < size[1] - _BAR
    days = page.get_by_role("group", name=words("doctor.times.days")).get_by_role("button")
    boxes = [await day.bounding_box() for day in (await days.all())[-7:]]
    assert len({box["y"] for box in boxes if box}) == 1, "the days are not in one row"
    await page.get_by_role("contentinfo").scroll_into_view_if_needed()
    following = page.get_by_role("link", name=words.like("doctor.times.next"))
    await expect(following).to_be_in_viewport(ratio=1)
    assert "/book?" in str(await following.get_attribute("href"))
    await is_within(page)


async def test_filters_apply_at_once_and_keep_the_place_by_keyboard(visit: Visit) -> None:
    page = await _phone(visit, ENGLISH, (360, 640), "/doctors")
    await page.evaluate("window.stays = true")
    await tab_to(page, re.compile("^Filters"))
    await page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    language = sheet.get_by_label(ENGLISH("search.form.language"))
    await language.focus()
    await page.keyboard.type("Hin")
    await expect(page).to_have_url(re.compile("language="))
    await expect(sheet).to_be_visible()
    await expect(language).to_be_focused()
    said = page.get_by_role("status").filter(has_text=re.compile(r"\d+ doctors"))
    await expect(said.first).to_be_attached()
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    order = page.get_by_label(ENGLISH("search.form.sort"))
    await order.select_option("fee")
    await expect(page).to_have_url(re.compile("language=.*sort=fee|sort=fee.*language="))
    await expect(order).to_be_focused()
    assert await page.evaluate("window.stays")


async def test_distances_are_shown_when_asked_for_and_the_position_is_not_sent(
    visit: Visit,
) -> None:
    clinic = CLINICS[0]
    page = await visit(
        f"/en/doctors?clinic={clinic.id}",
        permissions=["geolocation"],
        geolocation={"latitude": clinic.latitude + 0.01, "longitude": clinic.longitude},
    )
    await hydrated(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    first = page.get_by_role("article").first
    await expect(first).to_contain_text(clinic.name)
    await expect(first).not_to_contain_text("km")
    await page.get_by_role("button", name=ENGLISH("search.form.near")).click()
    await expect(first).to_contain_text("1.1 km away")
    await page.get_by_label(ENGLISH("search.form.sort")).select_option("fee")
    await expect(page).to_have_url(re.compile("sort=fee"))
    await expect(first).to_contain_text("1.1 km away")
    assert sent, "no request was sent"
    assert not [each for each in sent if str(clinic.latitude)[:4] in each]


@_each
async def test_an_appointment_shows_when_and_what_to_do_and_its_reason_changes(
    visit: Visit, site: Site, words: Words, size: tuple[int, int]
) -> None:
    page = await _phone(visit, words, size, "/sign-in")
    await sign_in(page, site)
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    id_ = await book(page, doctor["id"], starts_at)
    await page.goto(f"/{words.language}/appointments/{id_}?new=1")
    await hydrated(page)
    main, title = page.get_by_role("main"), page.get_by_role("heading", level=1)
    await expect(page).to_have_url(re.compile(f"/appointments/{id_}$"))
    await expect(title).to_have_text(words("appointments.headline.new"))
    assert await _bottom(main.get_by_role("time").first) < size[1] * 0.75
    if size == _SIZES[0]:
        cancel = main.get_by_role("button", name=words("appointments.cancel.open"))
        assert await _bottom(cancel) < size[1]
    await is_within(page)
    await main.get_by_role("button", name=words("appointments.reason.add")).click()
    field = page.get_by_label(words("appointments.reason.label"))
    await expect(field).to_be_focused()
    await field.fill("Knees hurt")
    assert not await violations(page)
    await main.get_by_role("button", name=words("appointments.reason.save")).click()
    # Waits until the field is gone. Otherwise the next check would find the text in the field, and the
    # reload would end the request that saves it.
    await expect(field).to_have_count(0)
    await expect(main.get_by_text("Knees hurt")).to_be_visible()
    await expect(title).to_have_text(words("appointments.headline.new"))
    await page.reload()
    await expect(main.get_by_text("Knees hurt")).to_be_visible()
    await expect(title).to_have_text(words("appointments.one"))


@pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=lambda words: words.language)
async def test_a_confirmation_shows_place_directions_and_calendar_without_scrolling(
    visit: Visit, site: Site, words: Words
) -> None:
    page = await _phone(visit, words, (360, 740), "/sign-in")
    await sign_in(page, site)
    found = await site.doctors(clinic=str(CLINICS[0].id), mode="in_person")
    # The longest name needs the most room. The slot of a doctor of two clinics could be at the other clinic.
    only_here = [each for each in found if len(each["clinics"]) == 1] or found
    doctor = max(only_here, key=lambda each: len(each["name"]))
    profile = await site.get(f"/v1/doctors/{doctor['id']}")
    starts_at = (await site.open_times(doctor["id"], "in_person"))[-1]
    id_ = await book(page, doctor["id"], starts_at, mode="in_person")
    await page.goto(f"/{words.language}/appointments/{id_}?new=1")
    main = page.get_by_role("main")
    (place,) = [each["address"] for each in profile["clinics"] if each["id"] == str(CLINICS[0].id)]
    for shown in (
        main.get_by_text(place),
        main.get_by_role("link", name=words("appointments.place.directions")),
        main.get_by_role("link", name=words("appointments.details.calendar")),
    ):
        assert await _bottom(shown) <= 740
    await expect(main.get_by_text(words.like("appointments.details.feeAtClinic"))).to_be_visible()
    await is_within(page)
