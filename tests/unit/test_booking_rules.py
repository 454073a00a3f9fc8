from __future__ import annotations

import itertools
import re

import pytest

from amrutam.booking.references import new_reference
from amrutam.booking.rules import TRANSITIONS, allowed, body_hash


def test_only_a_booked_appointment_changes() -> None:
    legal = {(a, b) for a, b in itertools.product(TRANSITIONS, repeat=2) if allowed(a, b)}
    assert legal == {
        ("booked", "cancelled"), ("booked", "completed"), ("booked", "no_show"),
        ("completed", "booked"), ("no_show", "booked"),
    }  # fmt: skip


def test_references_can_be_read_out_and_differ() -> None:
    references = {new_reference() for _ in range(2000)}
    assert len(references) == 2000
    assert all(
        re.fullmatch(r"AMR-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", r) for r in references
    )


@pytest.mark.parametrize(
    "other",
    [
        ("book", "h", "1", None),
        ("book", "h", None, "x"),
        ("move", "h", None, None),
        ("book", "hh", None, None),
    ],
)
def test_a_key_is_bound_to_every_part_of_the_request(other: tuple[str | None, ...]) -> None:
    assert body_hash("book", "h", None, None) == body_hash("book", "h", None, None)
    assert body_hash("book", "h", None, None) != body_hash(*other)  # type: ignore[arg-type]
