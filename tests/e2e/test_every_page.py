"""Every page in both languages, light and dark, on a narrow phone: accessible, within the screen, quiet."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from tests.e2e.axe import violations
from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, is_within

_LANGUAGES, _SCHEMES = ("en", "hi"), ("light", "dark")
_each = pytest.mark.parametrize(
    ("language", "scheme"), [(one, other) for one in _LANGUAGES for other in _SCHEMES]
)
_PHONE = {"width": 320, "height": 640}


async def _public_paths(site: Site) -> list[str]:
    doctor = await site.doctor()
    return [
        "", "/doctors", f"/doctors?specialization={doctor['specialization_slug']}&mode=online",
        "/doctors?q=nobody-is-called-this", f"/doctors/{doctor['id']}", "/sign-in",
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
