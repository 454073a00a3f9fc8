"""Checks that the website says, before and after a booking, until when a patient can move or cancel the visit.

After that moment, the page says why the patient cannot do either, and what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from amrutam.seeding.demo import DOCTOR
from tests.e2e.axe import violations
from tests.e2e.booking import Booker, quoted
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import change_doctor, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words

_DAY = """([instant, language, timeZone]) => new Intl.DateTimeFormat(`${language}-IN`,
    {timeZone, weekday: "short", day: "numeric", month: "short"}).format(new Date(instant))"""
PHONE = {"viewport": {"width": 390, "height": 844}}


@asynccontextmanager
async def notice(practice: Page, doctor_id: str, minutes: int) -> AsyncIterator[None]:
    await change_doctor(practice, doctor_id, change_notice_minutes=minutes)
    try:
        yield
    finally:
        await change_doctor(practice, doctor_id, change_notice_minutes=0)


async def told(
    booker: Booker, key: str, doctor: dict[str, Any], until: datetime
) -> re.Pattern[str]:
    instant, zone = until.isoformat(), doctor["time_zone"]
    day = await booker.page.evaluate(_DAY, [instant, booker.words.language, zone])
    return booker.words.like(key, day=day, time=await booker.clock(instant, zone))


@pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=["en", "hi"])
async def test_the_doctors_cut_off_is_told_before_it_passes_and_after(
    visit: Visit, site: Site, staff: Staff, guard: Guard, words: Words
) -> None:
    guard.expects("status of 409")  # the move after the cut-off
    practice = await visit("/en/practice", storage_state=await staff(DOCTOR))
    account = await practice.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    doctor = await site.get(f"/v1/doctors/{account['doctor_id']}")
    mode = doctor["modes"][0]
    starts_at = (await site.open_times(doctor["id"], mode))[-1]
    until = datetime.fromisoformat(starts_at) - timedelta(hours=26)
    booker = Booker(await visit(**PHONE), words, is_careful=True)
    main = booker.page.get_by_role("main")
    await sign_in(booker.page, site)
    async with notice(practice, doctor["id"], 26 * 60):
        await booker.see(doctor, starts_at, mode)
        await (await booker.time(doctor, starts_at)).click()
        await booker.tells("Asha Rao", "Knees hurt in the morning")
        await booker.agrees()
        said = await told(booker, "changes.until", doctor, until)
        await expect(main.get_by_text(said)).to_be_visible()
        await booker.confirms()
        appointment = await booker.is_booked()
        await expect(main.get_by_text(said)).to_be_visible()

    move = main.get_by_role("link", name=words("appointments.move"))
    cancel = main.get_by_role("button", name=words("appointments.cancel.open"))
    await booker.page.goto(booker.path(f"/appointments/{appointment}"))
    await expect(main.get_by_text(words("changes.begins"))).to_be_visible()
    await expect(move.or_(cancel)).to_have_count(2)

    month = 30 * 24 * 60  # longer than the time until any visit of the test
    async with notice(practice, doctor["id"], month):
        until = datetime.fromisoformat(starts_at) - timedelta(minutes=month)
        said = await told(booker, f"changes.over.{mode}", doctor, until)
        for query in ("", "?new"):
            await booker.page.goto(booker.path(f"/appointments/{appointment}{query}"))
            await expect(main.get_by_text(said)).to_be_visible()
            await expect(move.or_(cancel)).to_have_count(0)
        assert not await violations(booker.page)
        await booker.page.goto(booker.path(f"/appointments/{appointment}/move"))
        await expect(booker.page).to_have_url(re.compile(f"/appointments/{appointment}$"))

        # A move that was begun before the cut-off cannot succeed by being tried again.
        other = quoted((await site.open_times(doctor["id"], mode))[0])
        wish = f"doctor={doctor['id']}&starts_at={other}&moves={appointment}"
        await booker.page.goto(booker.path(f"/book?{wish}"))
        await expect(main.get_by_text(words("booking.trouble.tooLate"))).to_be_visible()
        retry = main.get_by_role("button", name=words("common.retry"), exact=True)
        await expect(retry).to_have_count(0)
        await booker.looks()
        await main.get_by_role("link", name=words("booking.trouble.appointment")).click()
        await expect(booker.page).to_have_url(re.compile(f"/appointments/{appointment}$"))
