"""Checks that a soft navigation of Next's router makes at most two
requests: one for the page, and one that prefetches.
"""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, sign_in
from tests.e2e.words import ENGLISH

_MOST = 2


async def test_a_soft_navigation_to_a_public_page_makes_few_requests(
    visit: Visit, site: Site
) -> None:
    page = await visit("/en")
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "_rsc=" in sent.url else None)

    async def makes_few() -> None:
        await hydrated(page)
        assert 1 <= len(asked) <= _MOST, asked
        asked.clear()

    await hydrated(page)
    asked.clear()
    menu = page.get_by_role("navigation", name=ENGLISH("common.nav.label"))
    await menu.get_by_role("link", name=ENGLISH("common.nav.find")).click()
    await expect(page).to_have_url(re.compile("/en/doctors$"))
    await makes_few()
    await page.get_by_role("main").locator("h2 a, h3 a").first.click()
    await expect(page).to_have_url(re.compile("/en/doctors/[0-9a-f-]+"))
    await makes_few()
    await _goes_home(page)
    await makes_few()
    await sign_in(page, site)
    await page.goto("/en/account")
    await hydrated(page)
    asked.clear()
    await _goes_home(page)
    await makes_few()


async def _goes_home(page: Page) -> None:
    await page.get_by_role("banner").get_by_role("link", name=ENGLISH("common.name")).click()
    await expect(page).to_have_url(re.compile("/en$"))
