"""Tests what a request is told about an instant that it cannot send."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from amrutam.core.dates import Instant

_INSTANTS: TypeAdapter[object] = TypeAdapter(Instant)


def test_seconds_can_be_left_out() -> None:
    short, long = map(
        _INSTANTS.validate_python, ("2026-03-01T09:30+05:30", "2026-03-01T09:30:00+05:30")
    )
    assert short == long


def test_the_message_about_an_instant_shows_one_that_is_accepted() -> None:
    """The message does not claim RFC 3339 alone, which demands the seconds."""
    with pytest.raises(ValidationError) as refused:
        _INSTANTS.validate_python("2026-03-01T09:30:00")
    (fault,) = refused.value.errors()
    assert "RFC 3339" not in fault["msg"]
    (example,) = re.findall(r"such as (\S+)", fault["msg"])
    _INSTANTS.validate_python(example)
