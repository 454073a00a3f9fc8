"""Takes the steps of an invited member of staff, on screens only: from the link in the mail to a signed-in account."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.site import Site, until
from tests.e2e.visitors import hydrated, is_within
from tests.e2e.words import Words

PASSWORD = "nine copper bowls at noon"
_LINK = re.compile(r"/sign-in/password#\S+")


async def link_for(site: Site, address: str, *, after: str = "") -> str:
    """Waits until a link other than `after` was mailed to the address, and returns the newest such link, as a path."""
    found: list[str] = []

    async def has_come() -> bool:
        letters = (await site.get("/demo/mailbox", to=address))["items"]
        links = [link[0] for letter in letters if (link := _LINK.search(letter["text"]))]
        found[:] = [link for link in links if link != after]
        return bool(found)

    await until(has_come, f"a link for {address}")
    return found[0]


async def sets_password(page: Page, words: Words, link: str) -> list[str]:
    """Follows the link by keyboard and chooses a password; returns the recovery codes that the page shows."""
    await page.goto(f"/{words.language}{link}")
    await hydrated(page)
    await page.get_by_label(words("session.setPassword.password")).fill(PASSWORD)
    await page.keyboard.press("Enter")
    codes = page.get_by_role("list", name=words("passkey.recovery.codes")).get_by_role("listitem")
    await expect(codes).to_have_count(10)
    await expect(page.get_by_role("img", name=words("passkey.authenticator.qr"))).to_be_visible()
    assert await violations(page) == []
    await is_within(page)
    return await codes.all_inner_texts()


async def signs_in(page: Page, words: Words, address: str, code: str, path: str) -> None:
    """Signs in by keyboard with `PASSWORD` and a recovery code; returns when the page at `path` is opened."""
    next_path = f"/{words.language}{path}"
    await page.goto(f"/{words.language}/sign-in?next={next_path}")
    await hydrated(page)
    await page.get_by_role("button", name=words("session.staffLink")).press("Enter")
    for field, text in (("email", address), ("password", PASSWORD), ("totp", code)):
        await page.get_by_label(words(f"session.{field}")).fill(text)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**{next_path}")


async def joins(page: Page, words: Words, site: Site, address: str, path: str) -> None:
    """Follows the invitation in the mail, chooses a password, and signs in.

    Returns when the page at `path` is opened.
    """
    codes = await sets_password(page, words, await link_for(site, address))
    await signs_in(page, words, address, codes[0], path)
