"""Tests the audit chain: the check finds changes that bypass the platform, and reports where they are.

Only a checkpoint that was logged elsewhere reveals that the newest entries were removed together with their checkpoints,
or that an attacker with the key has computed the whole chain again.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from httpx import AsyncClient
from structlog.testing import capture_logs

from amrutam.audit.chain import Checked, Checkpoint, check, extend
from amrutam.core.key_ring import Keyring
from amrutam.core.live_settings import LiveSettings
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry.redaction import redact
from tests.cast.booking import booked, cancel, hold, move
from tests.cast.changed_settings import change
from tests.cast.doctors import make_doctor
from tests.cast.people import make_admin, sign_in_patient
from tests.cast.seeded import fresh_database
from tests.cast.times import local
from tests.conftest import MakeClient
from tests.engines import Engines

AMRUTAM = Path(sys.executable).with_name("amrutam")
AT_ONCE = timedelta(0)
PUT_IN = """
    INSERT INTO appointment_event
        (id, appointment_id, version, kind, actor_account_id, actor_role, starts_at)
    OVERRIDING SYSTEM VALUE
    SELECT {id}, appointment_id, 9, kind, actor_account_id, actor_role, starts_at
    FROM appointment_event WHERE id = 1
"""


@dataclass
class History:
    """The ledgers of a separate platform; `owner` is a connection of the schema's owner, who can change their rows."""

    settings: Settings
    resources: Resources
    owner: asyncpg.Connection[asyncpg.Record]

    async def extend(self, settled: timedelta = AT_ONCE) -> list[str]:
        """Extends the chain; returns the new checkpoints as the redacted log lines contain them.

        `settled`: the chain leaves out entries that are younger than this.
        """
        with capture_logs(processors=[redact]) as told:
            await extend(self.resources, settled)
        return [each["checkpoint"] for each in told if each["event"] == "audit_checkpoint"]

    async def check(self, *told: str) -> Checked:
        found = await check(self.resources, [Checkpoint.parse(each) for each in told])
        (appointments,) = [each for each in found if each.ledger == "appointment_event"]
        return appointments


@pytest.fixture
async def history(
    engines: Engines, settings: Settings, make_client: MakeClient
) -> AsyncIterator[History]:
    async with fresh_database(engines, settings, "audit") as own:
        resources = await Resources.open(own)
        owner = await asyncpg.connect(own.migration_database_url)
        try:
            urls = own.model_dump(include={"database_url", "migration_database_url"})
            history = History(own, resources, owner)
            await _lived_through(history, await make_client(**urls))
            yield history
        finally:
            await owner.close()
            await resources.close()


async def _lived_through(history: History, client: AsyncClient) -> None:
    """Makes three checkpoints of appointments (after a booking, after a move and a second booking, after a cancellation) and one of a consent."""
    resources = history.resources
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    id_ = (await booked(client, person, doctor, local(1, "10:00")))["id"]
    await history.extend()
    held = await hold(client, person, doctor, local(1, "11:00"), reschedules=id_)
    assert (await move(client, person, id_, held.json()["id"])).status_code == 200
    await booked(client, person, doctor, local(2, "10:00"))
    await history.extend()
    assert (await cancel(client, person, id_)).status_code == 200
    notice = (await client.get("/v1/consent-notice")).json()["version"]
    agreed = await client.put(f"/v1/me/consents/{notice}", headers=person.headers)
    assert agreed.is_success, agreed.text
    await history.extend()


