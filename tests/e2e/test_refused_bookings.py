"""Checks that the page says why a chosen time cannot be booked and how the patient can continue."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from playwright.async_api import expect

from amrutam.seeding.demo import DOCTOR
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import add_leave, book, sign_in, take_leave_back
from tests.e2e.words import ENGLISH

HELD_AT_MOST = 2  # AMRUTAM_HOLDS_PER_ACCOUNT, by default


async def test_who_holds_too_many_times_lets_one_go(visit: Visit, site: Site, guard: Guard) -> None:
    guard.expects("status of 429")
    first, doctor = await visit(), await site.doctor()
    await sign_in(first, site)
    free = await site.open_times(doctor["id"])
    times = free[:: len(free) // (HELD_AT_MOST + 1)][
        : HELD_AT_MOST + 1
    ]  # far enough apart, so that no time is within the buffer after another one
    tabs = [first, *[await first.context.new_page() for _ in times[1:]]]
    for tab, starts_at in zip(tabs, times, strict=True):
        booker = Booker(tab, is_careful=True)
        await booker.see(doctor, starts_at)
        await (await booker.time(doctor, starts_at)).click()
        if tab is not tabs[-1]:
            await expect(tab.get_by_label(ENGLISH("booking.who.reason"))).to_be_visible()

    main = booker.page.get_by_role("main")
    await expect(main.get_by_text(ENGLISH.like("booking.trouble.tooManyHolds"))).to_be_visible()
    await booker.looks()
    let_go = main.get_by_role("button", name=ENGLISH.like("booking.trouble.release"))
    await expect(let_go).to_have_count(HELD_AT_MOST)
    await let_go.first.click()
    await booker.books()
    assert times[-1] not in await site.open_times(doctor["id"])


async def test_who_is_busy_then_sends_somebody_else(visit: Visit, site: Site, guard: Guard) -> None:
    guard.expects("status of 409")
    booker = Booker(await visit(), is_careful=True)
    doctor, other, starts_at = await _both_free(site)
    await sign_in(booker.page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    await booker.tells("Asha Rao", "Knees hurt in the morning")
    await booker.agrees()
    # The patient books this time with another doctor, as in another tab.
    await book(booker.page, other["id"], starts_at)
    await booker.confirms()

    main = booker.page.get_by_role("main")
    await expect(main.get_by_text(ENGLISH("booking.lost.patient-busy.title"))).to_be_visible()
    await expect(main.get_by_text(ENGLISH("booking.lost.kept"))).to_be_visible()
    await booker.looks()
    await booker.press("booking.lost.who")
    await booker.press("booking.who.add")
    await main.get_by_label(ENGLISH("family.name"), exact=True).fill("Ravi Rao")
    await main.get_by_label(ENGLISH("family.relation")).select_option("spouse")
    await booker.press("family.add")
    await expect(main.get_by_role("radio", name="Ravi Rao")).to_be_checked()
    await booker.press("booking.who.continue")
    await booker.confirms()
    await booker.is_booked()
    await expect(main).to_contain_text("Ravi Rao")
    await expect(main).to_contain_text("Knees hurt in the morning")


async def _both_free(site: Site) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Returns (a profile, another doctor's card, the latest start at which both have an open slot)."""
    doctor = await site.doctor()
    free = await site.open_times(doctor["id"])
    for other in await site.doctors(mode="online", limit=20):
        together = set(free) & set(await site.open_times(other["id"]))
        if other["id"] != doctor["id"] and together:
            return doctor, other, max(together)
    raise AssertionError("no two doctors are free at one time")


async def test_hours_given_up_while_a_patient_confirms_are_told(
    visit: Visit, site: Site, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 4(09|22)")
    booker = Booker(await visit(), is_careful=True)
    practice = await visit("/en/practice", storage_state=await staff(DOCTOR))
    account = await practice.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    doctor = await site.get(f"/v1/doctors/{account['doctor_id']}")
    mode = doctor["modes"][0]
    starts_at = (await site.open_times(doctor["id"], mode))[0]
    await sign_in(booker.page, site)
    await booker.see(doctor, starts_at, mode)
    await (await booker.time(doctor, starts_at)).click()
    await booker.tells("Asha Rao", "Knees hurt in the morning")
    await booker.agrees()
    ends_at = datetime.fromisoformat(starts_at) + timedelta(hours=1)
    leave = await add_leave(practice, doctor["id"], starts_at, ends_at.isoformat())
    try:
        await booker.confirms()

        main = booker.page.get_by_role("main")
        said = main.get_by_text(ENGLISH("booking.lost.schedule-changed.title"))
        await expect(said).to_be_visible()
        await booker.looks()
        offers = main.get_by_role("button", name=re.compile(ENGLISH("booking.lost.take")))
        await expect(offers).to_have_count(3)
        await offers.first.click()
        await expect(booker.page.get_by_label(ENGLISH("booking.who.reason"))).to_have_value(
            "Knees hurt in the morning"
        )
        await booker.press("booking.who.continue")
        await booker.confirms()
        await booker.is_booked()
    finally:
        await take_leave_back(practice, doctor["id"], leave)
