"""Takes the steps of a person at the front desk of a clinic, by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, Page, expect

from tests.e2e.visitors import hydrated
from tests.e2e.words import ENGLISH, Words


@dataclass(frozen=True)
class FrontDesk:
    """Acts as a person at the front desk with a page, who reads one language."""

    page: Page
    words: Words = ENGLISH

    def button(self, key: str, **values: str) -> Locator:
        return self.page.get_by_role("button", name=self.words.like(key, **values))

    def row(self, patient: str) -> Locator:
        """Returns the list item with the patient's name: a visit, a queue number or a payment."""
        return self.page.get_by_role("listitem").filter(has_text=patient)

    async def goes(self, path: str) -> None:
        await self.page.goto(f"/{self.words.language}/desk{path}")
        await hydrated(self.page)

    async def registers(self, name: str, phone: str) -> None:
        """Registers a new patient as `asks_to_register` does, and waits until the page shows the patient."""
        await self.asks_to_register(name, phone)
        await expect(self.page.get_by_text(name).first).to_be_visible()

    async def asks_to_register(self, name: str, phone: str) -> None:
        """Searches for a telephone number that nobody has, enters the name of
        a new patient, and submits the form by Enter.

        Also checks that the search field has the focus when the page opens, and the name's field after the search.
        """
        page, words = self.page, self.words
        await hydrated(page)
        search = page.get_by_label(words("desk.find.label"))
        await expect(search).to_be_focused()
        await page.keyboard.type(phone)
        await expect(page.get_by_text(words("desk.find.none"))).to_be_visible()
        await self.button("desk.find.register").press("Enter")
        await expect(page.get_by_label(words("desk.find.name"))).to_be_focused()
        await page.keyboard.type(name)
        await page.keyboard.press("Enter")

    async def day_with_times(self, clinic: str) -> Locator:
        """Opens the first of the next seven days on which a doctor at the clinic has an open slot.

        Returns the slots' buttons. The locator finds nothing if there is no such day.
        """
        times = self.page.locator("button[aria-pressed]")
        for days in range(1, 8):
            day = datetime.now(ZoneInfo("Asia/Kolkata")).date() + timedelta(days=days)
            await self.goes(f"/book?clinic={clinic}&date={day}")
            if await times.count():
                break
        return times

    async def books(self, time: Locator) -> str:
        """Chooses the slot by Enter, books it by Enter on the button that
        gets the focus, and returns the appointment's id.
        """
        await time.press("Enter")
        book = self.page.get_by_role("button", name=self.words("desk.book.submit"), exact=True)
        await expect(book).to_be_focused()
        async with self.page.expect_response(
            lambda answer: (
                answer.url.endswith("/v1/appointments") and answer.request.method == "POST"
            )
        ) as booking:
            await self.page.keyboard.press("Enter")
        made = await (await booking.value).json()
        done = self.page.get_by_role("heading", name=self.words("desk.book.done"))
        await expect(done).to_be_visible()
        return str(made["id"])

    async def follows(self, key: str) -> None:
        """Follows the link whose text has this message key, such as a link that the page shows after a booking."""
        await self.page.get_by_role("link", name=self.words(key), exact=True).press("Enter")

    async def goes_to_the_next_day(self) -> None:
        following = self.page.get_by_role("link", name=self.words("desk.following"), exact=True)
        address = await following.get_attribute("href") or ""
        await following.press("Enter")
        await self.page.wait_for_url(lambda url: url.endswith(address))
        await hydrated(self.page)
