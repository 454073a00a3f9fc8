"""Tests the checker of histories: it finds every seeded (inserted) bug, and no violation in the correct system."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import asyncpg
import pytest

from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.concurrency.bugs import BUGS, Breaking
from tests.concurrency.history import violations
from tests.concurrency.play import played
from tests.engines import Engines

ALWAYS_BEGUN = """
CREATE OR REPLACE FUNCTION check_begun(p_status text, p_starts timestamptz) RETURNS void
LANGUAGE plpgsql AS $$ BEGIN END $$
"""


@pytest.fixture
async def own_settings(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    """Yields settings of a separate database, so that a bug in its schema affects no other test.

    In that database visits can be closed before they begin, so that no test has to wait.
    """
    async with fresh_database(engines, settings, "bugs") as own:
        owner = await asyncpg.connect(own.migration_database_url)
        await owner.execute(ALWAYS_BEGUN)
        await owner.close()
        yield own


async def test_nothing_is_found_in_the_sound_system(own_settings: Settings) -> None:
    locked, unlocked, ending = await played(own_settings)

    assert [violations(each) for each in (locked, unlocked, ending)] == [[], [], []]
    assert locked.locks_held
    assert ending.locks_held
    assert not unlocked.locks_held
    told = Counter(each.problem or each.outcome for each in locked.operations)
    assert {"ok", "slot-taken", "code-refused", "not-booked", "schedule-changed"} == set(told)


@pytest.mark.parametrize("name", BUGS)
async def test_a_seeded_bug_is_found(
    own_settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bug, rule = BUGS[name]
    background: list[asyncio.Task[object]] = []
    owner = await asyncpg.connect(own_settings.migration_database_url)
    await bug(Breaking(owner, monkeypatch, background))

    histories = await played(own_settings)
    await asyncio.gather(*background, return_exceptions=True)
    await owner.close()

    found = Counter(each.rule for history in histories for each in violations(history))
    assert found[rule], found
