"""Tests the bounded cache, and the caches of a day's slots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amrutam.availability.day_cache import DayCache
from amrutam.core.cache import LRUCache
from amrutam.schedules.slot_cache import SlotCache
from tests.unit.calendars import calendar, every_day, type_

DAY = date(2026, 11, 23)


def test_the_entry_used_longest_ago_is_evicted() -> None:
    cache: LRUCache[str, int] = LRUCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]
    cache.put("a", 4)
    cache.put("d", 5)
    assert [cache.get(key) for key in "acd"] == [4, None, 5]


def test_a_limit_bounds_the_sum_of_weights_through_every_change() -> None:
    cache: LRUCache[str, bytes] = LRUCache(10, weigh=len)
    cache.put("a", b"12345")
    cache.put("b", b"12345")
    # The entry weighs less than before, so there is room for an entry of weight four.
    cache.put("a", b"1")
    cache.put("c", b"1234")
    assert [cache.get(key) for key in "abc"] == [b"1", b"12345", b"1234"]
    cache.drop("b")
    cache.put("d", b"12345")
    assert len(cache) == 3
    cache.put("e", b"12345678901")
    assert (cache.get("e"), len(cache)) == (None, 3), (
        "a value heavier than the limit evicts nothing"
    )
    cache.put("a", b"12345678901")
    assert (cache.get("a"), len(cache)) == (None, 2), (
        "a value that is too heavy removes the old value of its key"
    )
    cache.clear()
    cache.put("f", b"1234567890")
    cache.clear()
    cache.put("g", b"1234567890")
    assert cache.get("g") == b"1234567890"


def test_slots_are_cached_for_one_version_of_a_calendar_only() -> None:
    kind = type_(30)
    of = calendar(every_day("09:00", "11:00"), types=[kind])
    changed = replace(of, rules=every_day("09:00", "10:00"))
    slots = SlotCache()
    first = slots.day_slots(of, DAY, kind)
    assert slots.day_slots(of, DAY, kind) is first
    assert len(slots.day_slots(changed, DAY, kind)) == len(first) // 2
    days = DayCache(slots.day_slots)
    known = days.day_of(of, DAY, kind)
    assert days.day_of(of, DAY, kind) is known
    assert len(days.day_of(changed, DAY, kind).starts) == len(known.starts) // 2
    longer = replace(kind, minutes=60)
    assert days.day_of(replace(of, types=(longer,)), DAY, longer) is not known
