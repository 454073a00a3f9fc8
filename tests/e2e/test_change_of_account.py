"""Checks that pages of an ended session show nothing, and that an
entry never changes the account that signs in next.
"""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site
from tests.e2e.visitors import give_name, hydrated, sign_in
from tests.e2e.words import ENGLISH

_NAME = "fetch('/v1/me').then((answer) => answer.json()).then(({name}) => name)"


async def _named(page: Page, site: Site, name: str) -> None:
    await sign_in(page, site)
    await give_name(page, name)


async def test_back_after_signing_out_shows_nothing_of_the_person(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 401")
    page = await visit()
    await _named(page, site, "Asha Rao")
    name = page.get_by_label(ENGLISH("account.preferences.name"))
    main = page.get_by_role("main")
    for place in (page.get_by_role("banner"), main):
        await page.goto("/en/account")
        await hydrated(page)
        # After a link and a way back, the account's page is in the cache of Next's router too.
        await main.get_by_role("link", name=ENGLISH("account.appointments")).click()
        await expect(page).to_have_url(re.compile("/en/appointments"))
        await page.go_back()
        await expect(name).to_be_visible()
        button = place.get_by_role("button", name=re.compile(f"^{ENGLISH('common.nav.signOut')}"))
        await button.last.click()
        await expect(page).to_have_url(re.compile("/en$"))
        await page.go_back()
        await expect(page).to_have_url(re.compile("/en/sign-in"))
        await expect(name).to_have_count(0)
        await _named(page, site, "Asha Rao")


async def test_an_entry_of_a_second_tab_never_reaches_the_next_account(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 40[13]")
    first = await visit()
    await _named(first, site, "Asha Rao")
    await first.goto("/en/account")
    await hydrated(first)
    name = first.get_by_label(ENGLISH("account.preferences.name"))
    await name.fill("Asha Devi Rao")
    second = await first.context.new_page()
    await second.goto(f"{site.url}/en/account")
    await hydrated(second)
    await (
        second.get_by_role("banner")
        .get_by_role("button", name=ENGLISH("common.nav.signOut"))
        .click()
    )
    await expect(second).to_have_url(re.compile("/en$"))
    await _named(second, site, "Meena Shah")
    await second.goto(f"{site.url}/en/account")
    # The first tab has loaded its page again by itself.
    await expect(name).to_have_value("Meena Shah")
    assert await second.evaluate(_NAME) == "Meena Shah"


async def test_a_tab_that_heard_nothing_of_the_next_account_does_not_write_into_it(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 403")
    page = await visit()
    await _named(page, site, "Asha Rao")
    await page.goto("/en/account")
    await hydrated(page)
    name = page.get_by_label(ENGLISH("account.preferences.name"))
    save = page.get_by_role("main").get_by_role(
        "button", name=ENGLISH("account.preferences.save"), exact=True
    )
    await save.click()  # afterwards the page has the CSRF token of this session
    await expect(page.get_by_text(ENGLISH("account.preferences.saved"))).to_be_visible()
    await name.fill("Asha Devi Rao")
    mark = await page.evaluate("localStorage.getItem('signed-in')")
    await _named(page, site, "Meena Shah")
    await page.evaluate("(mark) => localStorage.setItem('signed-in', mark)", mark)
    async with page.expect_event("load"):
        await save.click()
    await expect(name).to_have_value("Meena Shah")
    assert await page.evaluate(_NAME) == "Meena Shah"
