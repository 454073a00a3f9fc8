"""Takes the steps of an administrator who opens a clinic, on the website only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from tests.e2e.visitors import hydrated
from tests.e2e.words import ENGLISH, Words

MONDAY = 1


@dataclass(frozen=True)
class Office:
    """Acts as an administrator with a page, who reads one language.

    The shown doctor, whom several methods change, is the doctor whose page is open.
    """

    page: Page
    words: Words = ENGLISH

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    async def goes(self, path: str) -> None:
        await self.page.goto(f"/{self.words.language}/operations{path}")
        await hydrated(self.page)

    async def press(self, key: str) -> None:
        await self.page.get_by_role("button", name=self.words(key), exact=True).click()

    async def opens(self, part: str) -> None:
        """Follows the link to a part of the shown doctor's pages, such as `hours` or `overview`."""
        parts = "operations.doctor.parts"
        nav = self.page.get_by_role("navigation", name=self.words(f"{parts}.label"))
        await nav.get_by_role("link", name=self.words(f"{parts}.{part}"), exact=True).click()
        await self.page.wait_for_url(f"**/{part}" if part != "overview" else "**/doctors/*")
        await hydrated(self.page)

    async def adds_clinic(self, name: str, zone: str = "") -> str:
        """Adds a clinic in Ranchi and returns its id. `zone`: its time zone; an empty text for India's."""
        form = "clinics.form"
        await self.goes("/clinics")
        await self.page.get_by_label(self.words(f"{form}.name")).fill(name)
        await self.page.get_by_label(self.words(f"{form}.address")).fill("7 Circular Road")
        await self.page.get_by_label(self.words(f"{form}.city")).select_option("ranchi")
        await self._in_zone(f"{form}.zone", zone)
        await self.press(f"{form}.add")
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(name)
        return self.page.url.rpartition("/")[2]

    async def adds_doctor(self, name: str, zone: str = "") -> str:
        """Submits the empty form, which is refused, then adds a doctor; returns the doctor's id.

        `zone`: the doctor's time zone; an empty text for India's.
        """
        page, words, form = self.page, self.words, "operations.doctorForm"
        await self.goes("/doctors")
        await page.get_by_role("link", name=words("operations.doctors.add")).click()
        await hydrated(page)
        await self.press(f"{form}.add")
        await expect(page.get_by_text(words(f"{form}.faults.registration"))).to_be_visible()
        await page.get_by_label(words(f"{form}.name"), exact=True).fill(name)
        number = f"JH-{uuid4().hex[:8].upper()}"
        await page.get_by_label(words(f"{form}.registration")).fill(number)
        await page.get_by_label(words(f"{form}.specialization")).select_option("panchakarma")
        await page.get_by_label(words(f"{form}.years")).fill("12")
        await page.get_by_label(words(f"{form}.city")).select_option("ranchi")
        await page.get_by_label(words(f"{form}.bio")).fill("Treats joints and digestion.")
        await page.get_by_label(words(f"{form}.fee")).fill("600")
        await self._in_zone(f"{form}.zone", zone)
        await self.press(f"{form}.add")
        await expect(page.get_by_role("heading", level=1)).to_have_text(name)
        await hydrated(page)
        await expect(self.main).to_contain_text(words("operations.approval.is.draft"))
        return page.url.rpartition("/")[2]

    async def puts_at(self, clinic: str) -> None:
        """Puts the shown doctor at the clinic."""
        select = self.main.get_by_label(self.words("operations.doctorClinics.clinic"))
        await choose(select, clinic)
        await self.press("operations.doctorClinics.add")
        await expect(self.main.get_by_role("link", name=clinic)).to_be_visible()

    async def invites_doctor(self, address: str) -> None:
        """Invites the shown doctor to an account with this e-mail address."""
        at = "operations.doctorAccount"
        await self.main.get_by_label(self.words(f"{at}.email")).fill(address)
        await self.press(f"{at}.invite")
        await expect(self.main).to_contain_text(self.words(f"{at}.invited"))
        await expect(self.main.get_by_text(address, exact=True)).to_be_visible()

    async def sets_hours(
        self, clinic: str, weekday: int = MONDAY, times: tuple[str, str] | None = None
    ) -> None:
        """Gives the shown doctor a weekly session at the clinic, and saves the hours.

        `weekday` is 1 for Monday; `times` are the local start and end (`HH:MM`), None for those that the form proposes.
        """
        hours = "practice.hours"
        await self.opens("hours")
        days = self.page.get_by_role("region").filter(has=self.page.locator("summary"))
        day = days.nth(weekday - 1)
        await day.locator("summary").first.click()
        add = self.words.like(f"{hours}.addSessionOn")
        await day.get_by_role("button", name=add).click()
        for name, wall in zip(("starts", "ends"), times or (), strict=False):
            await day.get_by_label(self.words(f"practice.{name}"), exact=True).fill(wall)
        await choose(day.get_by_label(self.words(f"{hours}.place")), clinic)
        await self.press(f"{hours}.previewAndSave")
        await self.press(f"{hours}.save")
        await expect(self.page.get_by_text(self.words(f"{hours}.saved"))).to_be_visible()
        await self.opens("overview")

    async def approves(self) -> None:
        """Approves the shown doctor, who waits for approval."""
        at = "operations.approval"
        await expect(self.main).to_contain_text(self.words(f"{at}.is.waiting"))
        await self.press(f"{at}.approve")
        ask = self.page.get_by_role("alertdialog")
        await ask.get_by_role("button", name=self.words(f"{at}.approve"), exact=True).click()
        await expect(self.main).to_contain_text(self.words(f"{at}.isListed"))

    async def _in_zone(self, key: str, zone: str) -> None:
        if not zone:
            return
        field = self.page.get_by_role("combobox", name=self.words(key), exact=True)
        await field.click()
        await field.press_sequentially(zone.rpartition("/")[2].replace("_", " "))
        await field.press("ArrowDown")
        await field.press("Enter")


async def choose(select: Locator, name: str) -> None:
    """Chooses the option of a select that contains the name, whatever the language of its other words."""
    option = select.locator("option").filter(has_text=name)
    await select.select_option(value=await option.get_attribute("value"))
