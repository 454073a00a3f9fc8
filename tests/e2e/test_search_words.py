"""Tests words of a search: words for a concern lead to its specialization, and a name is found in either script.

If no doctor matches all words, the page says that its doctors match only some.
"""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from amrutam.seeding.demo import ADMIN
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.site import Site
from tests.e2e.visitors import change_doctor, hydrated
from tests.e2e.words import ENGLISH, HINDI, Words

_PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize(
    ("words", "query", "field", "notices"),
    [
        (ENGLISH, "skin rash", "Twak Roga", 0),
        (ENGLISH, "child cough", "Kaumarabhritya", 1),
        (ENGLISH, "back ache", "Sandhi and Asthi Roga", 0),
        (ENGLISH, "knees hurt", "Sandhi and Asthi Roga", 0),
        (HINDI, "बच्चों की खांसी", "कौमारभृत्य", 1),
    ],
)
async def test_plain_words_find_doctors_and_name_their_fields(
    visit: Visit, words: Words, query: str, field: str, notices: int
) -> None:
    page = await visit(f"/{words.language}", viewport=_PHONE)
    await hydrated(page)
    await page.get_by_label(words("search.form.q")).fill(query)
    await page.get_by_role("button", name=words("search.form.submit")).click()
    meant = page.get_by_role("region", name=words("search.meant"))
    await expect(meant.get_by_role("link", name=field)).to_be_visible()
    await expect(page.get_by_role("article").first).to_be_visible()
    notice = page.get_by_text(words("search.some.title"))
    await expect(notice).to_have_count(notices)
    assert not await violations(page)
    await meant.get_by_role("link", name=field).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(field)
    await expect(page.get_by_label(words("search.form.q"))).to_have_value("")


@pytest.mark.parametrize("query", ["kshirsagar", "rutuja", "क्षीरसागर", "ऋतुजा"])
async def test_a_name_is_found_in_either_script(
    visit: Visit, site: Site, staff: Staff, query: str
) -> None:
    doctor = await site.doctor()
    office = await visit("/en", storage_state=await staff(ADMIN))
    await change_doctor(office, doctor["id"], name="Dr. Rutuja Kshirsagar")
    try:
        page = await visit(f"/en/doctors?q={query}")
        card = page.get_by_role("article").filter(has_text=doctor["registration_number"])
        await expect(card).to_be_visible()
        await expect(page.get_by_text(ENGLISH("search.some.title"))).to_have_count(0)
    finally:
        await change_doctor(office, doctor["id"], name=doctor["name"])
