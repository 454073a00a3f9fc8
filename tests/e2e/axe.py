"""axe-core in the page as it is served: `page.evaluate` runs it, the page's policy stays in force."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.async_api import Page

_SOURCE = Path(__file__).parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async ([rules, isWhole]) => {
    // React Aria's announcer names, for seconds, buttons that have gone.
    const looked = {include: [["html"]], exclude: [["[data-live-announcer]"]]};
    const named = {"label-content-name-mismatch": {enabled: true}}; // WCAG 2.5.3: experimental in axe
    // While a list is open, the rest of the page is hidden: its heading and landmarks are not to be found.
    const whole = {"page-has-heading-one": {enabled: isWhole}, "region": {enabled: isWhole}};
    const found = await axe.run(looked, {runOnly: {type: "tag", values: rules}, rules: {...named, ...whole}});
    return found.violations.flatMap(({id, nodes}) => nodes.map(
        ({target, failureSummary}) => `${id} at ${target.join(" ")}: ${failureSummary}`));
}"""


@cache
def _source() -> str:
    return _SOURCE.read_text()


async def violations(page: Page, *, is_whole: bool = True) -> list[str]:
    """What of WCAG 2.2 AA, as far as a program can tell, the page does not keep; `is_whole`: no open list hides a part of it."""
    await page.evaluate(_source())
    found: list[str] = await page.evaluate(_RUN, [_RULES, is_whole])
    return [f"{page.url}: {one}" for one in found]
