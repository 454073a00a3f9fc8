"""`python -m tests.e2e.screenshots`: writes screenshots of the main pages into docs/screenshots as WebP."""

from __future__ import annotations

import asyncio
import base64
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import httpx
from playwright.async_api import Browser, Page, StorageState, async_playwright

from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.demo import ADMIN, DESK, DOCTOR
from tests.acceptance.launched import Platform, free_port
from tests.e2e.booking import Booker
from tests.e2e.front_desk import FrontDesk
from tests.e2e.site import Site
from tests.e2e.visitors import hydrated, sign_in, sign_in_as_staff
from tests.e2e.words import ENGLISH, HINDI, Words

_TOP = Path(__file__).parents[2]
_FOLDER = _TOP / "docs" / "screenshots"
_LARGEST_BYTES, _ALL_BYTES = 200_000, 3_000_000
Scheme = Literal["light", "dark"]
_SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
_CLINIC = CLINICS[0].id
_STAFFS_PAGES = {
    DOCTOR: ("practice", "practice/week", "practice/hours"),
    DESK: ("desk", "desk/book", "desk/queue", "desk/payments"),
    ADMIN: ("operations", "operations/doctors"),
}


async def _take(page: Page, name: str) -> None:
    """Takes a screenshot by Chromium's own protocol, because Playwright writes no WebP.

    Fails if the file is too large.
    """
    await hydrated(page)
    session = await page.context.new_cdp_session(page)
    shot = await session.send("Page.captureScreenshot", {"format": "webp", "quality": 75})
    image = base64.b64decode(shot["data"])
    assert len(image) < _LARGEST_BYTES, f"{name}: {len(image)} bytes"
    (_FOLDER / f"{name}.webp").write_bytes(image)
    print(f"{name}.webp: {len(image) // 1000} kB")  # noqa: T201 - a command prints its result


async def _visitor(
    browser: Browser,
    site: Site,
    language: str,
    size: str,
    scheme: Scheme,
    state: StorageState | None = None,
) -> Page:
    width, height = _SIZES[size]
    context = await browser.new_context(
        base_url=site.url, viewport={"width": width, "height": height}, color_scheme=scheme,
        locale=f"{language}-IN", timezone_id="Asia/Kolkata", reduced_motion="reduce", storage_state=state,
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


async def _work_at_the_desk(desk: FrontDesk) -> None:
    """Gives two patients queue numbers at the desk, calls the first, and
    records a payment, so that no page is empty.
    """
    for name, phone in (("Lakshmi Rao", "98480 11001"), ("Zubin Irani", "98480 11002")):
        await desk.goes(f"/book?clinic={_CLINIC}")
        await desk.registers(name, phone)
        await desk.button("desk.times.numberOf").first.press("Enter")
        await desk.follows("desk.book.toQueue")
    await desk.page.get_by_label(desk.words("desk.queue.room")).fill("2")
    await desk.button("desk.queue.nextOf").press("Enter")
    await desk.button("desk.queue.payOf", name="Lakshmi Rao").press("Enter")
    await desk.page.get_by_label(desk.words("desk.pay.amount")).fill("600")
    await desk.button("desk.pay.submit").press("Enter")
    await desk.page.get_by_text(desk.words.like("desk.pay.done")).wait_for()


async def _staff(browser: Browser, site: Site) -> None:
    """Takes the pages of staff in light colours on a desktop in English, and in dark colours on a phone in Hindi."""
    for email, pages in _STAFFS_PAGES.items():
        page = await _visitor(browser, site, "en", "desktop", "light")
        await sign_in_as_staff(page, site, email)
        if email == DESK:
            await _work_at_the_desk(FrontDesk(page))
        await _take_staffs(page, pages, ENGLISH, "desktop")
        state = await page.context.storage_state()
        await page.context.close()
        page = await _visitor(browser, site, "hi", "phone", "dark", state)
        await _take_staffs(page, pages, HINDI, "phone-dark")
        await page.context.close()


async def _take_staffs(page: Page, pages: Sequence[str], words: Words, kind: str) -> None:
    language = words.language
    for path in pages:
        query = f"?clinic={_CLINIC}" if path.startswith("desk") else ""
        await page.goto(f"/{language}/{path}{query}")
        # Waits until the page has read who is signed in, because the header changes then.
        await page.get_by_role("button", name=words("common.nav.signOut")).wait_for()
        await _take(page, f"{path.replace('/', '-')}-{language}-{kind}")


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
