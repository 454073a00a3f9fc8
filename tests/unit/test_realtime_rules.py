from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest

from amrutam.core.errors import Invalid
from amrutam.holds.models import Change
from amrutam.realtime.messages import read
from amrutam.realtime.rules import due, span

TOLD = ("epoch", 7)


def change(version: int, epoch: str = "epoch", period: tuple[int, int] | None = None) -> Change:
    return Change(epoch, version, period, None)


@pytest.mark.parametrize(
    ("heard", "followed"),
    [
        ([], []),
        ([8, 9], [8, 9]),
        ([6, 7, 8], [8]),  # repeated by a worker, or read before its event arrived
        ([8, 8, 9], [8, 9]),
    ],
)
def test_what_follows_is_told_once_and_in_order(heard: list[int], followed: list[int]) -> None:
    assert due(TOLD, map(change, heard)) == list(map(change, followed))


@pytest.mark.parametrize("heard", [[9], [8, 10], [7, 9]])
def test_after_a_gap_nothing_is_told_one_by_one(heard: list[int]) -> None:
    assert due(TOLD, map(change, heard)) is None


def test_nor_in_another_epoch() -> None:
    assert due(TOLD, [change(8, "another")]) is None
    assert due(TOLD, [change(8), change(9, "another")]) is None


def test_the_days_read_for_hold_those_shown_and_those_changed_in_any_zone() -> None:
    shown = [(date(2026, 3, 2), date(2026, 3, 8)), (date(2026, 3, 4), date(2026, 3, 10))]
    assert span(shown, []) == (date(2026, 3, 2), date(2026, 3, 10))
    noon = 1_772_280_000  # 2026-02-28 12:00 UTC
    assert span(shown, [change(8, period=(noon, noon + 900))])[0] == date(2026, 2, 27)
    late = noon + 14 * 86_400
    assert span(shown, [change(8, period=(late, late + 900))])[1] == date(2026, 3, 15)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["from", "to"])
def test_a_subscription_takes_the_days_that_a_query_takes(name: str, day: str) -> None:
    message = {"type": "subscribe", "doctor_id": str(UUID(int=1)), "from": "2026-11-02",
               "to": "2026-11-03"}  # fmt: skip
    read(json.dumps(message))
    with pytest.raises(Invalid, match="between 1900-01-01 and 2199-12-31"):
        read(json.dumps(message | {name: day}))
