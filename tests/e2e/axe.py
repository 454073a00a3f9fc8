"""Runs axe-core in a page as it is served.

`page.evaluate` adds axe's script, so the page's Content-Security-Policy stays in force.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.async_api import Page

_SOURCE = Path(__file__).parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SAID = """(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(
        ({target, failureSummary}) => `${id} at ${target.join(" ")}: ${failureSummary}`)))"""
_RUN = """async ([rules, isWhole]) => {
    // For some seconds, React Aria's announcer (a hidden live region) names buttons that no longer exist.
    const looked = {include: [["html"]], exclude: [["[data-live-announcer]"]]};
    const named = {"label-content-name-mismatch": {enabled: true}}; // WCAG 2.5.3: experimental in axe
    // While a list is open, the rest of the page is hidden: its heading and landmarks are not to be found.
    const whole = {"page-has-heading-one": {enabled: isWhole}, "region": {enabled: isWhole}};
    const found = await axe.run(looked, {runOnly: {type: "tag", values: rules}, rules: {...named, ...whole}});
    return SAID(found);
}""".replace("SAID", _SAID)
_CONTRAST = f"""async () => ({_SAID})(
    await axe.run({{runOnly: {{type: "rule", values: ["color-contrast"]}}}}))"""


_ANIMATIONS_END = """() => Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime < Infinity)
    .map(each => each.finished))"""


@cache
def _source() -> str:
    return _SOURCE.read_text()


async def animations_end(page: Page) -> None:
    """Waits until all finite animations of the page have ended, because axe would measure colours in between."""
    await page.evaluate(_ANIMATIONS_END)


async def inject(page: Page) -> None:
    """Adds axe's script to the document, unless it is there already, and waits for the end of animations.

    Evaluating the script takes much of a check's time.
    """
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_source())
    await animations_end(page)


async def faint_texts(page: Page) -> list[str]:
    """Returns a description of each text with too little contrast (WCAG 1.4.3) in the page's present colours."""
    await inject(page)
    found: list[str] = await page.evaluate(_CONTRAST)
    return [f"{page.url}: {one}" for one in found]


async def violations(page: Page, *, is_whole: bool = True) -> list[str]:
    """Returns a description of each violation of WCAG 2.2 AA and of axe's
    own best practices that axe finds in the page.

    `is_whole`: whether the rules about the page's heading and landmarks apply; false while an open list hides the
    rest of the page.
    """
    await inject(page)
    found: list[str] = await page.evaluate(_RUN, [_RULES, is_whole])
    return [f"{page.url}: {one}" for one in found]