async def test_a_history_that_nobody_touched_is_sound(history: History) -> None:
    found = {each.ledger: each for each in await check(history.resources)}

    assert not any(each.faults for each in found.values())
    events, consents = found["appointment_event"], found["consent_event"]
    assert (events.checkpoints, events.entries) == (3, 4)
    assert (consents.checkpoints, consents.entries) == (1, 1)


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE appointment_event SET kind = 'no_show' WHERE id = 2", 2),
        ("UPDATE appointment_event SET at = at + interval '1 microsecond' WHERE id = 1", 1),
        ("UPDATE appointment_event SET note_sealed = '' WHERE id = 4", 3),
        ("UPDATE appointment_event SET actor_role = 'admin' WHERE id = 3", 2),
        ("DELETE FROM appointment_event WHERE id = 3", 2),
        (PUT_IN.format(id=-1), 1),
        ("UPDATE audit_checkpoint SET mac = sha256(mac) WHERE number = 3", 3),
        ("UPDATE audit_checkpoint SET last_id = last_id - 1 WHERE number = 2", 2),
    ],
)
async def test_what_was_changed_is_told(history: History, statement: str, number: int) -> None:
    assert await history.owner.execute(statement) in ("UPDATE 1", "DELETE 1", "INSERT 0 1")

    faults = (await history.check()).faults

    assert faults[0].startswith(f"checkpoint {number}, entries up to "), faults


async def test_a_changed_setting_is_covered(history: History, make_client: MakeClient) -> None:
    urls = history.settings.model_dump(include={"database_url", "migration_database_url"})
    admin = await make_admin(history.resources)
    changed = await change(await make_client(**urls), admin, "made_per_day", 9)
    assert changed.status_code == 200, changed.text
    await history.extend()

    async def faults() -> list[str]:
        found = {each.ledger: each.faults for each in await check(history.resources)}
        return found["setting_change"]

    assert await faults() == []
    await history.owner.execute("UPDATE setting_change SET previous = 9, value = 6")
    assert (await faults())[0].startswith("checkpoint 1, entries up to ")


async def test_entries_of_several_nodes_are_covered_in_whatever_order_they_come(
    history: History,
) -> None:
    for id_ in ((3 << 48) + 1, 5, (2 << 48) + 1, (3 << 48) + 2):
        await history.owner.execute(PUT_IN.format(id=id_))
        assert len(await history.extend()) == 1
    found = await history.check()
    assert (found.faults, found.checkpoints, found.entries) == ([], 7, 8)

    await history.owner.execute(f"DELETE FROM appointment_event WHERE id = {(3 << 48) + 1}")
    assert (await history.check()).faults[0].startswith("checkpoint 4, entries up to ")


async def test_a_checkpoint_that_is_gone_is_told(history: History) -> None:
    await history.owner.execute("DELETE FROM audit_checkpoint WHERE number = 2")

    found = await history.check()
    assert found.faults[0] == "checkpoints 2 to 2 are missing"
    assert (found.checkpoints, found.last and found.last.number) == (2, 3)


async def test_an_end_that_was_taken_off_is_found_by_a_checkpoint_told_elsewhere(
    history: History,
) -> None:
    last = str((await history.check()).last)
    await history.owner.execute("DELETE FROM appointment_event WHERE id = 4")
    await history.owner.execute("DELETE FROM audit_checkpoint WHERE number = 3")

    assert (await history.check()).faults == []
    assert (await history.check(last)).faults == [
        "checkpoint 3, which --checkpoint names, is missing"
    ]


async def test_a_chain_made_anew_is_found_by_a_checkpoint_told_elsewhere(history: History) -> None:
    """A chain that an attacker computed again does not agree with a checkpoint that was logged elsewhere.

    The attacker also has the key, and makes all checkpoints again.
    """
    last = str((await history.check()).last)
    await history.owner.execute("UPDATE appointment_event SET kind = 'no_show' WHERE id = 1")
    await history.owner.execute("DELETE FROM audit_checkpoint")
    await history.extend()

    assert (await history.check()).faults == []
    assert (await history.check(last)).faults == [
        "checkpoint 3, which --checkpoint names, is missing"
    ]


