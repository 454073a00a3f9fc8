"""Formats times, fees and fixed words in the reader's language, as the website does."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from amrutam.core.currencies import MINOR_DIGITS
from amrutam.notifications.models import Locale

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "hi": ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
}
_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
    "hi": ("जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर",
           "दिसंबर"),
}  # fmt: skip
_PARTS_OF_DAY = ((4, "रात"), (12, "सुबह"), (17, "दोपहर"), (20, "शाम"), (24, "रात"))
"""The parts of a day in Hindi, as (the hour at which the part ends, its name).

The end is excluded. The parts are CLDR's day periods, except that the afternoon ends at 17:00, as on the website.
"""
_MODES = {
    "en": {"online": "Online", "in_person": "In person"},
    "hi": {"online": "ऑनलाइन", "in_person": "क्लिनिक में"},
}
_REFERENCES = {"en": "Booking reference", "hi": "बुकिंग नंबर"}
_KINDS_IN_HINDI = {
    "first_visit": "पहला परामर्श",
    "follow_up": "दोबारा परामर्श",
    "therapy": "उपचार",
}
_TWO_MINUTES = 120
_UNIT_SECONDS = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
_UNITS_IN_HINDI = {"day": "दिन", "hour": "घंटे", "minute": "मिनट", "second": "सेकंड"}
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_SYMBOLS = {"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£"}


def mode_name(mode: str, locale: Locale) -> str:
    """The name of a mode (`online`, `in_person`) in the language."""
    return _MODES[locale][mode]


def reference_in_words(reference: str, locale: Locale) -> str:
    """The booking reference with its name, such as `Booking reference AMR-7K2QM-X94TB`."""
    return f"{_REFERENCES[locale]} {reference}"


def type_name(kind: str, name: str, locale: Locale) -> str:
    """The name of a consultation type in the language.

    In English: `name`, which the doctor chose. In Hindi: `name` if it has Devanagari letters, otherwise
    the Hindi name of `kind`.
    """
    return name if locale == "en" or _DEVANAGARI.search(name) else _KINDS_IN_HINDI[kind]


def day_and_time(instant: datetime, time_zone: str, locale: Locale) -> str:
    """The instant's date and time of day in the time zone (an IANA name), as text in the language: `Tuesday, 24 November 2026, 10:30 am IST`."""
    local = instant.astimezone(ZoneInfo(time_zone))
    day, month = _DAYS[locale][local.weekday()], _MONTHS[locale][local.month - 1]
    zone = zone_name(instant, time_zone)
    return f"{day}, {local.day} {month} {local.year}, {_clock(local, locale)} {zone}"


def duration(seconds: int, locale: Locale) -> str:
    """The length of time as text, such as `1 hour`, `90 minutes` or `45 seconds`. `seconds` is at least 1.

    From two minutes on, the length is rounded down to whole minutes. The unit is the largest of
    which the length is a multiple; days are used from two days on. The Hindi text stands before a
    postposition such as `तक`.
    """
    whole = seconds - seconds % 60 if seconds >= _TWO_MINUTES else seconds
    least = {"day": 2 * 86_400}
    unit = next(
        name
        for name, length in _UNIT_SECONDS.items()
        if whole % length == 0 and whole >= least.get(name, length)
    )
    count = whole // _UNIT_SECONDS[unit]
    if locale == "hi":
        return f"{count} {_UNITS_IN_HINDI[unit]}"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def zone_name(instant: datetime, time_zone: str) -> str:
    """The time zone (an IANA name) at the instant as text, such as `IST`, `GMT-5` or `GMT+5:45`.

    India's time zone is written as `IST`, any other zone as its difference from GMT at the instant.
    """
    if time_zone in {"Asia/Kolkata", "Asia/Calcutta"}:
        return "IST"
    offset = instant.astimezone(ZoneInfo(time_zone)).utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    if not hours and not minutes:
        return "GMT"
    sign = "-" if offset < timedelta(0) else "+"
    return f"GMT{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def _clock(local: datetime, locale: Locale) -> str:
    twelve = f"{local.hour % 12 or 12}:{local.minute:02}"
    if locale == "en":
        return f"{twelve} {'am' if local.hour < 12 else 'pm'}"
    part = next(name for until, name in _PARTS_OF_DAY if local.hour < until)
    return f"{part} {twelve} बजे"


def money(amount: int, currency: str) -> str:
    """Returns an amount in minor units as text, such as `₹1,00,000` for 10,000,000 paise.

    `amount` is at least 0. Digits are grouped as in India; minor units such as paise are shown only if they are not 0.
    A currency without a symbol in `_SYMBOLS` is shown by its code (ISO 4217).
    """
    digits = MINOR_DIGITS.get(currency, 2)
    whole, minor = divmod(amount, 10**digits)
    text = _grouped(str(whole)) + (f".{minor:0{digits}}" if minor else "")
    return f"{_SYMBOLS.get(currency, currency + ' ')}{text}"


def _grouped(digits: str) -> str:
    """The digits as they are grouped in India: the last three together, all earlier ones in pairs."""
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])
