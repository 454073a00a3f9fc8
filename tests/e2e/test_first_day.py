"""Tests a new clinic from nothing to the end of its first day's work.

An administrator, the doctor and the front desk work on screens only: on a phone, in Hindi, and from
the invitations on by keyboard.
"""

from __future__ import annotations

import re
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, Page, expect

from amrutam.seeding.demo import ADMIN
from tests.cast.times import daytime_zone
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.front_desk import FrontDesk
from tests.e2e.invited import joins
from tests.e2e.keyboard import choose, enter, press
from tests.e2e.office import Office
from tests.e2e.passing_time import begins, past_the_next_start
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, is_within
from tests.e2e.words import HINDI

NAME, CALLER, WALK_IN = "Dr. Nirupama Kale", "Lakshmi Rao", "Zubin Irani"
_PHONE = {"width": 360, "height": 740}
_ALL_DAY = ("00:00", "23:55")


async def _looks(page: Page) -> None:
    await is_within(page)
    assert await violations(page) == []


async def _says(row: Locator, status: str) -> None:
    await expect(row.get_by_text(status, exact=True)).to_be_visible()


async def _opens_clinic(office: Office, clinic: str, address: str) -> str:
    """Adds a clinic with a doctor who works there all day on today's weekday; returns the clinic's id.

    `address` is the doctor's e-mail address. The clinic's time zone is one in which it is daytime during the test.
    """
    zone = daytime_zone()
    id_ = await office.adds_clinic(clinic, zone)
    await office.adds_doctor(NAME, zone)
    await office.puts_at(clinic)
    await office.invites_doctor(address)
    await office.sets_hours(clinic, datetime.now(ZoneInfo(zone)).isoweekday(), _ALL_DAY)
    await office.approves()
    return id_


async def _invites_desk(office: Office, clinic_id: str, address: str) -> None:
    """Invites a person for the front desk by this e-mail address, and assigns the account to the clinic."""
    page, words, staff = office.page, office.words, "operations.staff"
    await office.goes("/staff")
    await enter(page, page.get_by_label(words(f"{staff}.email")), address)
    role = page.get_by_label(words(f"{staff}.role"), exact=True)
    await choose(page, role, words(f"{staff}.roles.desk"))
    await press(page, words(f"{staff}.send"))
    await expect(page.get_by_text(words.like(f"{staff}.invited", email=address))).to_be_visible()
    await office.goes(f"/clinics/{clinic_id}")
    await choose(page, page.get_by_label(words("clinics.desk.account"), exact=True), address)
    await press(page, words("clinics.desk.add"))
    drop = words.like("clinics.people.dropOf", name=address)
    await expect(page.get_by_role("button", name=drop)).to_be_visible()
    await _looks(page)


async def _opens(desk: FrontDesk, section: str) -> None:
    sections = desk.page.get_by_role("navigation", name=desk.words("desk.sections.label"))
    link = sections.get_by_role("link", name=desk.words(f"desk.sections.{section}"))
    await press(desk.page, link)
    title = desk.words(f"desk.titles.{section}")
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text(title)


async def _books_the_next_time(desk: FrontDesk) -> str:
    """Books the next open slot for a caller, and marks the caller as arrived; returns the visit's id."""
    await past_the_next_start()
    await _opens(desk, "book")
    await desk.registers(CALLER, "98480 11001")
    visit = await desk.books(desk.button("desk.times.nextOf"))
    await _looks(desk.page)
    await desk.follows("desk.book.toDay")
    arrives = desk.button(
        "desk.day.attend.of", do=desk.words("desk.day.attend.arrived"), name=CALLER
    )
    await press(desk.page, arrives)
    await _says(desk.row(CALLER), desk.words("desk.day.attendance.arrived"))
    await _looks(desk.page)
    return visit


