"""Checks every page in both languages, light and dark, on a narrow phone.

Pages are accessible, not too wide, and write no errors to the console. Rows of a list give their buttons different names.
"""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.e2e.axe import animations_end, faint_texts, violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.names import shared_names
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, is_within, sign_in

_each = pytest.mark.parametrize("language", ["en", "hi"])
_PHONE = {"width": 320, "height": 640}


async def _public_paths(site: Site) -> list[str]:
    doctor = await site.doctor()
    return [
        "", "/doctors", f"/doctors?specialization={doctor['specialization_slug']}&mode=online",
        "/doctors?q=nobody-is-called-this", f"/doctors/{doctor['id']}", "/sign-in", "/sign-in/password",
    ]  # fmt: skip


async def _drawn_in_dark(page: Page) -> None:
    """Turns the dark colour scheme on, and waits until the whole page is drawn in it.

    A text may get its dark colour before its background does.
    """
    await page.emulate_media(color_scheme="dark")
    await page.evaluate(
        "new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))"
    )
    await animations_end(page)


async def _faint_in_dark(page: Page) -> list[str]:
    """Returns a description of each text with too little contrast in dark colours.

    If there are any, all texts are measured again a second later, because a busy browser draws late.
    """
    await _drawn_in_dark(page)
    if not await faint_texts(page):
        return []
    await page.wait_for_timeout(1000)
    return await faint_texts(page)


async def _look_at(page: Page, paths: list[str]) -> None:
    """Opens the pages at these paths one after the other, and checks each of them.

    Checks accessibility, width and names in light colours, and the contrast of texts in dark colours. Reports the
    faults of all pages together.
    """
    found = []
    for path in paths:
        await page.emulate_media(color_scheme="light")
        await page.goto(path)
        await hydrated(page)
        await is_within(page)
        found += await violations(page)
        found += await shared_names(page)
        found += await _faint_in_dark(page)
    assert not found, "\n".join(found)


@_each
async def test_public_pages(visit: Visit, site: Site, language: str) -> None:
    paths = [f"/{language}{path}" for path in await _public_paths(site)]
    page = await visit(paths[0], viewport=_PHONE)
    assert await page.locator("html").get_attribute("lang") == language
    await _look_at(page, paths)


@_each
async def test_a_page_that_is_not_there(visit: Visit, guard: Guard, language: str) -> None:
    guard.expects("status of 404")
    page = await visit(f"/{language}/nothing", viewport=_PHONE)
    await _look_at(page, [f"/{language}/nothing"])


@_each
async def test_pages_of_a_patient(visit: Visit, site: Site, language: str) -> None:
    page = await visit(f"/{language}/sign-in", viewport=_PHONE)
    address = await sign_in(page, site)
    for _ in range(2):
        await sign_in(await visit("/en"), site, address)  # two more sessions in the list
    doctor = await site.doctor()
    await book(page, doctor["id"], (await site.open_times(doctor["id"]))[-1])
    id_ = await book(page, doctor["id"], (await site.open_times(doctor["id"]))[-1])
    free = (await site.open_times(doctor["id"]))[-1]
    paths = [
        "/appointments", f"/appointments/{id_}?new=1", f"/appointments/{id_}/move", "/account", "/account/close",
        "/appointments?show=past", f"/book?doctor={doctor['id']}&starts_at={free}&mode=online",
    ]  # fmt: skip
    await _look_at(page, [f"/{language}{path}" for path in paths])


@_each
async def test_pages_of_a_doctor(visit: Visit, staff: Staff, language: str) -> None:
    state = await staff(DOCTOR)
    page = await visit("/livez", storage_state=state, viewport=_PHONE)
    sections = ("", "/week", "/hours", "/leave", "/profile", "/calendar")
    await _look_at(page, [f"/{language}/practice{section}" for section in sections])


@_each
async def test_pages_of_a_desk(visit: Visit, staff: Staff, language: str) -> None:
    state = await staff(DESK)
    page = await visit("/livez", storage_state=state, viewport=_PHONE)
    sections = ("", "/book", "/queue", "/payments", "/displays")
    await _look_at(
        page, [f"/{language}/desk{section}" for section in sections] + [f"/{language}/display"]
    )


@_each
async def test_pages_of_an_administrator(
    visit: Visit, site: Site, staff: Staff, language: str
) -> None:
    state = await staff(ADMIN)
    page = await visit("/livez", storage_state=state, viewport=_PHONE)
    clinic = (await site.get("/v1/clinics"))["items"][0]
    doctor = (await site.doctor())["id"]
    of_doctor = [
        f"/doctors/{doctor}{part}"
        for part in ("", "/details", "/consultations", "/hours", "/leave")
    ]
    sections = (
        "",
        "/doctors",
        "/doctors/new",
        *of_doctor,
        "/clinics",
        f"/clinics/{clinic['id']}",
        "/appointments",
        "/staff",
        "/settings",
        "/reads",
        "/machine",
    )
    paths = [f"/operations{section}" for section in sections] + ["/account/security"]
    await _look_at(page, [f"/{language}{path}" for path in paths])
