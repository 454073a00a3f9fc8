"""Checks the list of currencies: which codes a fee may have, and that the website counts minor units alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from amrutam.core.currencies import MINOR_DIGITS, Currency

WEBSITE = Path(__file__).parents[2] / "web/src/lib/money.ts"


@pytest.mark.parametrize("code", ["XXX", "ZZZ", "inr", "XAU", "DEM", ""])
def test_what_is_no_currency_in_use_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Currency).validate_python(code)


def test_the_website_has_the_same_digits() -> None:
    text = WEBSITE.read_text()
    for name, digits in (("WITHOUT_MINOR_UNITS", 0), ("WITH_THREE_DIGITS", 3)):
        listed = re.search(rf'const {name} = "([A-Z ]+)"', text)
        assert listed is not None
        assert set(listed[1].split()) == {c for c, n in MINOR_DIGITS.items() if n == digits}