async def _calls_and_charges_a_walk_in(desk: FrontDesk) -> None:
    """Gives a patient without an appointment the first queue number, calls it, and records a payment.

    Its receipt is the clinic's first.
    """
    page, words = desk.page, desk.words
    await _opens(desk, "book")
    await desk.registers(WALK_IN, "98480 11002")
    await press(page, desk.button("desk.times.numberOf"))
    number = words.like("desk.book.number", number="1")
    await expect(page.get_by_role("heading", name=number)).to_be_visible()
    await press(page, words("desk.book.toQueue"))
    await enter(page, page.get_by_label(words("desk.queue.room")), "2")
    await press(page, words.like("desk.queue.nextOf", number="1"))
    await expect(desk.row(WALK_IN)).to_contain_text(words.within("desk.screen.room", room="2"))
    await press(page, desk.button("desk.queue.payOf", name=WALK_IN))
    await expect(page.get_by_label(words("desk.pay.amount"))).to_be_focused()
    await page.keyboard.type("500")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(words.like("desk.pay.done", number="1"))).to_be_visible()
    await press(page, words("desk.pay.print"))
    receipt = page.locator("[data-print]")
    await expect(receipt).to_contain_text(re.compile(r"\b20\d\d-00001\b"))
    await expect(receipt).to_contain_text(WALK_IN)
    await expect(receipt).to_contain_text(words("desk.receipt.note"))
    await _looks(page)


async def _treats_who_has_arrived(page: Page, site: Site, visit: str) -> None:
    """Takes the patient into the room as the doctor, and completes the visit."""
    row = page.get_by_role("article").filter(has_text=CALLER)
    await _says(row, HINDI("practice.status.arrived"))
    await _press_of(page, row, "practice.visit.attendance.in_room.of")
    await _says(row, HINDI("practice.status.in_room"))
    await begins(site, visit)
    await page.reload()
    await hydrated(page)
    await _looks(page)
    await _press_of(page, row, "practice.end.complete.of")
    ask = page.get_by_role("alertdialog")
    await press(page, ask.get_by_role("button", name=HINDI("practice.end.complete.do"), exact=True))
    await _says(row, HINDI("practice.status.completed"))


async def _press_of(page: Page, row: Locator, key: str) -> None:
    await press(page, row.get_by_role("button", name=HINDI.within(key, name=CALLER)))


async def _figures(office: Office) -> dict[str, int]:
    """Returns the figures of today on the administrators' overview, by kind, such as `visits`."""
    at = "operations.overview"
    await office.goes("")
    today = office.page.get_by_role("region", name=office.words.like(f"{at}.today"))
    shown = {}
    for kind in ("visits", "booked", "completed", "missed", "cancelled"):
        name = re.compile(f"^{re.escape(office.words(f'{at}.{kind}'))}")
        figure = today.locator("dl > div").filter(has_text=name).locator("dd")
        shown[kind] = int(re.sub(r"\D", "", await figure.inner_text()))
    return shown


async def _has_the_same_in_the_table(office: Office, today: dict[str, int]) -> None:
    """Checks that the first row of the table of the last thirty days has the figures `today`.

    The table shows the data of the chart beside it.
    """
    page, at = office.page, "operations.overview"
    await press(page, page.locator("summary").filter(has_text=office.words(f"{at}.asTable")))
    table = page.get_by_role("table", name=office.words(f"{at}.daysTitle"))
    await expect(table.get_by_role("row")).to_have_count(1 + 30)
    cells = await table.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    kept = today["booked"] + today["completed"]
    assert cells == [str(number) for number in (kept, today["missed"], today["cancelled"])]
    await _looks(page)


async def test_a_new_clinic_goes_from_nothing_to_the_end_of_its_first_day(
    visit: Visit, site: Site, staff: Staff
) -> None:
    page = await visit("/livez", storage_state=await staff(ADMIN), viewport=_PHONE)
    office, clinic = Office(page, HINDI), f"Amrutam Hatia {uuid4().hex[:4]}"
    of_doctor, of_desk = (f"{uuid4().hex[:12]}@clinic.example" for _ in range(2))
    clinic_id = await _opens_clinic(office, clinic, of_doctor)
    await _invites_desk(office, clinic_id, of_desk)
    before = await _figures(office)

    desk = FrontDesk(await visit("/livez", viewport=_PHONE), HINDI)
    await joins(desk.page, HINDI, site, of_desk, "/desk")
    await expect(desk.page.get_by_text(clinic)).to_be_visible()
    booked = await _books_the_next_time(desk)
    await _calls_and_charges_a_walk_in(desk)

    practice = await visit("/livez", viewport=_PHONE)
    await joins(practice, HINDI, site, of_doctor, "/practice")
    await _treats_who_has_arrived(practice, site, booked)

    after = await _figures(office)
    changed = {kind: after[kind] - before[kind] for kind in after if after[kind] != before[kind]}
    assert changed == {"visits": 1, "completed": 1}
    await _has_the_same_in_the_table(office, after)
