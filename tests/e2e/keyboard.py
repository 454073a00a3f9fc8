"""Uses pages by keyboard alone."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

_SHOWS_FOCUS = """(one) => [one, one.closest("label"), one.nextElementSibling].some((part) => {
    if (!part) return false;
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(part);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
})"""


_HAS_FOCUS = "(all) => all.some((one) => one === document.activeElement)"


async def tab_to(page: Page, name: str | re.Pattern[str] | Locator) -> None:
    """Presses Tab until the element has the focus, and checks that the focus is visible (WCAG 2.4.7).

    `name`: a locator, or the accessible name of a button, link, radio button or field. Fails the test after 150
    presses.
    """
    wanted = name if isinstance(name, Locator) else _named(page, name)
    # Waits for the element, because Tab could otherwise pass its place before the page adds it.
    await expect(wanted.first).to_be_attached()
    for _ in range(150):
        await page.keyboard.press("Tab")
        if await wanted.evaluate_all(_HAS_FOCUS):
            focused = page.locator(":focus")
            assert await focused.evaluate(_SHOWS_FOCUS), f"the focus on {name} cannot be seen"
            return
    raise AssertionError(f"Tab does not reach {name} within 150 presses")


async def press(page: Page, name: str | re.Pattern[str] | Locator) -> None:
    """Moves to a button or a link by Tab, and presses Enter."""
    await tab_to(page, name)
    await page.keyboard.press("Enter")


async def enter(page: Page, field: str | Locator, text: str) -> None:
    """Moves to a field by Tab, and replaces its text."""
    await tab_to(page, field)
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type(text)


async def choose(page: Page, select: Locator, option: str) -> None:
    """Chooses, with the arrow keys, the option of a select whose text begins with `option`."""
    await tab_to(page, select)
    for _ in range(await select.locator("option").count()):
        if (await select.evaluate(_CHOSEN)).startswith(option):
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"{option} is not among the options")


_CHOSEN = "(select) => select.selectedOptions[0]?.label ?? ''"


def _named(page: Page, name: str | re.Pattern[str]) -> Locator:
    roles = [page.get_by_role(role, name=name) for role in ("button", "link", "radio")]
    return roles[0].or_(roles[1]).or_(roles[2]).or_(page.get_by_label(name))
