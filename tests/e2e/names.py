"""Finds buttons and links that a screen reader cannot tell apart, because rows of one list give them the same name."""

from __future__ import annotations

from playwright.async_api import Page

from tests.e2e.axe import inject

_SAME = """() => {
    const rows = new Set(["LI", "TR", "ARTICLE", "SECTION", "FIELDSET"]);
    const offered = "button:enabled, a[href], summary, [role=button]";
    const controls = [...document.querySelectorAll(offered)].filter((one) => one.checkVisibility({visibilityProperty: true})
        && one.ariaDisabled !== "true" && !one.closest("[aria-hidden=true], [inert], [data-live-announcer]"));
    axe.setup();
    const byName = Map.groupBy(controls, (one) => axe.commons.text.accessibleText(one));
    axe.teardown();
    const rowsOf = (one, other) => {
        let [row, whole] = [one, one.parentElement];
        while (!whole.contains(other)) [row, whole] = [whole, whole.parentElement];
        return [row, [...whole.children].find((child) => child.contains(other))];
    };
    const isSameTarget = (one, other) => one.tagName === "A" && one.href === other.href;
    const isPair = (one, other) => !isSameTarget(one, other)
        && !one.contains(other) && !other.contains(one) && rowsOf(one, other).every((row) => rows.has(row.tagName));
    const isShared = (alike) => alike.some((one, index) => alike.slice(index + 1).some((other) => isPair(one, other)));
    return [...byName].filter(([, alike]) => isShared(alike)).map(([name, {length}]) => `${length} are called "${name}"`);
}"""


async def shared_names(page: Page) -> list[str]:
    """Returns a description of each name that enabled controls in different rows of one list share (WCAG 2.4.6, 2.4.9).

    Links with the same name and the same target are not counted, because they do the same.
    """
    await inject(page)
    found: list[str] = await page.evaluate(_SAME)
    return [f"{page.url}: {one}" for one in found]
