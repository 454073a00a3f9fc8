"""Tests a patient's account on a phone: family, change of the e-mail address, sessions, copy of the data, closing."""

from __future__ import annotations

import json
import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Visit
from tests.e2e.guard import Guard
from tests.e2e.site import Site, until
from tests.e2e.visitors import (
    add_child,
    book,
    heading,
    hydrated,
    is_within,
    new_address,
    sign_in,
)
from tests.e2e.words import ENGLISH, HINDI, Words

SMALL = {"viewport": {"width": 360, "height": 740}}
LANGUAGES = [("en", ENGLISH), ("hi", HINDI)]
_WHO_AM_I = "fetch('/v1/me').then((answer) => answer.status)"


async def _good(page: Page) -> None:
    await is_within(page)
    assert await violations(page) == []


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_a_family_member_is_corrected_and_removed(
    visit: Visit, site: Site, language: str, words: Words
) -> None:
    page = await visit(f"/{language}/sign-in", **SMALL)
    await sign_in(page, site)
    await add_child(page, "Tara")
    await page.goto(f"/{language}/account")
    await hydrated(page)

    await page.get_by_role("button", name=words.like("account.family.editOf", name="Tara")).click()
    form = page.get_by_role("group", name=words("family.edit"))
    await form.get_by_label(words("family.name"), exact=True).fill("Tara Devi")
    await form.get_by_role("button", name=words("family.save"), exact=True).click()
    remove = page.get_by_role(
        "button", name=words.like("account.family.removeOf", name="Tara Devi")
    )
    await expect(remove).to_be_visible()
    await _good(page)
    await remove.click()
    dialog = page.get_by_role("alertdialog")
    await expect(dialog).to_contain_text(words("account.family.removing.text"))
    await _good(page)
    await dialog.get_by_role(
        "button", name=words("account.family.removing.confirm"), exact=True
    ).click()
    await expect(remove).to_have_count(0)


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_the_address_is_changed_with_both_codes(
    visit: Visit, site: Site, language: str, words: Words
) -> None:
    page, email = await visit(f"/{language}/sign-in", **SMALL), new_address()
    present = await sign_in(page, site)
    await page.goto(f"/{language}/account")
    await hydrated(page)

    await page.get_by_role("button", name=words("account.email.change")).click()
    await page.get_by_label(words("account.email.new")).fill(email)
    await page.get_by_role("button", name=words("account.email.send")).click()
    fields = {}
    for address in (email, present):
        fields[address] = page.get_by_label(words.like("account.email.newCode", email=address))
        await expect(fields[address]).to_be_visible()
        await site.code_for(address)  # this code is not used, as if its mail was lost
    resend = page.get_by_role("button", name=words("account.email.resend"), exact=True)
    async with page.expect_response(re.compile("/v1/me/email$")):
        await resend.click()
    for address, field in fields.items():
        await field.fill(await site.code_for(address))
    await _good(page)
    await page.get_by_role("button", name=words("account.email.confirm"), exact=True).click()
    await expect(page.get_by_text(words.like("account.email.lead", email=email))).to_be_visible()


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
async def test_a_copy_is_taken_and_the_account_is_closed(
    visit: Visit, site: Site, language: str, words: Words
) -> None:
    page, doctor = await visit(f"/{language}/sign-in", **SMALL), await site.doctor()
    address = await sign_in(page, site)
    time = (await site.open_times(doctor["id"]))[-1]
    visit_id = await book(page, doctor["id"], time)
    await page.goto(f"/{language}/account")
    await hydrated(page)
    async with page.expect_download() as started:
        await page.get_by_role("button", name=words("account.copy.download")).click()
    copy = json.loads((await (await started.value).path()).read_text())
    assert copy["account"]["email"] == address
    assert [each["appointment"]["id"] for each in copy["appointments"]] == [visit_id]

    await page.get_by_role("link", name=words("account.close.open")).click()
    await heading(page, words("account.close.title"))
    await expect(page.get_by_text(doctor["name"])).to_be_visible()
    for item in ("goes.items.contact", "goes.items.reasons", "stays.items.visits", "again"):
        await expect(page.get_by_text(words(f"account.close.{item}"))).to_be_visible()
    await _good(page)
    await page.get_by_role("button", name=words("account.ownCode.send")).click()
    await page.get_by_label(words("account.ownCode.code"), exact=True).fill(
        await site.code_for(address)
    )
    await page.get_by_role("button", name=words("account.close.confirm")).click()
    for text in ("title", "text"):
        await expect(page.get_by_text(words(f"account.close.done.{text}"))).to_be_visible()
    await _good(page)
    assert time in await site.open_times(doctor["id"])
    await page.goto(f"/{language}/account")
    await expect(page.get_by_label(words("session.email"))).to_be_visible()


async def test_another_session_is_ended_and_one_s_own_stays(
    visit: Visit, site: Site, guard: Guard
) -> None:
    guard.expects("status of 401")
    page, lost = await visit("/hi/sign-in", **SMALL), await visit("/hi/sign-in", **SMALL)
    await sign_in(lost, site, await sign_in(page, site))
    await page.goto("/hi/account")
    await hydrated(page)
    end = page.get_by_role("button", name=HINDI.like("account.sessions.endOf"))
    await expect(end).to_have_count(1)
    await end.press("Enter")
    await expect(page.get_by_text(HINDI("account.sessions.ended"))).to_be_visible()
    await expect(end).to_have_count(0)
    await expect(page.get_by_text(HINDI("account.sessions.current"))).to_be_visible()
    await _good(page)

    async def is_out() -> bool:
        return {await lost.evaluate(_WHO_AM_I) for _ in range(6)} == {401}

    await until(is_out, "the other device to be signed out")
    assert await page.evaluate(_WHO_AM_I) == 200


async def test_an_online_visit_says_from_when_it_can_be_joined(visit: Visit, site: Site) -> None:
    page, doctor = await visit("/en/sign-in", **SMALL), await site.doctor()
    await sign_in(page, site)
    id_ = await book(page, doctor["id"], (await site.open_times(doctor["id"]))[-1])
    await page.goto(f"/en/appointments/{id_}")
    await expect(page.get_by_text(ENGLISH.like("appointments.place.joinFrom"))).to_be_visible()
