"""Tests the admission queue on the website: staff turn the queue on, a patient waits, is admitted, and books."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from amrutam.seeding.demo import ADMIN
from tests.e2e.booking import Booker, quoted
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, sign_in
from tests.e2e.words import ENGLISH, HINDI, Words


async def _turns_queue_on(visit: Visit, staff: Staff, doctor_id: str) -> Page:
    """Turns the doctor's admission queue on; returns the administrator's page of the doctor."""
    office = await visit(f"/en/operations/doctors/{doctor_id}", storage_state=await staff(ADMIN))
    await hydrated(office)
    await office.get_by_role("button", name=ENGLISH("operations.rush.turnOn"), exact=True).click()
    await expect(office.get_by_text(ENGLISH.like("operations.rush.on"))).to_be_visible()
    return office


async def _turns_queue_off(office: Page) -> None:
    await office.get_by_role("button", name=ENGLISH("operations.rush.turnOff"), exact=True).click()
    turn_on = office.get_by_role("button", name=ENGLISH("operations.rush.turnOn"), exact=True)
    await expect(turn_on).to_be_visible()


@pytest.mark.parametrize("words", [ENGLISH, HINDI], ids=lambda words: words.language)
async def test_a_place_in_the_queue_leads_to_a_booking(
    visit: Visit, site: Site, staff: Staff, guard: Guard, words: Words
) -> None:
    guard.expects("status of 409")
    doctor = await site.doctor()
    office = await _turns_queue_on(visit, staff, doctor["id"])
    first = await _take_first_place(site, doctor["id"])

    patient = Booker(await visit(), words, is_careful=True)
    await sign_in(patient.page, site)
    starts_at = (await site.open_times(doctor["id"]))[3]
    await patient.see(doctor, starts_at)
    await (await patient.time(doctor, starts_at)).click()
    main = patient.page.get_by_role("main")
    await expect(
        main.get_by_text(words.like("booking.queue.position", position="1"))
    ).to_be_visible()
    await patient.looks()
    await patient.page.reload()
    await expect(
        main.get_by_text(words.like("booking.queue.position", position="1"))
    ).to_be_visible()

    await site.door.delete(f"/v1/doctors/{doctor['id']}/admission", headers=first)
    await expect(main.get_by_text(words.like("booking.queue.turn"))).to_be_visible()
    await patient.looks()
    await patient.press("booking.queue.hold")
    await patient.books()
    await _turns_queue_off(office)


async def test_before_the_sign_in_the_heading_says_when_it_is_the_visitors_turn(
    visit: Visit, site: Site, staff: Staff
) -> None:
    doctor = await site.doctor()
    office = await _turns_queue_on(visit, staff, doctor["id"])
    first = await _take_first_place(site, doctor["id"])

    starts_at = (await site.open_times(doctor["id"]))[3]
    visitor = Booker(await visit(), is_careful=True)
    wish = f"doctor={doctor['id']}&starts_at={quoted(starts_at)}"
    await visitor.page.goto(visitor.path(f"/book?{wish}"))
    main = visitor.page.get_by_role("main")
    queue = main.get_by_role("heading", level=2, name=ENGLISH("booking.queue.title"), exact=True)
    await expect(queue).to_be_visible()
    await expect(main.get_by_text(ENGLISH("booking.queue.signIn"))).to_be_visible()

    await site.door.delete(f"/v1/doctors/{doctor['id']}/admission", headers=first)
    turn = main.get_by_role("heading", level=2, name=ENGLISH("booking.queue.turnTitle"), exact=True)
    await expect(turn).to_be_visible()
    await expect(queue).to_have_count(0)
    await expect(main.get_by_text(ENGLISH("booking.queue.signInTurn"))).to_be_visible()
    await visitor.looks()
    await _turns_queue_off(office)


async def _take_first_place(site: Site, doctor_id: str) -> dict[str, str]:
    """Takes a place in the queue for another person, who is admitted and then does nothing; returns the header with the place.

    The platform of this suite admits one person at a time, so nobody else is admitted in the meantime.
    """
    path = f"/v1/doctors/{doctor_id}/admission"
    taken = (await site.door.post(path)).json()
    place = {"amrutam-place": taken["place"]}
    while (await site.door.get(path, headers=place)).json()["state"] != "admitted":
        pass
    return place
