"""Compares pictures of every component and of every state of the screens with those in `tests/e2e/gallery`."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, async_playwright

from tests.e2e.axe import violations
from tests.e2e.gallery import (
    CHROMIUM,
    FOLDER,
    VIEWS,
    View,
    development_server,
    difference,
    gallery,
    launched,
    pictures,
    store,
)

_EMPTY = "dt:empty, dd:empty"
_DIFFERENT = Path(__file__).parents[2] / ".venv" / "gallery-differences"


@pytest.fixture(scope="module")
async def address(steady_browser: Browser) -> AsyncIterator[str]:
    known = CHROMIUM.read_text().strip()
    if steady_browser.version != known:
        pytest.skip(
            f"Chromium {known} took the pictures, and {steady_browser.version} may draw differently: `make gallery` takes them again"
        )
    shutil.rmtree(_DIFFERENT, ignore_errors=True)
    async with development_server() as started:
        yield started


@pytest.fixture(scope="module")
async def steady_browser(chromium: str) -> AsyncIterator[Browser]:
    """Yields a Chromium that draws text in the same way on every machine."""
    async with async_playwright() as playwright:
        browser = await launched(playwright, chromium)
        yield browser
        await browser.close()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_the_gallery_looks_as_before(
    steady_browser: Browser, address: str, view: View
) -> None:
    known = {path.name: path for path in FOLDER.glob(f"*-{view.name}.webp")}
    async with gallery(steady_browser, address, view) as page:
        new = {f"{name}-{view.name}.webp": shot async for name, shot in pictures(page, view)}
        assert not await violations(page)
        assert not await page.locator(_EMPTY).count(), "a <dt> or <dd> is empty"
    assert sorted(new) == sorted(known), (
        "the gallery has other parts than pictures: run `make gallery`"
    )
    changed = [name for name in new if _differs(name, known[name], new[name])]
    assert not changed, (
        f"{changed} look different: see {_DIFFERENT}. If that is intended, run `make gallery`"
    )


def _differs(name: str, known: Path, new: Image.Image) -> bool:
    """Whether two pictures differ; if so, stores the new picture and a picture of the pixels that differ."""
    found = difference(known, new)
    if found is None:
        return False
    _DIFFERENT.mkdir(exist_ok=True)
    store(new, _DIFFERENT / name)
    store(found.convert("RGB"), _DIFFERENT / f"differing-{name}")
    return True
