"""Tests the photo of a doctor on a phone: refused at its field, shown to patients, and removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import FilePayload, Locator, Page, expect

from amrutam.seeding.demo import DOCTOR
from tests.cast.pictures import picture
from tests.e2e.axe import violations
from tests.e2e.conftest import Staff, Visit
from tests.e2e.guard import Guard
from tests.e2e.site import until
from tests.e2e.visitors import hydrated, is_within
from tests.e2e.words import HINDI

_TEXT: FilePayload = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"}
_DAMAGED: FilePayload = {"name": "face.png", "mimeType": "image/png", "buffer": b"no picture"}
_GOOD: FilePayload = {"name": "face.png", "mimeType": "image/png", "buffer": picture()}


async def test_a_bad_photo_is_refused_at_the_field_and_a_good_one_is_shown(
    visit: Visit, staff: Staff, guard: Guard
) -> None:
    guard.expects("status of 4(15|22)")
    state = await staff(DOCTOR)
    page = await visit(
        "/hi/practice/profile", storage_state=state, viewport={"width": 360, "height": 740}
    )
    await hydrated(page)
    field = page.locator("input[type=file]")
    for file, fault in ((_TEXT, "unfit"), (_DAMAGED, "refused")):
        await field.set_input_files(file)
        await expect(field).to_have_accessible_description(HINDI.within(f"common.photo.{fault}"))
        await expect(field).to_have_attribute("aria-invalid", "true")
        await expect(field).to_be_focused()
        await is_within(page)
        assert await violations(page) == []

    await field.set_input_files(_GOOD)
    await expect(page.get_by_text(HINDI("common.photo.saved"))).to_be_visible()
    await expect(field).not_to_have_attribute("aria-invalid", "true")
    account = await page.evaluate("fetch('/v1/me').then((answer) => answer.json())")
    public = await visit(f"/hi/doctors/{account['doctor_id']}")
    photo = public.locator(f"img[src*='/doctors/{account['doctor_id']}/photo']").first
    await until(_is_shown(public, photo), "the photo on the doctor's page")
    assert await photo.evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 0

    await page.get_by_role("button", name=HINDI("common.photo.remove"), exact=True).click()
    await expect(page.get_by_text(HINDI("common.photo.removed"))).to_be_visible()
    await until(_is_shown(public, photo, is_shown=False), "the doctor's page without the photo")


def _is_shown(
    page: Page, photo: Locator, *, is_shown: bool = True
) -> Callable[[], Awaitable[bool]]:
    """Returns a check for `until` that is true if the photo is on the page, or with `is_shown=False` if it is not.

    The check reloads the page first, because the website may serve a page of a doctor that is some seconds old.
    """

    async def check() -> bool:
        await page.reload()
        return bool(await photo.count()) is is_shown

    return check
