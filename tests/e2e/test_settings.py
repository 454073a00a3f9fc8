"""Tests how an administrator changes settings on a phone, by keyboard, and reads the history of changes."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from amrutam.seeding.demo import ADMIN
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.keyboard import tab_to
from tests.e2e.visitors import hydrated, is_within
from tests.e2e.words import ENGLISH, HINDI, Words

_PHONE = {"width": 360, "height": 740}
NAME = "clinic_max_desk"
"""A setting that does not affect other tests. Its default is 100, and its range is 1 to 500."""


class SettingPage:
    """The page with the form of one setting."""

    def __init__(self, page: Page, words: Words, name: str = NAME) -> None:
        self.page = page
        self.words = words
        self.label = words(f"settings.names.{name}.label")
        self.field = page.get_by_label(self.label, exact=True)
        self.row = page.get_by_role("listitem").filter(has=self.field)

    def button(self, name: str) -> Locator:
        """Returns the button `save` or `reset` of the setting."""
        return self.row.get_by_role("button", name=self.words.like(f"settings.{name}Of"))

    async def types(self, value: str) -> None:
        await tab_to(self.page, self.field)
        await self.page.keyboard.press("ControlOrMeta+A")
        await self.page.keyboard.type(value)
        await self.presses("save")

    async def presses(self, name: str) -> None:
        await tab_to(self.page, self.button(name))
        await self.page.keyboard.press("Enter")

    async def says(self, key: str, **values: str) -> None:
        await expect(
            self.row.get_by_text(self.words.like(f"settings.{key}", **values))
        ).to_be_visible()

    async def newest_is(self, key: str, **values: str) -> None:
        """Checks that the newest change in the history has the text of this
        key, the setting's name and the administrator.
        """
        history = self.page.get_by_role("region", name=self.words("settings.history.title"))
        newest = history.get_by_role("listitem").first
        said = self.words.like(f"settings.history.{key}", **values)
        await expect(newest.get_by_text(said)).to_be_visible()
        await expect(newest).to_contain_text(self.label)
        await expect(newest).to_contain_text(ADMIN)


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("hi", HINDI)])
async def test_a_limit_is_changed_and_given_its_default_again_by_keyboard(
    visit: Visit, staff: Staff, language: str, words: Words
) -> None:
    path = f"/{language}/operations/settings"
    page = await visit(path, storage_state=await staff(ADMIN), viewport=_PHONE)
    await hydrated(page)
    form = SettingPage(page, words)
    await form.types("501")
    await form.says("fault", least="1", most="500")
    await expect(form.field).to_be_focused()
    assert await violations(page) == []

    await page.goto(path)
    await hydrated(page)
    await form.types("120")
    await form.says("now", value="120")
    await form.says("changedBy", by=ADMIN)
    await form.newest_is("fromTo", previous="100", value="120")
    await is_within(page)
    assert await violations(page) == []

    await form.presses("reset")
    await form.says("now", value="100")
    await expect(form.field).to_be_focused()
    await form.newest_is("toDefault", previous="120", value="100")


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("hi", HINDI)])
async def test_a_number_that_contradicts_another_is_refused_at_its_field(
    visit: Visit, staff: Staff, language: str, words: Words
) -> None:
    path = f"/{language}/operations/settings"
    page = await visit(path, storage_state=await staff(ADMIN), viewport=_PHONE)
    await hydrated(page)
    form = SettingPage(page, words, "open_per_doctor")
    await form.types("11")  # more than `open_per_account`, which is 10 by default
    other = words("settings.names.open_per_account.label")
    fault = words("settings.fault").replace("{least, number}", "1").replace("{most, number}", "10")
    reason = words("settings.atMost").replace("{other}", other)
    await expect(form.row.get_by_text(f"{fault} {reason}")).to_be_visible()
    await expect(form.field).to_be_focused()
    await is_within(page)
    assert await violations(page) == []


async def test_two_administrators_do_not_overwrite_each_other(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 412")
    state = await staff(ADMIN)
    forms = []
    for value in ("130", "140"):
        page = await visit("/en/operations/settings", storage_state=state, viewport=_PHONE)
        await hydrated(page)
        form = SettingPage(page, ENGLISH)
        await form.field.fill(value)
        forms.append(form)
    first, second = forms
    await first.button("save").click()
    await first.says("now", value="130")
    await second.button("save").click()
    await second.says("conflict")
    await second.says("now", value="130")
    assert await violations(second.page) == []
    await second.button("save").click()
    await second.says("now", value="140")
    await second.button("reset").click()
    await second.says("now", value="100")
