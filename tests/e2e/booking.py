"""Takes the steps of a person from a doctor's page to a booking.

Elements are found by the website's texts in the person's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playwright.async_api import Locator, Page, expect

from amrutam.notifications.words import day_and_time
from tests.e2e.axe import violations
from tests.e2e.site import Site
from tests.e2e.words import ENGLISH, Words, spaced


@dataclass(frozen=True)
class Booker:
    """Acts as a patient with a page, who reads one language."""

    page: Page
    words: Words = ENGLISH
    is_careful: bool = False
    """Whether each step is also checked for accessibility."""

    def path(self, rest: str) -> str:
        return f"/{self.words.language}{rest}"

    async def clock(self, starts_at: str, zone: str) -> str:
        """Returns the clock time of an instant (ISO 8601) in a time zone,
        such as `10:30 am`, as the website shows it.
        """
        said = day_and_time(datetime.fromisoformat(starts_at), zone, self.words.language)
        return said.rpartition(", ")[2].rpartition(" ")[0]

    async def see(self, doctor: dict[str, Any], starts_at: str, mode: str = "online") -> None:
        """Opens the doctor's page with the slot at `starts_at` selected; `doctor` is a profile as the API shows it."""
        await self.page.goto(
            self.path(f"/doctors/{doctor['id']}?time={quoted(starts_at)}&mode={mode}")
        )

    async def time(self, doctor: dict[str, Any], starts_at: str) -> Locator:
        """Returns the button that books a slot on the doctor's page.

        The locator finds nothing if the slot is taken.
        """
        shown = await self.clock(starts_at, doctor["time_zone"])
        name = self.words.like("doctor.times.book", time=shown, name=doctor["name"])
        return self.page.get_by_role("button", name=name)

    async def held(self, doctor: dict[str, Any], starts_at: str) -> Locator:
        """Returns the list item of a slot on the doctor's page, which exists while another person holds the slot."""
        shown = await self.clock(starts_at, doctor["time_zone"])
        said = re.compile(rf"^{spaced(shown)}\s*{self.words('doctor.times.held')}$")
        return self.page.get_by_role("listitem").filter(has_text=said)

    async def press(self, key: str) -> None:
        await self.page.get_by_role("button", name=self.words(key), exact=True).click()

    async def looks(self) -> None:
        if self.is_careful:
            found = await violations(self.page)
            assert not found, "\n".join(found)

    async def signs_in_here(self, site: Site, address: str) -> None:
        await self.page.get_by_label(self.words("session.email")).fill(address)
        await self.press("session.sendCode")
        code = self.page.get_by_label(self.words("session.code"))
        await code.fill(await site.code_for(address))
        await code.press("Enter")

    async def tells(self, name: str, reason: str) -> None:
        """Enters the name of the account's owner, who is the patient, and the reason, and continues.

        The page asks for this name only in an account's first booking.
        """
        await self.page.get_by_label(self.words("booking.who.name")).fill(name)
        await self.looks()
        await self.page.get_by_label(self.words("booking.who.reason")).fill(reason)
        await self.press("booking.who.continue")

    async def agrees(self) -> None:
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(
            self.words("booking.consent.title")
        )
        await self.looks()
        await self.press("booking.consent.agree")

    async def confirms(self) -> None:
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(
            self.words("booking.confirm.title")
        )
        await self.looks()
        await self.press("booking.confirm.book")

    async def is_booked(self) -> str:
        """Checks that the confirmation is shown; returns the appointment's id, which is in the URL."""
        heading = self.page.get_by_role("heading", level=1)
        await expect(heading).to_have_text(self.words("appointments.headline.new"))
        return self.page.url.split("/appointments/")[1].split("?")[0]

    async def books(self, name: str = "Asha Rao", reason: str = "Knees hurt in the morning") -> str:
        """Books the slot that the page holds, and returns the appointment's id."""
        await self.tells(name, reason)
        await self.agrees()
        await self.confirms()
        return await self.is_booked()


def quoted(instant: str) -> str:
    return instant.replace(":", "%3A").replace("+", "%2B")
