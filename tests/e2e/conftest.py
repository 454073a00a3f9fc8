"""Runs one platform and one Chromium for the whole suite, with a fresh profile for each visitor."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    StorageState,
    async_playwright,
    expect,
)

from tests.acceptance.launched import Platform, free_port
from tests.e2e.guard import Guard
from tests.e2e.site import PATIENCE_SECONDS, Site
from tests.e2e.visitors import sign_in_as_staff

_TOP = Path(__file__).parents[2]
_FAILURES = _TOP / ".venv" / "e2e-failures"
Visit = Callable[..., Awaitable[Page]]
Staff = Callable[[str], Awaitable[StorageState]]
_PROVED_SECONDS = 5 * 60

expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.hookimpl(tryfirst=True)  # this hook must run before xdist reads the groups of the tests
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the whole suite on one xdist worker, so that only one platform and one browser are started."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("e2e"))
            item.add_marker(pytest.mark.acceptance)


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    with tempfile.TemporaryDirectory(prefix="amrutam e2e ") as folder:
        environment = {
            "AMRUTAM_RATE_LIMITS": "off",
            "AMRUTAM_CODE_RESEND_SECONDS": "0",
            # No process caches the figures of the overview, because a test compares them before and after a change.
            "AMRUTAM_OVERVIEW_SECONDS": "0",
            # Only one patient is admitted at once, so that the second patient in an admission queue
            # waits.
            "AMRUTAM_ADMISSION_AT_ONCE_LEAST": "1",
            "AMRUTAM_ADMISSION_AT_ONCE_MOST": "1",
            "AMRUTAM_SHUTDOWN_GRACE_SECONDS": "2",
            # A long timeout, because a slow answer on two busy cores must not count as an outage of Redis.
            "AMRUTAM_REDIS_TIMEOUT_SECONDS": "10",
        }
        started = Platform(Path(folder) / "its data", free_port(), environment)
        started.start()
        try:
            yield started
        finally:
            started.stop()


@pytest.fixture(scope="session")
async def site(platform: Platform) -> AsyncIterator[Site]:
    address = f"http://127.0.0.1:{platform.port}"
    async with httpx.AsyncClient(
        base_url=address, timeout=PATIENCE_SECONDS, trust_env=False
    ) as door:
        yield Site(platform, door)


@pytest.fixture(scope="session")
def chromium() -> str:
    known = _TOP / ".venv" / "chromium"
    if not known.exists():
        pytest.fail("there is no Chromium yet: `make browser` finds or installs one")
    return known.read_text()


@pytest.fixture(scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium)
        yield launched
        await launched.close()


@pytest.fixture(scope="session")
def staff(browser: Browser, site: Site) -> Staff:
    """Returns a function from the e-mail address of staff to the browser
    state (cookies, storage) of a signed-in session.

    Example: `await visit("/en", storage_state=await staff(DOCTOR))`. The function signs in again after five
    minutes, because ten minutes after a sign-in, by default, changes need a step-up (a new proof of identity).
    """
    states: dict[str, StorageState] = {}
    since: dict[str, float] = {}

    async def signed_in(email: str) -> StorageState:
        if email not in states or monotonic() > since[email] + _PROVED_SECONDS:
            since[email] = monotonic()
            async with await browser.new_context(base_url=site.url) as context:
                page = await context.new_page()
                await page.goto("/en/sign-in")
                await sign_in_as_staff(page, site, email)
                states[email] = await context.storage_state()
        return states[email]

    return signed_in


@pytest.fixture
async def guard() -> AsyncIterator[Guard]:
    """Yields the guard of the test, which at the end fails the test if a
    page of any visitor wrote an unexpected message.
    """
    guard = Guard()
    yield guard
    guard.check()


@pytest.fixture
async def visit(
    browser: Browser, site: Site, guard: Guard, request: pytest.FixtureRequest
) -> AsyncIterator[Visit]:
    """Yields a function that opens a page at a path as a visitor with a new browser profile.

    Example: `await visit("/en", locale="hi-IN")`.
    """
    contexts: list[BrowserContext] = []

    async def visit(path: str = "/en", **options: Any) -> Page:
        settings = {"locale": "en-IN", "timezone_id": "Asia/Kolkata", "reduced_motion": "reduce"}
        context = await browser.new_context(base_url=site.url, **(settings | options))
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        guard.watch(context)
        contexts.append(context)
        page = await context.new_page()
        await page.goto(path)
        return page

    yield visit
    if request.node.stash.get(_FAILED, False):
        await _keep(contexts, request.node.name)
    for context in contexts:
        await context.close()


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


async def _keep(contexts: list[BrowserContext], name: str) -> None:
    """Stores a screenshot of each open page of a failed test, for inspection."""
    _FAILURES.mkdir(exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        with suppress(Error):
            await page.screenshot(path=_FAILURES / f"{name}-{number}.png", full_page=True)
