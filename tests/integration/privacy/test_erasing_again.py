"""Checks that `amrutam erase --again` repeats erasures in a restored database, any number of times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.booking import booked, confirm, hold
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local
from tests.cast.world import add_child

NOTICES = "SELECT count(*) FROM pgqueuer WHERE entrypoint = 'send_account_notice'"
AMRUTAM = Path(sys.executable).with_name("amrutam")


def erase(settings: Settings, list_: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "AMRUTAM_DATABASE_URL": settings.database_url,
        "AMRUTAM_MIGRATION_DATABASE_URL": settings.owner_database_url,
        "AMRUTAM_REDIS_URL": settings.redis_url,
        "AMRUTAM_SECRET_KEY": settings.secret_key,
    }
    return subprocess.run(
        [AMRUTAM, "erase", "--again", list_], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


async def test_accounts_and_family_members_are_erased_again(
    client: AsyncClient, resources: Resources, settings: Settings, tmp_path: Path
) -> None:
    doctor = await make_doctor(resources)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    child = await add_child(client, ravi)
    visits = [await booked(client, asha, doctor, local(2, "10:00"))]
    held = await hold(client, ravi, doctor, local(3, "10:00"), patient_id=child)
    visits.append((await confirm(client, ravi, held.json()["id"])).json())
    erased = tmp_path / "erasures"
    erased.write_text(f"{asha.account_id},\n{ravi.account_id},{child}\n{uuid4()},\n")

    before = await resources.database.pool.fetchval(NOTICES)
    first, second = [erase(settings, erased) for _ in range(2)]

    assert first.stdout == "2 of 3 erasures were repeated, because the data had come back.\n", (
        first.stderr
    )
    assert second.stdout == "0 of 3 erasures were repeated, because the data had come back.\n"
    rows = await resources.database.pool.fetch(
        "SELECT status FROM appointment WHERE id = ANY($1)", [each["id"] for each in visits]
    )
    assert [row["status"] for row in rows] == ["cancelled"] * 2
    email = "SELECT email_index FROM account WHERE id = $1"
    assert await resources.database.pool.fetchval(email, asha.account_id) is None
    listed = (await client.get("/v1/me/patients", headers=ravi.headers)).json()["items"]
    assert [each["relation"] for each in listed] == ["self"]
    assert await resources.database.pool.fetchval(NOTICES) == before


def test_what_is_no_list_erases_nobody(settings: Settings, tmp_path: Path) -> None:
    bad = tmp_path / "erasures"
    bad.write_text("everybody\n")
    for each in (bad, tmp_path / "absent"):
        refused = erase(settings, each)
        assert refused.returncode == 2
        assert "--again" in refused.stderr
