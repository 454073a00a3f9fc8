"""Tests how staff prove their identity, and how an administrator invites, signs out and disables them.

Covers passkeys, step-up (a new proof of identity), authenticator, and recovery codes.
"""

from __future__ import annotations

from uuid import uuid4

import pyotp
from playwright.async_api import Page, Route, expect

from amrutam.seeding.demo import ADMIN, DOCTOR, PASSWORD
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.invited import link_for, sets_password, signs_in
from tests.e2e.site import Site, until
from tests.e2e.visitors import hydrated, is_within, sign_in_as_staff
from tests.e2e.words import ENGLISH, HINDI, Words

_PHONE = {"width": 360, "height": 640}
_WHO_AM_I = "fetch('/v1/me').then((answer) => answer.status)"


def _by_name(site: Site) -> str:
    """Returns the URL of the suite's platform with a host name, because passkeys cannot be bound to 127.0.0.1."""
    return site.url.replace("127.0.0.1", "localhost")


async def _authenticator(page: Page) -> None:
    """Adds a virtual authenticator to the page by Chromium's protocol; it verifies its user and stores passkeys."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    await session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def _asks_for_a_proof(page: Page, path: str, times: int) -> None:
    """Makes the next `times` calls of `path` fail with `step-up-required`,
    as if the last proof of identity were too old.
    """

    async def refuse(route: Route) -> None:
        problem = {
            "type": "https://amrutam.example/problems/step-up-required",
            "detail": "Prove it",
        }
        await route.fulfill(status=403, content_type="application/problem+json", json=problem)

    await page.route(f"**{path}", refuse, times=times)


async def _add_passkey(page: Page, words: Words, name: str) -> None:
    await page.get_by_role("button", name=words("passkey.keys.add"), exact=True).click()
    await page.get_by_label(words("passkey.keys.name"), exact=True).fill(name)
    await page.keyboard.press("Enter")


async def test_a_passkey_is_added_signs_in_proves_and_is_removed(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 403", "status of 401")
    page = await visit(f"{_by_name(site)}/en/sign-in", viewport=_PHONE)
    await _authenticator(page)
    await sign_in_as_staff(page, site, DOCTOR)
    await page.goto(f"{_by_name(site)}/en/account/security")
    await hydrated(page)
    assert await violations(page) == []
    await _add_passkey(page, ENGLISH, "Blue key")
    row = page.get_by_role("listitem").filter(has_text="Blue key")
    await expect(row).to_be_visible()
    await is_within(page)

    await page.context.clear_cookies()
    await page.goto(f"{_by_name(site)}/en/sign-in?next=/en/account/security")
    await hydrated(page)
    await page.get_by_role("button", name=ENGLISH("session.staffLink")).click()
    await page.get_by_role("button", name=ENGLISH("session.passkey")).click()
    await expect(row).to_be_visible()
    await expect(row).to_contain_text("last used")

    await page.get_by_role(
        "button", name=ENGLISH.like("passkey.keys.renameOf", name="Blue key")
    ).click()
    await page.get_by_label(ENGLISH("passkey.keys.name"), exact=True).fill("Green key")
    await page.keyboard.press("Enter")
    row = page.get_by_role("listitem").filter(has_text="Green key")
    await expect(row).to_be_visible()

    await _asks_for_a_proof(page, "/v1/me/passkey/options", 1)
    await _add_passkey(page, ENGLISH, "Second")
    dialog = page.get_by_role("dialog", name=ENGLISH("passkey.stepUp.title"))
    await expect(dialog.get_by_label(ENGLISH("passkey.stepUp.password"))).to_be_focused()
    assert await violations(page) == []
    await dialog.get_by_role("button", name=ENGLISH("passkey.stepUp.passkey")).click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_text(ENGLISH("passkey.errors.known"))).to_be_visible()
    await page.keyboard.press("Escape")

    await page.get_by_role(
        "button", name=ENGLISH.like("passkey.keys.removeOf", name="Green key")
    ).click()
    await (
        page.get_by_role("alertdialog")
        .get_by_role("button", name=ENGLISH("passkey.keys.remove"), exact=True)
        .click()
    )
    await expect(page.get_by_text(ENGLISH("passkey.keys.none"))).to_be_visible()


async def test_at_an_address_that_is_a_number_it_is_said_that_passkeys_need_a_name(
    visit: Visit, staff: Staff
) -> None:
    page = await visit("/hi/account/security", storage_state=await staff(ADMIN), viewport=_PHONE)
    await hydrated(page)
    await _add_passkey(page, HINDI, "फ़ोन")
    await expect(page.get_by_text(HINDI("passkey.errors.address"))).to_be_visible()


async def test_whoever_is_invited_sets_up_changes_and_is_disabled(
    visit: Visit, site: Site, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 400", "status of 401")
    address = f"{uuid4().hex[:12]}@clinic.example"
    office = await visit("/en/operations/staff", storage_state=await staff(ADMIN), viewport=_PHONE)
    await hydrated(office)
    await office.get_by_label(ENGLISH("operations.staff.email")).fill(address)
    await office.get_by_role("button", name=ENGLISH("operations.staff.send")).click()
    await expect(office.get_by_text(ENGLISH.like("operations.staff.invited"))).to_be_visible()

    new = await visit("/en", viewport=_PHONE)
    shown = await sets_password(new, ENGLISH, await link_for(site, address))
    async with new.expect_download() as downloading:
        await new.get_by_role("link", name=ENGLISH("passkey.recovery.download")).click()
    kept = (await (await downloading.value).path()).read_text().split()
    assert kept == shown

    await signs_in(new, ENGLISH, address, kept[0], "/account/security")
    await new.get_by_role("button", name=ENGLISH("passkey.authenticator.begin")).click()
    secret = await new.locator("code").inner_text()
    finish = new.get_by_role("button", name=ENGLISH("passkey.authenticator.finish"))
    field = new.get_by_label(ENGLISH("passkey.authenticator.code"))
    await field.fill("000000")
    await finish.click()
    await expect(new.get_by_text(ENGLISH("passkey.authenticator.wrong"))).to_be_visible()
    await field.fill(pyotp.TOTP(secret.replace(" ", "")).now())
    await finish.click()
    await expect(new.get_by_text(ENGLISH("passkey.authenticator.done"))).to_be_visible()
    codes = new.get_by_role("list", name=ENGLISH("passkey.recovery.codes")).get_by_role("listitem")
    assert await codes.first.inner_text() not in kept

    quiet = await new.context.new_page()  # this page does not redirect when its session has ended
    await quiet.goto("/en")
    assert await quiet.evaluate(_WHO_AM_I) == 200
    await _sign_out(office, address)

    async def is_out() -> bool:
        return bool(await quiet.evaluate(_WHO_AM_I) == 401)

    await until(is_out, "the sessions that the administrator ended")
    await _disable(office, address)


async def _sign_out(office: Page, address: str) -> None:
    """As an administrator, signs the account with this e-mail address out
    everywhere, after reading its list of sessions.
    """
    await office.reload()
    await hydrated(office)
    row = office.get_by_role("listitem").filter(has_text=address)
    await row.get_by_role("button").click()
    sheet = office.get_by_role("dialog", name=address)
    seen = ENGLISH.like("operations.staff.sessions.seen")
    await expect(sheet.get_by_text(seen).first).to_be_visible()
    assert await violations(office) == []
    do = ENGLISH("operations.staff.changes.signOut.do")
    await sheet.get_by_role("button", name=do).click()
    await office.get_by_role("alertdialog").get_by_role("button", name=do).click()
    await expect(
        office.get_by_text(ENGLISH("operations.staff.changes.signOut.done"))
    ).to_be_visible()


async def _disable(office: Page, address: str) -> None:
    await office.reload()
    await hydrated(office)
    row = office.get_by_role("listitem").filter(has_text=address)
    await row.get_by_role("button").click()
    await office.get_by_role("button", name=ENGLISH("operations.staff.changes.disable.do")).click()
    ask = office.get_by_role("alertdialog")
    assert await violations(office) == []
    await ask.get_by_role("button", name=ENGLISH("operations.staff.changes.disable.do")).click()
    await expect(row).to_contain_text(ENGLISH("operations.staff.isDisabled"))


async def test_a_call_that_asks_for_a_proof_is_repeated_after_it(
    visit: Visit, site: Site, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 403", "status of 400")
    page = await visit("/en/account/security", storage_state=await staff(DOCTOR), viewport=_PHONE)
    await hydrated(page)

    await _asks_for_a_proof(page, "/v1/me/recovery-codes", 2)
    make = page.get_by_role("button", name=ENGLISH("passkey.recovery.make"))
    await make.click()
    dialog = page.get_by_role("dialog", name=ENGLISH("passkey.stepUp.title"))
    await expect(dialog.get_by_label(ENGLISH("passkey.stepUp.password"))).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_text(ENGLISH("errors.call.unproved"))).to_be_visible()

    await make.click()
    await dialog.get_by_label(ENGLISH("passkey.stepUp.password")).fill("wrong")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_text(ENGLISH("passkey.stepUp.wrong"))).to_be_visible()
    await dialog.get_by_label(ENGLISH("passkey.stepUp.password")).fill(PASSWORD)
    await dialog.get_by_label(ENGLISH("passkey.stepUp.totp")).fill(site.staff_body(DOCTOR)["totp"])
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(ENGLISH("passkey.recovery.once"))).to_be_visible()
