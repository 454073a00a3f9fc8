from __future__ import annotations

from datetime import date

import pytest

from amrutam.holds.models import Change
from amrutam.realtime.rules import due, span

TOLD = ("epoch", 7)


def change(version: int, epoch: str = "epoch", period: tuple[int, int] | None = None) -> Change:
    return Change(epoch, version, period, None)


@pytest.mark.parametrize(
    ("heard", "followed"),
    [
        ([], []),
        ([8, 9], [8, 9]),
        ([6, 7, 8], [8]),  # told again by a worker, or read of before it was heard of
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
