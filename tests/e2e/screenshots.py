"""`python -m tests.e2e.screenshots`: writes screenshots of the main pages into docs/screenshots as WebP."""

from __future__ import annotations

import asyncio
import base64
import tempfile
from pathlib import Path
from typing import Literal

import httpx
from playwright.async_api import Browser, Page, async_playwright

from amrutam.seeding.demo import ADMIN, DOCTOR
from tests.acceptance.launched import Platform, free_port
from tests.e2e.booking import Booker
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, sign_in, sign_in_as_staff
from tests.e2e.words import Words

_TOP = Path(__file__).parents[2]
_FOLDER = _TOP / "docs" / "screenshots"
_LARGEST_BYTES, _ALL_BYTES = 200_000, 3_000_000
Scheme = Literal["light", "dark"]
_SIZES = {"phone": (390, 844), "desktop": (1280, 800)}


async def _take(page: Page, name: str) -> None:
    """Takes a screenshot and writes it as WebP, which Playwright cannot write."""
    await hydrated(page)
    session = await page.context.new_cdp_session(page)
    shot = await session.send("Page.captureScreenshot", {"format": "webp", "quality": 75})
    image = base64.b64decode(shot["data"])
    assert len(image) < _LARGEST_BYTES, f"{name}: {len(image)} bytes"
    (_FOLDER / f"{name}.webp").write_bytes(image)
    print(f"{name}.webp: {len(image) // 1000} kB")  # noqa: T201 - a command prints its result


async def _visitor(browser: Browser, site: Site, language: str, size: str, scheme: Scheme) -> Page:
    width, height = _SIZES[size]
    context = await browser.new_context(
        base_url=site.url, viewport={"width": width, "height": height}, color_scheme=scheme,
        locale=f"{language}-IN", timezone_id="Asia/Kolkata", reduced_motion="reduce",
    )  # fmt: skip
    page = await context.new_page()
    await page.goto(f"/{language}/sign-in")
    return page


async def _patient(browser: Browser, site: Site, words: Words, size: str) -> None:
    page = await _visitor(browser, site, words.language, size, "light")
    booker, doctor = Booker(page, words), await site.doctor()
    starts_at = (await site.open_times(doctor["id"]))[-1]

    async def take(name: str) -> None:
        await _take(page, f"{name}-{words.language}-{size}")

    for name, path in (("home", ""), ("search", "/doctors")):
        await page.goto(booker.path(path))
        await take(name)
    await booker.see(doctor, starts_at)
    await page.get_by_text(words("doctor.times.live")).wait_for()
    await take("doctor")
    await sign_in(page, site)
    await booker.see(doctor, starts_at)
    await (await booker.time(doctor, starts_at)).click()
    await page.get_by_label(words("booking.who.name")).wait_for()
    await take("book")
    await booker.books({"en": "Asha Rao", "hi": "आशा राव"}[words.language], "")
    await take("confirmed")
    await page.context.close()


async def _staff(browser: Browser, site: Site) -> None:
    for email, pages in ((DOCTOR, ("practice", "practice/hours")), (ADMIN, ("operations",))):
        page = await _visitor(browser, site, "en", "desktop", "dark")
        await sign_in_as_staff(page, site, email)
        for path in pages:
            await page.goto(f"/en/{path}")
            await _take(page, f"{path.replace('/', '-')}-en-desktop-dark")
        await page.context.close()


async def _all(site: Site) -> None:
    async with async_playwright() as playwright:
        chromium = (_TOP / ".venv" / "chromium").read_text()
        browser = await playwright.chromium.launch(executable_path=chromium)
        for language in ("en", "hi"):
            for size in _SIZES:
                await _patient(browser, site, Words(language), size)
        await _staff(browser, site)
        await browser.close()


async def _main(platform: Platform) -> None:
    address = f"http://127.0.0.1:{platform.port}"
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as door:
        await _all(Site(platform, door))
    assert sum(file.stat().st_size for file in _FOLDER.glob("*.webp")) < _ALL_BYTES


if __name__ == "__main__":
    _FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="amrutam screenshots ") as folder:
        platform = Platform(Path(folder) / "data", free_port(), {"AMRUTAM_RATE_LIMITS": "off"})
        platform.start()
        try:
            asyncio.run(_main(platform))
        finally:
            platform.stop()
