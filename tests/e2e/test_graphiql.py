"""Tests GraphiQL at `/graphql`.

A violation of the page's Content-Security-Policy, which Chromium writes to the console, fails these tests.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.site import Site


async def _run(page: Page, query: str) -> None:
    await page.get_by_role("region", name="Query Editor").click()
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.insert_text(query)
    await page.get_by_role("button", name="Execute query").click()


async def test_a_query_is_answered(visit: Visit, site: Site) -> None:
    (doctor,) = await site.doctors(sort="rating", limit=1)
    page = await visit("/graphql")
    answer = page.get_by_role("region", name="Result Window")
    await _run(page, "{ doctors(sort: rating, first: 1) { nodes { id name } } }")
    await expect(answer).to_contain_text(doctor["id"])
    await expect(answer).to_contain_text(json.dumps(doctor["name"], ensure_ascii=False))


async def test_a_link_brings_its_query(visit: Visit) -> None:
    page = await visit("/graphql?query={specializations{slug}}")
    await page.get_by_role("button", name="Execute query").click()
    await expect(page.get_by_role("region", name="Result Window")).to_contain_text("kayachikitsa")


async def test_the_schema_is_explained_and_dialogs_open(visit: Visit) -> None:
    page = await visit("/graphql")
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await page.get_by_role("link", name="Query", exact=True).click()
    await expect(page.get_by_role("link", name="doctorsById")).to_be_visible()
    await page.get_by_role("button", name="Open settings dialog").click()
    await expect(page.get_by_role("dialog")).to_be_visible()


async def test_a_subscription_tells_of_times(visit: Visit, site: Site) -> None:
    doctor = await site.doctor()
    day = (datetime.now(UTC) + timedelta(2)).date()
    page = await visit("/graphql")
    await _run(
        page,
        f'subscription {{ slots(doctorId: "{doctor["id"]}", from: "{day}", to: "{day}") {{ __typename }} }}',
    )
    await expect(page.get_by_role("region", name="Result Window")).to_contain_text("DoctorSlots")
    await page.get_by_role("button", name="Stop query").click()
