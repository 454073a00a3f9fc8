"""Tests how an administrator changes the account of a person at the front desk: role, sign-in and clinic; on a phone, in Hindi."""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import ADMIN
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.invited import link_for, sets_password, signs_in
from tests.e2e.office import Office, choose
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, is_within
from tests.e2e.words import HINDI

_PHONE = {"width": 360, "height": 740}
_FIRST, _SECOND = CLINICS[1], CLINICS[2]


async def _invites(office: Office, address: str) -> None:
    await office.goes("/staff")
    await office.page.get_by_label(HINDI("operations.staff.email")).fill(address)
    role = office.page.get_by_label(HINDI("operations.staff.role"), exact=True)
    await role.select_option("desk")
    await office.press("operations.staff.send")


def _row(office: Office, address: str) -> Locator:
    return office.page.get_by_role("listitem").filter(has_text=address)


async def _changes(office: Office, address: str, change: str) -> None:
    """Makes a change of the account with this e-mail address on the page of staff, and confirms it.

    `change` is a key of the messages `operations.staff.changes`, such as `reset`.
    """
    await office.goes("/staff")
    at = f"operations.staff.changes.{change}"
    await _row(office, address).get_by_role("button").click()
    await (
        office.page.get_by_role("dialog")
        .get_by_role("button", name=HINDI(f"{at}.do"), exact=True)
        .click()
    )
    ask = office.page.get_by_role("alertdialog")
    await expect(ask).to_contain_text(HINDI(f"{at}.text"))
    await is_within(office.page)
    assert await violations(office.page) == []
    await ask.get_by_role("button", name=HINDI(f"{at}.do"), exact=True).click()
    await expect(office.page.get_by_text(HINDI(f"{at}.done"))).to_be_visible()


def _drop(office: Office, address: str) -> Locator:
    name = HINDI.like("clinics.people.dropOf", name=address)
    return office.page.get_by_role("button", name=name)


async def _puts_at(office: Office, clinic_id: str, address: str) -> None:
    await office.goes(f"/clinics/{clinic_id}")
    account = office.page.get_by_label(HINDI("clinics.desk.account"), exact=True)
    await choose(account, address)
    await office.press("clinics.desk.add")
    await expect(_drop(office, address)).to_be_visible()


async def test_role_sign_in_and_clinic_of_an_account_are_changed(
    visit: Visit, site: Site, staff: Staff
) -> None:
    page = await visit("/livez", storage_state=await staff(ADMIN), viewport=_PHONE)
    office, address = Office(page, HINDI), f"{uuid4().hex[:12]}@clinic.example"
    row, roles = _row(office, address), "operations.staff.roles"
    await _invites(office, address)
    first = await link_for(site, address)
    person = await visit("/livez", viewport=_PHONE)
    await sets_password(person, HINDI, first)

    await _changes(office, address, "toDoctor")
    await expect(row).to_contain_text(HINDI(f"{roles}.doctor"))
    await _changes(office, address, "toDesk")
    await expect(row).to_contain_text(HINDI(f"{roles}.desk"))
    for missing in ("noPassword", "noFactor"):
        await expect(row).not_to_contain_text(HINDI(f"operations.staff.{missing}"))
    await _changes(office, address, "reset")
    for missing in ("noPassword", "noFactor"):
        await expect(row).to_contain_text(HINDI(f"operations.staff.{missing}"))

    await _puts_at(office, str(_FIRST.id), address)
    await _puts_at(office, str(_SECOND.id), address)
    await office.goes(f"/clinics/{_FIRST.id}")
    await _drop(office, address).click()
    await expect(_drop(office, address)).to_have_count(0)
    await _looks_at_its_clinic(site, await visit("/livez", viewport=_PHONE), address, first)


async def _looks_at_its_clinic(site: Site, page: Page, address: str, used: str) -> None:
    """Sets a password by the link that the reset mailed, signs in, and finds the desk of the second clinic only.

    `used` is the link of the invitation.
    """
    codes = await sets_password(page, HINDI, await link_for(site, address, after=used))
    await signs_in(page, HINDI, address, codes[0], "/desk")
    await hydrated(page)
    main = page.get_by_role("main")
    await expect(main.get_by_text(_SECOND.name)).to_be_visible()
    await expect(main.get_by_text(_FIRST.name)).to_have_count(0)
