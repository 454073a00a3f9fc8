"""Tests the page that moves a visit.

The present time of the visit is marked as such, and times that only this visit blocks can be chosen.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import Any

from playwright.async_api import expect

from amrutam.seeding.demo import ADMIN
from tests.e2e.booking import Booker
from tests.e2e.conftest import Staff, Visit
from tests.e2e.site import Site
from tests.e2e.visitors import book, change_doctor, sign_in
from tests.e2e.words import ENGLISH

STEP = 5


async def test_what_only_the_own_visit_blocks_can_be_chosen_when_it_moves(
    visit: Visit, site: Site, staff: Staff
) -> None:
    """A time that only the visit itself blocks can be chosen for the move.

    The doctor's slots begin every five minutes, so one visit blocks the slots beside it.
    """
    doctor = await site.doctor()
    office = await visit("/en", storage_state=await staff(ADMIN))
    await change_doctor(office, doctor["id"], slot_step_minutes=STEP)
    try:
        await _moves_beside_itself(
            Booker(await visit(viewport={"width": 360, "height": 740})), site, doctor
        )
    finally:
        await change_doctor(office, doctor["id"], slot_step_minutes=None)


def _neighbours(times: list[str]) -> tuple[str, str]:
    """Returns the last two open slots that begin `STEP` minutes apart, so
    that the second begins before the first ends.
    """
    pairs = list(pairwise(times))
    return next(pair for pair in reversed(pairs) if _minutes(pair[1]) - _minutes(pair[0]) == STEP)


def _minutes(instant: str) -> float:
    return datetime.fromisoformat(instant).timestamp() / 60


async def _moves_beside_itself(booker: Booker, site: Site, doctor: dict[str, Any]) -> None:
    page = booker.page
    await sign_in(page, site)
    beside, starts_at = _neighbours(await site.open_times(doctor["id"]))
    appointment = await book(page, doctor["id"], starts_at)
    assert beside not in await site.open_times(doctor["id"])
    await page.goto(f"/en/appointments/{appointment}/move?time={starts_at}")
    present = page.get_by_role("listitem").filter(has_text=ENGLISH("doctor.times.present"))
    await expect(present).to_contain_text(await booker.clock(starts_at, doctor["time_zone"]))
    await expect(await booker.time(doctor, starts_at)).to_have_count(0)
    # The page calls the slot the visit's present time, and neither another visit of the patient nor taken.
    for said in ("asked.own", "asked.booked"):
        await expect(page.get_by_text(ENGLISH.like(f"doctor.times.{said}"))).to_have_count(0)
    await booker.looks()
    await (await booker.time(doctor, beside)).click()
    await booker.press("booking.confirm.move")
    await expect(page.get_by_role("heading", level=1)).to_have_text(
        ENGLISH("appointments.headline.moved")
    )
    free = await site.open_times(doctor["id"])
    assert beside not in free
