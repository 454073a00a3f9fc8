"""Checks limits of public pages that do not depend on the machine's
speed: size of scripts, layout shifts, scores.
"""

from __future__ import annotations

import gzip

import pytest
from playwright.async_api import Page, Response, expect

from tests.e2e.conftest import Visit
from tests.e2e.lighthouse import examined
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated
from tests.e2e.words import ENGLISH

_KILOBYTE = 1000
# In bytes, compressed by gzip. The second limit applies after the dialog with the calendar was opened.
_AT_FIRST, _WITH_CALENDAR = 163 * _KILOBYTE, 245 * _KILOBYTE
_SHIFT = 0.02
_SHIFTS = """() => new Promise((resolve) => {
    const all = [];
    const note = (list) => all.push(...list.getEntries().filter((one) => !one.hadRecentInput));
    const observer = new PerformanceObserver(note);
    observer.observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(all.map(({value, sources}) =>
        [value, sources.map(({node}) => (node?.outerHTML ?? "").slice(0, 100))])), 200);
})"""


class Scripts:
    """Collects the scripts that a page loads, from now on; `packed_bytes` is their size after compression by gzip."""

    def __init__(self, page: Page) -> None:
        self._fetched: list[Response] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.request.resource_type == "script":
            self._fetched.append(response)

    async def packed_bytes(self) -> int:
        by_url = {response.url: await response.body() for response in self._fetched}
        return sum(len(gzip.compress(body)) for body in by_url.values())


async def test_the_doctor_page_needs_little_script(visit: Visit, site: Site) -> None:
    page = await visit("/livez")
    scripts = Scripts(page)
    await page.goto(f"/en/doctors/{(await site.doctor())['id']}")
    await expect(page.get_by_text(ENGLISH("doctor.times.live"))).to_be_visible()
    await hydrated(page)
    assert 0 < await scripts.packed_bytes() <= _AT_FIRST
    await page.get_by_role("button", name=ENGLISH("doctor.times.calendar")).click()
    await expect(page.get_by_role("grid")).to_be_visible()
    await hydrated(page)
    assert await scripts.packed_bytes() <= _WITH_CALENDAR


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desktop"])
async def test_nothing_moves_while_a_page_loads(
    visit: Visit, site: Site, size: tuple[int, int]
) -> None:
    page = await visit("/livez", viewport={"width": size[0], "height": size[1]})
    for path in ("/en", "/en/doctors", f"/en/doctors/{(await site.doctor())['id']}"):
        await page.goto(path)
        await hydrated(page)
        shifts = await page.evaluate(_SHIFTS)
        assert sum(value for value, _ in shifts) <= _SHIFT, (path, shifts)


async def test_lighthouse_finds_public_pages_in_order(site: Site, chromium: str) -> None:
    doctor = await site.doctor()
    urls = [f"{site.url}/en{path}" for path in ("", "/doctors", f"/doctors/{doctor['id']}")]
    for page in await examined(chromium, ["accessibility", "best-practices", "seo"], urls):
        assert min(page["scores"].values()) >= 95, page
