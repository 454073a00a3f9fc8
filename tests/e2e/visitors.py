"""What visitors do in many tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.e2e.site import Site, staff_body


def new_address() -> str:
    return f"visitor-{uuid4().hex[:12]}@patients.example"


async def hydrated(page: Page) -> None:
    """Until the page's script listens: what is typed or pressed before it would be lost."""
    await page.wait_for_load_state("networkidle")


async def sign_in(page: Page, site: Site, address: str | None = None) -> str:
    """By the API, from within the page: the way of a person is shown in test_sign_in.py."""
    address = address or new_address()
    asked = await _post(page, "/v1/auth/otp", {"channel": "email", "address": address})
    code = await site.code_for(address)
    await _session(page, {"challenge_id": asked["challenge_id"], "code": code})
    return address


async def sign_in_as_staff(page: Page, email: str) -> None:
    await _session(page, staff_body(email))


async def _session(page: Page, body: dict[str, str]) -> None:
    await _post(page, "/v1/auth/session", body)
    await page.evaluate("localStorage.setItem('signed-in', '1')")


async def _post(page: Page, path: str, body: dict[str, Any]) -> Any:
    return await page.evaluate(
        """async ([path, body]) => {
            const answer = await fetch(path, {
                method: "POST", body: JSON.stringify(body), headers: {"content-type": "application/json"},
            });
            if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
            return answer.json();
        }""",
        [path, body],
    )


async def is_within(page: Page) -> None:
    """Nothing sticks out sideways (WCAG 1.4.10)."""
    wide = await page.evaluate(
        """() => document.documentElement.scrollWidth > innerWidth
            ? [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5)
            : []"""
    )
    assert wide == [], f"{page.url} is wider than the screen: {wide}"


async def heading(page: Page, text: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_contain_text(text)
