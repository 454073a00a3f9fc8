"""Checks the mails that `amrutam letters` writes: each kind in each language is complete, in one language, with links."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
from icalendar import Calendar

from amrutam.notifications.letters import answering_address
from amrutam.notifications.models import (
    AppointmentTemplate,
    CodeTemplate,
    Locale,
    NoticeTemplate,
    StaffTemplate,
)
from amrutam.seeding.letters import Letter, letters, write_letters
from tests.unit.test_notifications_texts import SITE, settings

KINDS = {
    *get_args(CodeTemplate),
    *get_args(AppointmentTemplate),
    *get_args(StaffTemplate),
    *get_args(NoticeTemplate),
}
LOCALES: tuple[Locale, ...] = get_args(Locale)
_FOLDER = Path(__file__).parents[2] / "src/amrutam/notifications/templates"
ALL = list(letters(settings()))
each = pytest.mark.parametrize("letter", ALL, ids=lambda one: f"{one.name}.{one.locale}")


@pytest.mark.parametrize("locale", LOCALES)
def test_each_kind_of_letter_is_there(locale: Locale) -> None:
    templates = {file.stem for file in (_FOLDER / locale).glob("[!_]*.txt")}
    assert templates == KINDS
    assert {each.name.partition("-")[0] for each in ALL if each.locale == locale} == KINDS


@each
def test_text_and_html_say_the_same_and_every_address_is_a_link(letter: Letter) -> None:
    html = letter.body("html")
    assert f"<title>{letter.message['Subject']}</title>" in unescape(html)
    links = re.findall(r'href="([^"]+)"', html)
    assert [unescape(link) for link in links] == re.findall(r"https?://\S+", letter.body("plain"))
    shown = unescape(re.sub(r"<[^>]+>", "", html.partition("</head>")[2]))
    for line in letter.body("plain").splitlines():
        assert re.sub(r": https?://\S+$", "", line) in shown


@each
def test_the_website_s_addresses_are_in_the_reader_s_language(letter: Letter) -> None:
    own = [url for url in re.findall(r"https?://\S+", letter.body("plain")) if SITE in url]
    assert all(url.startswith(f"{SITE}/{letter.locale}/") for url in own)
    assert own or letter.name in get_args(CodeTemplate)


NAMES = {
    "Kavya",
    "Nair",
    "Shanti",
    "Clinic",
    "Lake",
    "Road",
    "Panampilly",
    "Kochi",
    "Firefox",
    "Linux",
    "Rohan",
    "Iyer",
}
QUESTIONS = ("appointment_move_proposed", "appointment_handover")


@each
def test_a_hindi_letter_has_no_english_words(letter: Letter) -> None:
    if letter.locale == "hi":
        text = re.sub(r"https?://\S+", "", f"{letter.message['Subject']}\n{letter.body('plain')}")
        assert set(re.findall(r"[A-Z]?[a-z]{3,}", text)) <= NAMES


@each
def test_a_change_of_an_appointment_has_its_file(letter: Letter) -> None:
    name = letter.name.partition("-")[0]
    if name not in get_args(AppointmentTemplate) or name in QUESTIONS:
        assert letter.calendar is None
        return
    calendar: Any = Calendar.from_ical(letter.calendar or b"")
    (event,) = calendar.walk("VEVENT")
    is_cancelled = letter.name.startswith("appointment_cancelled")
    assert calendar["METHOD"] == ("CANCEL" if is_cancelled else "REQUEST")
    assert event["STATUS"] == ("CANCELLED" if is_cancelled else "CONFIRMED")
    assert event["ORGANIZER"] == f"mailto:{answering_address(settings())}"
    assert event["URL"] in letter.body("plain")
    assert event["LOCATION"] in letter.body("plain") or is_cancelled


@each
def test_a_booked_visit_says_until_when_it_can_be_changed(letter: Letter) -> None:
    if letter.name.startswith(("appointment_booked", "appointment_moved")):
        zone = "GMT-" if letter.name.endswith("abroad") else "IST"
        told = {
            "en": "You can move or cancel the appointment until ",
            "hi": "तक अपॉइंटमेंट का समय बदल सकते हैं",
        }
        (line,) = [one for one in letter.body("plain").splitlines() if told[letter.locale] in one]
        assert zone in line


def test_all_are_written_into_a_folder_with_a_page_that_leads_to_them(tmp_path: Path) -> None:
    index = write_letters(settings(), tmp_path / "letters")
    found = set(re.findall(r'href="([^"]+)"', index.read_text()))
    assert found == {file.name for file in index.parent.iterdir()} - {index.name}
    kinds = {(name.partition(".")[0].partition("-")[0], name.split(".")[1]) for name in found}
    assert kinds == {(kind, locale) for kind in KINDS for locale in LOCALES}