async def test_one_checkpoint_made_anew_does_not_fit_the_next(history: History) -> None:
    """A checkpoint that an attacker computed again does not agree with the next one.

    The attacker has the key, but did not compute the later checkpoints again.
    """
    owner, later = history.owner, "UPDATE appointment_event SET at = at {} '1 hour' WHERE id > 1"
    await owner.execute("CREATE TEMP TABLE kept AS SELECT * FROM audit_checkpoint WHERE number > 1")
    await owner.execute("DELETE FROM audit_checkpoint WHERE ledger = 'appointment_event'")
    await owner.execute("UPDATE appointment_event SET kind = 'no_show' WHERE id = 1")
    await owner.execute(later.format("+ interval"))
    assert len(await history.extend()) == 1
    assert (await history.check()).entries == 1
    await owner.execute(later.format("- interval"))
    await owner.execute("INSERT INTO audit_checkpoint SELECT * FROM kept")

    (fault,) = (await history.check()).faults

    assert fault.startswith("checkpoint 2, ")


async def test_what_is_logged_is_what_verifies(history: History) -> None:
    await history.owner.execute("DELETE FROM audit_checkpoint")
    (told, _) = await history.extend()

    assert (await history.check(told)).faults == []
    other = told.rpartition(":")[0] + ":" + "00" * 32
    assert (await history.check(other)).faults == [
        "checkpoint 1 differs from the one that --checkpoint names"
    ]


async def test_each_of_two_checkpoints_of_the_same_number_is_compared(history: History) -> None:
    right = str((await history.check()).last)
    other = right.rpartition(":")[0] + ":" + "00" * 32

    differs = ["checkpoint 3 differs from the one that --checkpoint names"]
    assert (await history.check(other, right)).faults == differs
    assert (await history.check(right, other)).faults == differs
    assert (await history.check(right, right)).faults == []


async def test_an_entry_waits_until_no_earlier_one_can_still_come(history: History) -> None:
    await history.owner.execute("DELETE FROM audit_checkpoint")

    assert await history.extend(settled=timedelta(minutes=1)) == []
    assert (await history.check()).entries == 0
    assert len(await history.extend()) == 2
    assert (await history.check()).entries == 4


async def test_one_worker_at_a_time_extends_it(history: History) -> None:
    await history.owner.execute("DELETE FROM audit_checkpoint")
    async with history.owner.transaction():
        await history.owner.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('amrutam audit', 0))"
        )
        assert await history.extend() == []
    assert len(await history.extend()) == 2


async def test_keys_change_and_the_chain_goes_on(history: History) -> None:
    newest = Keyring.from_secret(f"new:{'n' * 32},{history.settings.secret_key}")
    rotated = Resources(
        LiveSettings(history.settings), history.resources.database, history.resources.redis, newest
    )
    assert not any(each.faults for each in await check(rotated))

    strange = Resources(
        LiveSettings(history.settings),
        history.resources.database,
        history.resources.redis,
        Keyring.from_secret("other:" + "o" * 32),
    )
    faults = {each.ledger: len(each.faults) for each in await check(strange) if each.faults}
    assert faults == {"appointment_event": 3, "consent_event": 1}


async def test_the_command_says_what_is_wrong_and_where(history: History) -> None:
    last = str((await history.check()).last)
    sound = _verify(history.settings, "--checkpoint", last)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert (
        f"appointment_event: 4 entries under 3 checkpoints\n  the last checkpoint is {last}\n"
        in sound.stdout
    )

    await history.owner.execute("DELETE FROM appointment_event WHERE id = 2")
    broken = _verify(history.settings)
    assert broken.returncode == 1
    assert "checkpoint 2, entries up to 3: it covered 2 entries, 1 are there now" in broken.stdout

    odd = _verify(history.settings, "--checkpoint", "appointment_event:three:00")
    assert odd.returncode == 2
    assert "ledger:number:mac" in odd.stderr


def _verify(settings: Settings, *options: str) -> subprocess.CompletedProcess[str]:
    names = ("database_url", "redis_url", "secret_key", "environment", "log_level")
    return subprocess.run(
        [AMRUTAM, "audit", "verify", *options],
        env={f"AMRUTAM_{name.upper()}": str(getattr(settings, name)) for name in names},
        capture_output=True,
        text=True,
        check=False,
    )
