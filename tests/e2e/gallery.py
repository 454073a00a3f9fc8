"""Takes pictures of the gallery of components and screens at `/[locale]/gallery`.

`python -m tests.e2e.gallery` replaces the stored pictures. The gallery exists only in `next dev`, so a
development server is started for it (decision 0124).
"""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
from PIL import Image, ImageChops
from playwright.async_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    ViewportSize,
    async_playwright,
    expect,
)

from amrutam.embedded.binaries import node_program
from tests.acceptance.launched import free_port

_TOP = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "gallery"
CHROMIUM = FOLDER / "chromium-version"
"""The file with the version of the Chromium that took the pictures. Another version may draw letters in another way."""
_START_SECONDS = 300
"""The time in which the development server must start: on a busy machine it compiles the gallery for minutes."""
_PICTURE_MILLISECONDS = 120_000
_STEPS_MILLISECONDS = 900_000
"""The time in which all states must have taken their steps, which takes
half a minute, and many minutes on a busy machine.
"""
_WIDE = 1280
"""The width, in CSS pixels, of the desktop in the pictures of groups that look different on a wide screen."""
_DIALOG_HEIGHT = 1800
"""The height, in CSS pixels, of the screen in the pictures of dialogs, which otherwise would have to be scrolled."""
NOW = "2027-08-04T04:30:00Z"
"""The present time of the gallery: `NOW` in web/src/app/[locale]/gallery/data.ts."""

CHROMIUM_ENVIRONMENT = {"LANG": "en_US.UTF-8", "LANGUAGE": "en_US"}
"""The language of Chromium's process: fields for dates have this language, whatever the language of the page is."""

CHROMIUM_OPTIONS = [
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
]
"""Options by which Chromium draws text in the same way on every machine, whatever its settings of fonts and screens are."""

TOLERATED_STEP = 24
"""The difference of a channel (0 to 255) up to which two pixels count as equal.

The edges of letters vary between versions of Chromium.
"""
TOLERATED_SHARE = 0.0005
"""The share of pixels (0 to 1) that may differ between two pictures that count as equal."""


async def launched(playwright: Playwright, chromium: str) -> Browser:
    environment: dict[str, str | float | bool] = {**os.environ, **CHROMIUM_ENVIRONMENT}
    return await playwright.chromium.launch(
        executable_path=chromium, args=CHROMIUM_OPTIONS, env=environment
    )


@dataclass(frozen=True)
class View:
    language: str
    size: Literal["phone", "desktop"]
    scheme: Literal["light", "dark"]

    @property
    def width(self) -> int:
        return 360 if self.size == "phone" else 1000

    def screen(self, *, is_wide: bool = False, height: int = 900) -> ViewportSize:
        return {
            "width": _WIDE if is_wide and self.size == "desktop" else self.width,
            "height": height,
        }

    @property
    def name(self) -> str:
        return f"{self.language}-{self.size}-{self.scheme}"


VIEWS = [
    View("en", "phone", "light"),
    View("hi", "desktop", "dark"),
]
"""The views of the gallery.

Each language, width and colour scheme occurs once, because each view takes much time and space.
"""


