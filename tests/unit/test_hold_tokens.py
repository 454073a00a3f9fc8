from __future__ import annotations

import string
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from amrutam.core.errors import NotFound
from amrutam.core.key_ring import Keyring
from amrutam.holds import redis_keys
from amrutam.holds.models import HoldToken
from amrutam.holds.tokens import open_hold, seal_hold

RING = Keyring.from_secret("k1:" + "s" * 32)
TOKEN = HoldToken(
    account_id=uuid4(), patient_id=uuid4(), patient_name="Meera नायर", doctor_id=UUID(int=7),
    starts_at=1_800_000_000, ends_at=1_800_001_800, busy_until=1_800_002_100, type_id=uuid4(),
    type_name="First visit", mode="online", fee_amount=50_000, fee_currency="INR",
    time_zone="Asia/Kolkata", schedule_version=3, requires_code=True, protected=True,
    reschedules=None, issued_at=1_799_999_000.25, nonce="0011223344556677", wish="ab",
)  # fmt: skip


def test_a_hold_comes_back_as_it_was_sealed() -> None:
    assert open_hold(RING, seal_hold(RING, TOKEN)) == TOKEN


def test_a_hold_of_another_platform_is_none() -> None:
    with pytest.raises(NotFound):
        open_hold(Keyring.from_secret("k1:" + "t" * 32), seal_hold(RING, TOKEN))


def test_holds_survive_a_new_key_in_the_ring() -> None:
    rotated = Keyring.from_secret("k2:" + "t" * 32 + ",k1:" + "s" * 32)
    assert open_hold(rotated, seal_hold(RING, TOKEN)) == TOKEN


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_character_makes_it_no_hold(position: int, change: int) -> None:
    hold_id = bytearray(seal_hold(RING, TOKEN).encode())
    position %= len(hold_id)
    before = hold_id[position]
    hold_id[position] = (before ^ change) % 128
    if hold_id[position] == before:
        return
    with pytest.raises(NotFound):
        open_hold(RING, hold_id.decode("ascii"))


def test_a_hold_has_one_spelling() -> None:
    for length in range(3):  # each length gives another number of unused bits at the end
        hold_id = seal_hold(RING, replace(TOKEN, wish="a" * length))
        last = hold_id[-1]
        others = set(string.ascii_letters + string.digits + "-_") - {last}
        for spelling in [hold_id[:-1] + other for other in others] + [
            hold_id + "=", hold_id + "\n", "." + hold_id, hold_id[:9] + " " + hold_id[9:]
        ]:  # fmt: skip
            with pytest.raises(NotFound):
                open_hold(RING, spelling)


@pytest.mark.parametrize("junk", ["", "x", "ü", "a" * 5000, "\x00", "AQ", "AQJrMQ"])
def test_junk_is_no_hold(junk: str) -> None:
    with pytest.raises(NotFound):
        open_hold(RING, junk)


def test_a_hold_takes_each_five_minutes_until_the_buffers_end() -> None:
    ticks = list(redis_keys.ticks(TOKEN.doctor_id, TOKEN.starts_at, TOKEN.busy_until))
    assert len(ticks) == 7
    assert ticks[0].endswith(":slot:1800000000")
    assert len({tick[tick.index("{") : tick.index("}")] for tick in ticks}) == 1


def test_equal_holds_have_equal_ids_and_others_do_not() -> None:
    assert seal_hold(RING, TOKEN) == seal_hold(RING, replace(TOKEN))
    assert seal_hold(RING, TOKEN) != seal_hold(RING, replace(TOKEN, nonce="ff"))
