"""Tests the settings that administrators change: bounds, conflicts, history, and their effect in all processes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from amrutam.core.adjustable import ADJUSTABLE
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import booked, confirm, hold, problem
from tests.cast.changed_settings import (
    CHANGES,
    PATH,
    Probe,
    applies,
    change,
    forget_changes,
    reset,
    settings_of,
)
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.cast.staff import age
from tests.cast.times import local
from tests.conftest import MakeClient

ON = {"rate_limits": "on", "rate_limit_account": "9999/60", "rate_limit_ip": "9999/60",
      "rate_limit_holds": "9999/60", "holds_per_address": 9999}  # fmt: skip
LOCK = Statement("test_lock_settings", "LOCK TABLE setting_change IN ACCESS EXCLUSIVE MODE")
STORE = Statement(
    "test_store_setting",
    """
    INSERT INTO setting_change (name, version, previous, value, is_default, account_id)
    VALUES ($1, 1, 0, $2, false, uuidv7())
    """,
)


@pytest.fixture(autouse=True)
async def unchanged(resources: Resources, app: FastAPI) -> AsyncIterator[None]:
    """After each test, deletes all changes of settings; the process of `app` reads the settings again at once."""
    yield
    await forget_changes(resources)
    await app.state.resources.live_settings.follow(resources.database)


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


async def history(client: AsyncClient, admin: Person, **query: Any) -> dict[str, Any]:
    answer = await client.get(CHANGES, params=query, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_each_setting_has_its_range_and_the_environments_value(
    make_client: MakeClient, admin: Person
) -> None:
    client = await make_client(made_per_day=7, therapies=1000)
    found = await settings_of(client, admin)
    assert list(found) == list(ADJUSTABLE)
    assert found["made_per_day"] == {
        "name": "made_per_day", "group": "person", "value": 7, "default": 7, "is_default": True,
        "least": 1, "most": 100, "least_setting": None, "most_setting": None, "version": 0, "changed_at": None, "changed_by": None,
    }  # fmt: skip
    assert found["therapies"]["most"] == 1000, "the range must include the environment's value"


async def test_a_change_and_the_return_to_the_default_are_shown_with_whoever_made_them(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    other = await make_admin(resources)
    changed = await change(client, admin, "made_per_day", 9)
    assert (changed.status_code, changed.headers["etag"]) == (200, '"1"')
    shown = (await settings_of(client, admin))["made_per_day"]
    assert shown == changed.json()
    assert (shown["value"], shown["default"], shown["is_default"]) == (9, 6, False)
    assert shown["changed_by"] == admin.email

    back = (await reset(client, other, "made_per_day")).json()
    assert (back["value"], back["is_default"], back["version"]) == (6, True, 2)
    items = (await history(client, admin))["items"]
    assert [(e["name"], e["previous"], e["value"], e["is_default"], e["by"]) for e in items] == [
        ("made_per_day", 9, 6, True, other.email),
        ("made_per_day", 6, 9, False, admin.email),
    ]
    assert items[0]["at"] == back["changed_at"]


@pytest.mark.parametrize(
    ("name", "value", "other", "limit"),
    [
        ("open_per_doctor", 11, "open_per_account", 10),
        ("open_per_account", 1, "open_per_doctor", 2),
        ("open_per_account", 41, "open_per_account_at_most", 40),
        ("open_per_account_at_most", 9, "open_per_account", 10),
        ("holds_per_account", 6, "holds_per_address", 5),
        ("holds_per_address", 6, "holds_per_account", 7),
        ("hold_seconds", 149, "hold_extension_window_seconds", 150),
        ("hold_seconds", 199, "confirm_hold_seconds", 200),
    ],
)
async def test_a_value_that_contradicts_another_setting_is_refused_and_names_the_other(
    make_client: MakeClient, admin: Person, name: str, value: int, other: str, limit: int
) -> None:
    client = await make_client(**({other: limit} if limit not in {2, 10, 40} else {}))
    shown = (await settings_of(client, admin))[name]
    refused = await change(client, admin, name, value)
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
    (error,) = refused.json()["errors"]
    bound, end = ("least", "least") if value < limit else ("most", "most")
    assert error == {
        "pointer": "/value",
        "detail": f"must be at {bound} `{other}`, which is {limit}",
    }
    assert (shown[end], shown[f"{end}_setting"]) == (limit, other)
    assert (await settings_of(client, admin))[name] == shown
    assert (await change(client, admin, name, limit)).status_code == 200


async def test_a_default_that_contradicts_a_change_is_refused(
    client: AsyncClient, admin: Person
) -> None:
    """A setting cannot return to a default that contradicts the changed value of another setting.

    By default 2 open appointments with one doctor are allowed, and 10 for one account.
    """
    assert (await change(client, admin, "open_per_account", 12)).status_code == 200
    assert (await change(client, admin, "open_per_doctor", 11)).status_code == 200
    refused = await reset(client, admin, "open_per_account")
    assert refused.status_code == 422
    detail = "must be at least `open_per_doctor`, which is 11"
    assert refused.json()["errors"] == [{"pointer": "/value", "detail": detail}]
    assert (await reset(client, admin, "open_per_doctor")).status_code == 200
    assert (await reset(client, admin, "open_per_account")).status_code == 200


async def test_the_environment_may_contradict_itself_and_is_mended_by_a_change(
    make_client: MakeClient, admin: Person
) -> None:
    client = await make_client(open_per_doctor=15)
    shown = (await settings_of(client, admin))["open_per_doctor"]
    assert (shown["value"], shown["most"], shown["most_setting"]) == (15, 10, "open_per_account")
    assert (await change(client, admin, "open_per_doctor", 10)).status_code == 200
    assert (await reset(client, admin, "open_per_doctor")).status_code == 200


async def test_of_two_changes_at_once_that_contradict_each_other_one_is_made(
    client: AsyncClient, admin: Person
) -> None:
    for _ in range(5):
        answers = await asyncio.gather(
            change(client, admin, "open_per_doctor", 10),
            change(client, admin, "open_per_account", 5),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 422]
        for name in ("open_per_doctor", "open_per_account"):
            assert (await reset(client, admin, name)).status_code == 200


async def test_what_changes_nothing_is_not_in_the_history(
    client: AsyncClient, admin: Person
) -> None:
    assert (await reset(client, admin, "made_per_day")).json()["version"] == 0
    for _ in range(2):
        assert (await change(client, admin, "made_per_day", 9)).json()["version"] == 1
    assert len((await history(client, admin))["items"]) == 1


async def test_the_history_has_pages(client: AsyncClient, admin: Person) -> None:
    for value in (7, 8, 9):
        await change(client, admin, "made_per_day", value)
    first = await history(client, admin, limit=2)
    second = await history(client, admin, limit=2, cursor=first["next_cursor"])
    assert [each["value"] for each in first["items"] + second["items"]] == [9, 8, 7]
    assert second["next_cursor"] is None
    forged = await client.get(
        CHANGES, params={"cursor": first["next_cursor"][::-1]}, headers=admin.headers
    )
    assert forged.status_code == 422


@pytest.mark.parametrize("value", [0, 101, -1, 2.5, "3", True, None, [], 10**30])
async def test_what_is_out_of_the_range_is_refused_at_the_field(
    client: AsyncClient, admin: Person, value: Any
) -> None:
    refused = await change(client, admin, "made_per_day", value)
    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/value"]
    assert (await settings_of(client, admin))["made_per_day"]["version"] == 0


@pytest.mark.parametrize("name", ["booked_marker_seconds", "secret_key", "nothing"])
async def test_other_settings_are_absent(client: AsyncClient, admin: Person, name: str) -> None:
    refused = [await change(client, admin, name, 3, 0), await reset(client, admin, name, 0)]
    assert [each.status_code for each in refused] == [404, 404]


async def test_of_administrators_who_change_the_same_one_alone_succeeds(
    client: AsyncClient, resources: Resources
) -> None:
    admins = [await make_admin(resources) for _ in range(10)]
    answers = await asyncio.gather(
        *(change(client, each, "made_per_day", 10 + n, 0) for n, each in enumerate(admins))
    )
    assert Counter(each.status_code for each in answers) == {200: 1, 412: 9}
    (made,) = [each.json() for each in answers if each.status_code == 200]
    assert (await settings_of(client, admins[0]))["made_per_day"] == made
    late = await reset(client, admins[0], "made_per_day", 0)
    assert (late.status_code, problem(late)) == (412, "version-mismatch")


@pytest.mark.parametrize("tag", [None, "*", "1"])
async def test_a_change_names_what_it_replaces(
    client: AsyncClient, admin: Person, tag: str | None
) -> None:
    headers = admin.headers | ({"if-match": tag} if tag else {})
    path = f"{PATH}/made_per_day"
    refused = [
        await client.put(path, json={"value": 9}, headers=headers),
        await client.delete(path, headers=headers),
    ]
    assert [(each.status_code, problem(each)) for each in refused] == [
        (400, "if-match-required")
    ] * 2


async def test_a_stolen_session_changes_nothing(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    await age(resources, admin.account_id, "proved_at = now() - interval '11 minutes'")
    refused = [
        await change(client, admin, "made_per_day", 9),
        await reset(client, admin, "made_per_day"),
    ]
    assert [(each.status_code, problem(each)) for each in refused] == [
        (403, "step-up-required")
    ] * 2


async def test_a_limit_applies_in_another_process_within_seconds_and_to_the_next_booking_there(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    other, person = await make_client(**ON), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    for day in (1, 2):
        await booked(other, person, doctor, local(day, "10:00"))

    async def third() -> tuple[int, int]:
        held = await hold(other, person, doctor, local(3, "10:00"))
        answer = await confirm(other, person, held.json()["id"])
        return answer.status_code, answer.json().get("most", 0)

    assert await third() == (409, 2)
    await applies(resources, client, [other], open_per_doctor=1)
    assert await third() == (409, 1)
    await applies(resources, client, [other], open_per_doctor=3)
    assert (await third())[0] == 201


async def test_a_hold_has_the_length_of_its_own_beginning(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    other = await make_client(hold_seconds=300)
    before = await Probe.make(other, resources)
    ends = await before.ends(other)
    await applies(resources, client, [other], hold_seconds=600)
    assert await before.ends(other) == ends
    after = await Probe.make(other, resources)
    assert 580 < (await after.ends(other) - ends).total_seconds() + 300 < 640


async def test_while_the_table_is_unreachable_the_last_values_hold_and_bookings_do_not_wait(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    """Bookings do not read the table of changes.

    A process that starts while the table is locked has the environment's values, and reads the
    changed values afterwards.
    """
    quick = {**ON, "database_timeout_seconds": 1}
    other, person = await make_client(**quick), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    await applies(resources, client, [other], open_per_doctor=1)
    probe = await Probe.make(other, resources)
    async with owner(resources) as transaction:
        await transaction.execute(LOCK)
        started = await make_client(**quick)
        await asyncio.sleep(2.2)  # each process has tried to read, and failed
        await booked(other, person, doctor, local(1, "10:00"))
        held = await hold(other, person, doctor, local(2, "10:00"))
        refused = await confirm(other, person, held.json()["id"])
        assert (problem(refused), refused.json()["most"]) == ("too-many-appointments", 1)
        assert await probe.extensions(started) == 10, "it must have the value of the environment"
        assert await probe.extensions(other) == 30, "it must keep the value that it read last"
    await probe.sees(started, 30)


@pytest.mark.parametrize(("name", "value"), [("made_per_day", 1e6), ("of_another_version", 3.0)])
async def test_what_another_version_stored_and_this_one_does_not_allow_is_ignored(
    make_client: MakeClient, client: AsyncClient, resources: Resources, admin: Person,
    name: str, value: float,
) -> None:  # fmt: skip
    other = await make_client()
    async with owner(resources) as database:
        await database.execute(STORE, name, value)
    await applies(resources, client, [other])
    shown = await settings_of(client, admin)
    assert list(shown) == list(ADJUSTABLE)
    assert (shown["made_per_day"]["value"], shown["made_per_day"]["is_default"]) == (6, True)
    assert (await change(client, admin, "made_per_day", 7)).json()["value"] == 7
    listed = (await history(client, admin))["items"]
    assert {each["name"] for each in listed} == {"hold_extensions", "made_per_day"}
