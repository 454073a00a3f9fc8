"""Every page in both languages, light and dark, on a narrow phone: accessible, within the screen, quiet."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import book, hydrated, is_within, sign_in

_LANGUAGES, _SCHEMES = ("en", "hi"), ("light", "dark")
_each = pytest.mark.parametrize(
    ("language", "scheme"), [(one, other) for one in _LANGUAGES for other in _SCHEMES]
)
_PHONE = {"width": 320, "height": 640}


async def _public_paths(site: Site) -> list[str]:
    doctor = await site.doctor()
    return [
        "", "/doctors", f"/doctors?specialization={doctor['specialization_slug']}&mode=online",
        "/doctors?q=nobody-is-called-this", f"/doctors/{doctor['id']}", "/sign-in", "/sign-in/password",
    ]  # fmt: skip


async def _look_at(page: Page, paths: list[str]) -> None:
    """All of them, then what is wrong with any."""
    found = []
    for path in paths:
        await page.goto(path)
        await hydrated(page)
        await is_within(page)
        found += await violations(page)
    assert not found, "\n".join(found)


@_each
async def test_public_pages(visit: Visit, site: Site, language: str, scheme: str) -> None:
    paths = [f"/{language}{path}" for path in await _public_paths(site)]
    page = await visit(paths[0], color_scheme=scheme, viewport=_PHONE)
    assert await page.locator("html").get_attribute("lang") == language
    await _look_at(page, paths)


@_each
async def test_a_page_that_is_not_there(
    visit: Visit, guard: Guard, language: str, scheme: str
) -> None:
    guard.expects("status of 404")
    page = await visit(f"/{language}/nothing", color_scheme=scheme, viewport=_PHONE)
    await _look_at(page, [f"/{language}/nothing"])


@_each
async def test_pages_of_a_patient(visit: Visit, site: Site, language: str, scheme: str) -> None:
    page = await visit(f"/{language}/sign-in", color_scheme=scheme, viewport=_PHONE)
    await sign_in(page, site)
    doctor = await site.doctor()
    id_ = await book(page, doctor["id"], (await site.open_times(doctor["id"]))[-1])
    free = (await site.open_times(doctor["id"]))[-1]
    paths = [
        "/appointments", f"/appointments/{id_}?new=1", f"/appointments/{id_}/move", "/account",
        "/appointments?show=past", f"/book?doctor={doctor['id']}&starts_at={free}&mode=online",
    ]  # fmt: skip
    await _look_at(page, [f"/{language}{path}" for path in paths])


@_each
async def test_pages_of_a_doctor(visit: Visit, staff: Staff, language: str, scheme: str) -> None:
    state = await staff(DOCTOR)
    page = await visit("/livez", storage_state=state, color_scheme=scheme, viewport=_PHONE)
    sections = ("", "/week", "/hours", "/leave", "/profile", "/calendar")
    await _look_at(page, [f"/{language}/practice{section}" for section in sections])


@_each
async def test_pages_of_a_desk(visit: Visit, staff: Staff, language: str, scheme: str) -> None:
    state = await staff(DESK)
    page = await visit("/livez", storage_state=state, color_scheme=scheme, viewport=_PHONE)
    await _look_at(page, [f"/{language}/desk"])


@_each
async def test_pages_of_an_administrator(
    visit: Visit, site: Site, staff: Staff, language: str, scheme: str
) -> None:
    state = await staff(ADMIN)
    page = await visit("/livez", storage_state=state, color_scheme=scheme, viewport=_PHONE)
    clinic = (await site.get("/v1/clinics"))["items"][0]
    sections = ("", "/doctors", "/clinics", f"/clinics/{clinic['id']}", "/appointments", "/staff")
    paths = [f"/operations{section}" for section in sections] + ["/account/security"]
    await _look_at(page, [f"/{language}{path}" for path in paths])
