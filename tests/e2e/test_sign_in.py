"""Tests signing in and out, as a patient and as staff."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from amrutam.seeding.demo import ADMIN, PASSWORD
from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site, until
from tests.e2e.visitors import hydrated, new_address, sign_in
from tests.e2e.words import ENGLISH

_WHO_AM_I = "fetch('/v1/me').then((answer) => answer.status)"
_ZONE = """new Intl.DateTimeFormat("en-IN", {timeZoneName: "short"}).formatToParts()
    .find(({type}) => type === "timeZoneName").value"""


async def _asks_for_code(page: Page, address: str) -> None:
    await page.get_by_label("Your e-mail address").fill(address)
    await page.get_by_role("button", name="Send me a code").click()
    await expect(page.get_by_label("Code from the e-mail")).to_be_focused()


async def test_a_patient_signs_in_with_a_code_and_out_again(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 401")
    page, address = await visit("/en/sign-in?next=/en/doctors"), new_address()
    await _asks_for_code(page, address)
    field = page.get_by_label("Code from the e-mail")
    assert await field.get_attribute("autocomplete") == "one-time-code"
    assert await field.get_attribute("inputmode") == "numeric"
    code = await site.code_for(address)
    await field.fill(f"{code[:3]} {code[3:]}")  # a code with a space, as some mail programs copy it
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page).to_have_url(re.compile("/en/doctors$"))
    await page.get_by_role("button", name="Sign out").click()
    await expect(
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Sign in")
    ).to_be_visible()
    assert await page.evaluate(_WHO_AM_I) == 401


async def test_the_end_of_a_code_is_on_the_visitors_clock_and_names_its_zone(visit: Visit) -> None:
    page, address = await visit("/en/sign-in", timezone_id="America/New_York"), new_address()
    await _asks_for_code(page, address)
    zone = await page.evaluate(_ZONE)
    said = ENGLISH.like("session.sentTo", address=address, zone=zone)
    await expect(page.get_by_text(said).first).to_be_visible()


async def test_the_session_is_out_of_scripts_reach(visit: Visit, site: Site) -> None:
    page = await visit("/en/sign-in")
    await sign_in(page, site)
    assert "session" not in await page.evaluate("document.cookie")
    (cookie,) = [one for one in await page.context.cookies() if one["name"] == "__Host-session"]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")


async def test_a_wrong_code_is_told_at_the_field(visit: Visit, site: Site, guard: Guard) -> None:
    guard.expects("status of 400")
    page, address = await visit("/en/sign-in"), new_address()
    await _asks_for_code(page, address)
    right = await site.code_for(address)
    field = page.get_by_label("Code from the e-mail")
    await field.fill(f"{(int(right) + 1) % 1_000_000:06d}")
    await field.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_text("This code is wrong or no longer valid")).to_be_visible()
    await field.fill(right)
    await field.press("Enter")
    await expect(page).not_to_have_url(re.compile("sign-in"))


async def test_staff_sign_in_with_password_and_authenticator(visit: Visit, site: Site) -> None:
    page = await visit("/en/sign-in?next=/en/doctors")
    await page.get_by_role("button", name=ENGLISH("session.staffLink")).click()
    await page.get_by_label("Your e-mail address").fill(ADMIN)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Code from your authenticator").fill(site.staff_body(ADMIN)["totp"])
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("link", name="Operations")).to_be_visible()


async def test_signing_out_everywhere_reaches_the_other_device(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 401")
    phone, lost = await visit(), await visit()
    address = await sign_in(phone, site)
    await sign_in(lost, site, address)
    await lost.goto("/en/appointments")
    await expect(lost.get_by_role("heading", level=1)).to_have_text(ENGLISH("appointments.title"))
    await phone.goto("/en/account")
    await phone.get_by_role("button", name=ENGLISH("account.signOut.everywhere")).click()
    await expect(phone).to_have_url(re.compile("/en$"))

    async def is_led_to_sign_in() -> bool:
        await lost.goto("/en/account")
        heading = await lost.get_by_role("heading", level=1).inner_text()
        assert heading in (ENGLISH("account.title"), ENGLISH("session.title")), heading
        return "/en/sign-in" in lost.url

    # Each api process polls the list of ended sessions at its own times (AMRUTAM_REVOCATION_POLL_SECONDS), so one
    # refused request does not show that all processes refuse the session.
    async def is_out() -> bool:
        return all([await is_led_to_sign_in() for _ in range(5)])

    await until(is_out, "the other device to be signed out")
    assert {await lost.evaluate(_WHO_AM_I) for _ in range(6)} == {401}


async def test_a_forged_request_is_refused(visit: Visit, site: Site, guard: Guard) -> None:
    """A request that changes data is refused with the session's cookie alone: it needs the session's CSRF token too."""
    guard.expects("status of 403")
    page = await visit("/en/sign-in")
    await sign_in(page, site)
    forged = """() => fetch("/v1/me", {method: "PATCH", body: '{"name": "Mallory"}',
        headers: {"content-type": "application/json"}}).then((answer) => answer.status)"""
    assert await page.evaluate(forged) == 403
    named = await page.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    assert named["name"] != "Mallory"


async def test_the_language_switch_keeps_the_token_of_a_mailed_link(visit: Visit) -> None:
    page = await visit("/en/sign-in/password?from=mail#a-token")
    await hydrated(page)
    await page.get_by_role("link", name=ENGLISH("common.nav.language"), exact=True).click()
    await expect(page).to_have_url(re.compile(r"/hi/sign-in/password\?from=mail#a-token$"))


async def test_a_slow_clock_does_not_lengthen_the_wait_for_another_code(visit: Visit) -> None:
    page = await visit()
    await page.clock.install(time=datetime.now(UTC) - timedelta(minutes=10))
    await page.goto("/en/sign-in")
    await _asks_for_code(page, new_address())
    # The platform of these tests allows another code at once (AMRUTAM_CODE_RESEND_SECONDS is 0).
    await expect(page.get_by_role("button", name=ENGLISH("session.resend"))).to_be_enabled()


async def test_the_message_about_a_mailed_link_names_the_address_that_was_asked(
    visit: Visit,
) -> None:
    page = await visit("/en/sign-in")
    await page.get_by_role("button", name=ENGLISH("session.staffLink")).click()
    address = page.get_by_label(ENGLISH("session.email"))
    await address.fill("first@demo.example")
    await page.get_by_role("button", name=ENGLISH("session.forgotten.do")).click()
    said = page.get_by_text(ENGLISH.like("session.forgotten.sent", email="first@demo.example"))
    await expect(said).to_be_visible()
    await address.fill("second@demo.example")
    await expect(said).to_be_visible()


async def test_without_scripts_the_address_stays_out_of_the_url(visit: Visit) -> None:
    page = await visit("/en/sign-in?next=/en/book", java_script_enabled=False)
    assert ENGLISH("common.noScript") in await page.get_by_role("main").inner_html()
    await page.get_by_label(ENGLISH("session.email")).fill(new_address())
    await page.get_by_role("button", name=ENGLISH("session.sendCode")).click()
    await page.wait_for_load_state()
    assert page.url.endswith("/en/sign-in?next=/en/book")
    await expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH("session.title"))
    for path in ("/en/book", "/hi/appointments"):
        await page.goto(path)
        assert await page.get_by_role("main").locator("noscript").count() > 0
