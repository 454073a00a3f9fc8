"""Checks that a change that is made without a connection fails at once with a message, and is never sent later."""

from __future__ import annotations

from playwright.async_api import Page, Route, expect

from amrutam.seeding.demo import DESK
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, sign_in
from tests.e2e.words import ENGLISH

_OFFLINE = ("ERR_INTERNET_DISCONNECTED", "WebSocket")
_STATUS = "(id) => fetch(`/v1/appointments/${id}`).then((answer) => answer.json()).then(({status}) => status)"


async def _is_offline(page: Page, *, offline: bool = True) -> None:
    await page.context.set_offline(offline=offline)


async def _shows_appointment(visit: Visit, site: Site) -> tuple[Page, str]:
    """Books an appointment as a new patient, and opens its page; returns (page, the appointment's id)."""
    doctor = await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]
    page = await visit()
    await sign_in(page, site)
    appointment = await book(page, doctor["id"], starts_at)
    await page.goto(f"/en/appointments/{appointment}")
    await hydrated(page)
    return page, appointment


async def test_a_cancellation_given_up_without_a_connection_is_not_made_later(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects(*_OFFLINE)
    page, appointment = await _shows_appointment(visit, site)
    await _is_offline(page)
    await page.get_by_role("button", name=ENGLISH("appointments.cancel.open"), exact=True).click()
    dialog = page.get_by_role("alertdialog")
    await dialog.get_by_role("button", name=ENGLISH("appointments.cancel.confirm")).click()
    await expect(dialog.get_by_role("alert")).to_have_text(ENGLISH("appointments.cancel.offline"))
    await dialog.get_by_role("button", name=ENGLISH("appointments.cancel.keep")).click()
    await expect(dialog).to_have_count(0)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    await _is_offline(page, offline=False)
    assert await page.evaluate(_STATUS, appointment) == "booked"
    await page.reload()
    assert await page.evaluate(_STATUS, appointment) == "booked"
    assert "POST" not in sent


async def test_a_dialog_stays_open_while_its_action_is_under_way(visit: Visit, site: Site) -> None:
    page, appointment = await _shows_appointment(visit, site)
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/cancel", hold)
    await page.get_by_role("button", name=ENGLISH("appointments.cancel.open"), exact=True).click()
    dialog = page.get_by_role("alertdialog")
    async with page.expect_request("**/cancel"):
        await dialog.get_by_role("button", name=ENGLISH("appointments.cancel.confirm")).click()
    await expect(
        dialog.get_by_role("button", name=ENGLISH("appointments.cancel.keep"))
    ).to_be_disabled()
    await expect(dialog.get_by_role("button", name=ENGLISH("common.close"))).to_be_disabled()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_visible()
    await held[0].continue_()
    await expect(dialog).to_have_count(0)
    assert await page.evaluate(_STATUS, appointment) == "cancelled"


async def test_saving_and_signing_out_say_at_the_button_that_there_is_no_connection(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects(*_OFFLINE)
    page = await visit()
    await sign_in(page, site)
    await page.goto("/en/account")
    await hydrated(page)
    await page.get_by_label(ENGLISH("account.preferences.name")).fill("Asha Rao")
    await _is_offline(page)
    main = page.get_by_role("main")
    await main.get_by_role("button", name=ENGLISH("account.preferences.save")).click()
    await expect(main.get_by_text(ENGLISH("account.preferences.offline"))).to_be_visible()
    banner = page.get_by_role("banner")
    await banner.get_by_role("button", name=ENGLISH("common.nav.signOut")).click()
    await expect(banner.get_by_role("alert")).to_have_text(ENGLISH("common.action.offline"))
    await expect(page.get_by_label(ENGLISH("account.preferences.name"))).to_have_value("Asha Rao")


async def test_a_sign_out_that_the_platform_cannot_do_leaves_the_page(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 503")
    page = await visit()
    await sign_in(page, site)
    await page.goto("/en/account")
    await hydrated(page)
    await page.route("**/v1/auth/session*", lambda route: route.fulfill(status=503))
    banner = page.get_by_role("banner")
    await banner.get_by_role("button", name=ENGLISH("common.nav.signOut")).click()
    await expect(banner.get_by_role("alert")).to_have_text(ENGLISH("common.action.failed"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH("account.title"))


async def test_a_refused_clipboard_is_told_beside_the_button(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("clipboard is refused")
    page = await visit("/en/desk/displays", storage_state=await staff(DESK))
    await page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('clipboard is refused')) }"
    )
    main = page.get_by_role("main")
    await main.get_by_label(ENGLISH("desk.displays.name")).fill("A display")
    await main.get_by_role("button", name=ENGLISH("desk.displays.add")).click()
    await main.get_by_role("button", name=ENGLISH("desk.displays.copy")).click()
    await expect(main.get_by_text(ENGLISH("common.action.failed"))).to_be_visible()
    await expect(main.get_by_role("button", name=ENGLISH("desk.displays.copy"))).to_be_visible()