@asynccontextmanager
async def development_server() -> AsyncIterator[str]:
    """Runs `next dev` without an API during the block, and yields its URL.

    Raises TimeoutError after `_START_SECONDS`.
    """
    port, log = free_port(), _TOP / ".venv" / "gallery.log"
    with log.open("wb") as written:
        server = await asyncio.create_subprocess_exec(
            node_program(), "node_modules/next/dist/bin/next", "dev", "--hostname", "127.0.0.1", "--port", str(port),
            cwd=_TOP / "web", env=os.environ | {"NEXT_TELEMETRY_DISABLED": "1"}, stdout=written, stderr=written,
            start_new_session=True,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        await _wait_for(f"{address}/en/gallery", server, log)
        yield address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        await server.wait()


async def _wait_for(address: str, server: asyncio.subprocess.Process, log: Path) -> None:
    patient = httpx.AsyncClient(timeout=_START_SECONDS, trust_env=False)
    async with asyncio.timeout(_START_SECONDS), patient as client:
        while True:
            # `next dev` ends if another one runs in this folder.
            assert server.returncode is None, f"see {log}"
            with suppress(httpx.TransportError):
                answer = await client.get(address)
                assert answer.status_code == 200, f"{answer.status_code}: see {log}"
                return
            await asyncio.sleep(0.1)


@asynccontextmanager
async def gallery(browser: Browser, address: str, view: View) -> AsyncIterator[Page]:
    """Yields the page of the gallery in one view, in a state in which it always looks the same.

    The clock stands still, nothing is animated, and all states have taken their steps.
    """
    async with await browser.new_context(
        base_url=address, viewport=view.screen(), color_scheme=view.scheme,
        locale=f"{view.language}-IN", timezone_id="Asia/Kolkata", reduced_motion="reduce", service_workers="block",
    ) as context:  # fmt: skip
        page = await context.new_page()
        await page.clock.set_fixed_time(NOW)
        await page.goto(f"/{view.language}/gallery")
        await expect(page.locator("[data-not-live] .bg-turmeric")).to_be_visible(timeout=30_000)
        await _acted(page)
        await page.add_style_tag(content=_STILL)
        await page.evaluate("document.fonts.ready")
        await page.evaluate("document.activeElement?.blur()")
        yield page


async def _acted(page: Page) -> None:
    """Waits until every state of the gallery has taken its steps, such as clicks.

    Fails the test if a step has failed.
    """
    await expect(page.locator("[data-acting]")).to_have_count(0, timeout=_STEPS_MILLISECONDS)
    failures = await page.locator("[data-failure]").all()
    assert not failures, [
        (await each.get_attribute("data-failure"), await each.evaluate("each => each.parentElement.innerText"))
        for each in failures
    ]  # fmt: skip


_STILL = """
*, ::before, ::after { animation: none !important; transition: none !important; caret-color: transparent !important }
nextjs-portal { display: none !important }
body:has([data-pictured]) [data-group]:not([data-pictured]) { display: none !important }
body[data-dialog-pictured] main { visibility: hidden }
body[data-dialog-pictured] main [role=dialog] { visibility: visible }
"""
"""Shows only the group or the dialog of which a picture is taken, and stops animations.

Otherwise the picture would depend on what is above it, such as a height that is no whole number of pixels.
"""


async def pictures(page: Page, view: View) -> AsyncIterator[tuple[str, Image.Image]]:
    """Yields (name, picture) of each group, of the page's header and footer, and of each dialog."""
    for group in await page.locator("[data-group]").all():
        await group.evaluate("group => group.setAttribute('data-pictured', '')")
        is_wide = await group.get_attribute("data-wide") is not None
        await page.set_viewport_size(view.screen(is_wide=is_wide))
        yield await group.get_attribute("id") or "", await _picture(group)
        await group.evaluate("group => group.removeAttribute('data-pictured')")
    await page.set_viewport_size(view.screen())
    for part in ("header", "footer"):
        yield part, await _picture(page.locator(f"body > {part}"))
    await page.set_viewport_size(view.screen(height=_DIALOG_HEIGHT))
    for button in await page.locator("[data-dialog]").all():
        name = await button.get_attribute("data-dialog")
        await button.click()
        await _acted(page)
        dialog = page.locator("[role=dialog]:visible, [role=alertdialog]:visible")
        await expect(dialog).to_be_visible()
        await page.evaluate("document.body.toggleAttribute('data-dialog-pictured', true)")
        yield f"dialog-{name}", await _picture(dialog)
        await page.evaluate("document.body.toggleAttribute('data-dialog-pictured', false)")
        await dialog.get_by_role("button").first.click()
        await expect(dialog).to_have_count(0)


async def _picture(part: Locator) -> Image.Image:
    shot = await part.screenshot(
        animations="disabled", caret="hide", scale="css", timeout=_PICTURE_MILLISECONDS
    )
    return Image.open(io.BytesIO(shot)).convert("RGB")


def store(picture: Image.Image, path: Path) -> None:
    """Writes a lossless WebP with sixteen values for each channel, which saves a third of the size.

    The values differ by at most 8 from the picture's own, far less than `TOLERATED_STEP`.
    """
    picture.point(lambda value: (value + 8) // 17 * 17).save(path, "WEBP", lossless=True)


def difference(known: Path, other: Image.Image) -> Image.Image | None:
    """Returns a picture with the pixels that differ in white; None if the pictures are equal within the tolerance.

    Two pictures of unequal size differ in all pixels.
    """
    one = Image.open(known).convert("RGB")
    if one.size != other.size:
        return Image.new("L", other.size, 255)
    steps = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(steps[0], steps[1]), steps[2])
    differing = most.point(lambda step: 255 if step > TOLERATED_STEP else 0)
    count = differing.histogram()[255]
    return differing if count > TOLERATED_SHARE * one.width * one.height else None


async def _renew(chromium: str) -> None:
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    FOLDER.mkdir(exist_ok=True)
    async with development_server() as address, async_playwright() as playwright:
        browser = await launched(playwright, chromium)
        CHROMIUM.write_text(f"{browser.version}\n")
        for view in VIEWS:
            async with gallery(browser, address, view) as page:
                async for name, picture in pictures(page, view):
                    store(picture, FOLDER / f"{name}-{view.name}.webp")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(_renew((_TOP / ".venv" / "chromium").read_text()))
