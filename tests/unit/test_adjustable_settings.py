"""Rules of the settings that administrators change: their ranges fit the settings, and the website names each of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from amrutam.core.adjustable import (
    ADJUSTABLE,
    PAIRS,
    Group,
    NarrowedRange,
    Paired,
    Range,
    narrowed,
    range_of,
)
from amrutam.core.settings import Settings

_MESSAGES = Path(__file__).parents[2] / "web" / "messages"
_NEEDED = {
    "database_url": "postgresql://a@localhost/a",
    "redis_url": "redis://localhost",
    "secret_key": "k" * 32,
}


def _settings(**values: Any) -> Settings:
    return Settings(**_NEEDED | values)


@pytest.mark.parametrize("name", ADJUSTABLE)
def test_the_ends_of_each_range_are_valid_settings_and_the_default_is_between_them(
    name: str,
) -> None:
    least, most = range_of(name, Settings.model_fields[name].default)
    assert (ADJUSTABLE[name].least, ADJUSTABLE[name].most) == (least, most)
    for value in (least, most):
        assert getattr(_settings(**{name: value}), name) == value


@pytest.mark.parametrize(
    ("default", "least", "most"), [(6, 1, 100), (500, 1, 500), (0, 0, 100), (0.2, 1, 100)]
)
def test_a_range_reaches_the_environments_value(default: float, least: int, most: int) -> None:
    assert range_of("made_per_day", default) == (least, most)


@pytest.mark.parametrize("locale", ["en", "hi"])
def test_the_website_has_words_for_each_setting_and_group(locale: str) -> None:
    words = json.loads((_MESSAGES / locale / "settings.json").read_text())
    assert list(words["names"]) == list(ADJUSTABLE)
    assert set(words["groups"]) == set(get_args(Group))
    assert set(words["outside"]) == set(get_args(Paired)) - set(ADJUSTABLE)


def test_the_defaults_of_paired_settings_fit_each_other() -> None:
    settings = _settings()
    assert {name for pair in PAIRS for name in pair} == set(get_args(Paired))
    assert all(getattr(settings, smaller) <= getattr(settings, larger) for smaller, larger in PAIRS)


def test_a_range_is_narrowed_by_the_settings_around_it() -> None:
    around = {"open_per_doctor": 2, "open_per_account_at_most": 40}
    expected = NarrowedRange(2, 40, "open_per_doctor", "open_per_account_at_most")
    assert narrowed("open_per_account", Range(1, 100), around) == expected
    assert narrowed("open_per_account", Range(3, 30), around) == NarrowedRange(3, 30, None, None)
    assert narrowed("hold_seconds", Range(120, 900), {"confirm_hold_seconds": 120.5}).least == 121
