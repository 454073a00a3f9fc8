"""Uses pages by keyboard alone."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page

_SHOWS_FOCUS = """(one) => [one, one.closest("label"), one.nextElementSibling].some((part) => {
    if (!part) return false;
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(part);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
})"""


async def tab_to(page: Page, name: str | re.Pattern[str] | Locator) -> None:
    """Presses Tab until the element with this name has the focus, and checks that the focus is visible (WCAG 2.4.7)."""
    wanted = name if isinstance(name, Locator) else _named(page, name)
    for _ in range(150):
        await page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if await focused.count() and await page.locator("*:focus").and_(wanted).count():
            assert await focused.evaluate(_SHOWS_FOCUS), f"the focus on {name} cannot be seen"
            return
    raise AssertionError(f"Tab never comes to {name}")


def _named(page: Page, name: str | re.Pattern[str]) -> Locator:
    roles = [page.get_by_role(role, name=name) for role in ("button", "link", "radio")]
    return roles[0].or_(roles[1]).or_(roles[2]).or_(page.get_by_label(name))
