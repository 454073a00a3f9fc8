"""Checks that a time can be booked again after a process dies or hangs between a commit and its call of Redis.

Also checks that a request succeeds although the database's answer to its commit is lost.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.booking.batched import Bookings, Endings, Moves
from amrutam.booking.write_queries import TransitionRequest
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.holds import changes, store
from tests.cast.booking import booked, cancel, confirm, hold, move
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient


class Died(Exception):
    """Ends a request at the point where the process would have been killed."""


def dies_once(patch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    sound = getattr(module, name)

    async def dying(*_args: Any, **_named: Any) -> None:
        patch.setattr(module, name, sound)
        raise Died

    patch.setattr(module, name, dying)


async def test_a_hold_does_not_outlive_the_booking_whose_answer_was_lost(
    client: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    held = (await hold(client, first, doctor, local(1, "10:00"))).json()
    dies_once(monkeypatch, store, "mark_booked")
    with suppress(Died):
        await confirm(client, first, held["id"], key="k")

    again = await confirm(client, first, held["id"], key="k")
    assert again.status_code == 201
    assert (await cancel(client, first, again.json()["id"])).status_code == 200

    assert (await hold(client, second, doctor, local(1, "10:00"))).status_code == 201


async def test_a_hold_does_not_outlive_the_move_whose_answer_was_lost(
    client: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    id_ = (await booked(client, first, doctor, local(1, "10:00")))["id"]
    held = (await hold(client, first, doctor, local(1, "11:00"), reschedules=id_)).json()
    dies_once(monkeypatch, store, "mark_booked")
    with suppress(Died):
        await move(client, first, id_, held["id"], key="k")

    assert (await move(client, first, id_, held["id"], key="k")).status_code == 200
    assert (await cancel(client, first, id_)).status_code == 200

    assert (await hold(client, second, doctor, local(1, "11:00"))).status_code == 201


async def test_a_repeated_cancel_frees_the_time_for_whose_cancel_no_answer_came(
    client: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    id_ = (await booked(client, first, doctor, local(1, "10:00")))["id"]
    dies_once(monkeypatch, changes, "mark_freed")
    with suppress(Died):
        await cancel(client, first, id_, key="k")

    assert (await cancel(client, first, id_, key="k")).status_code == 200

    assert (await hold(client, second, doctor, local(1, "10:00"))).status_code == 201


async def test_a_process_that_wakes_late_takes_nobodys_hold(
    make_client: MakeClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that hangs after its commit and then goes on does not end the hold of another patient.

    In the meantime the appointment was cancelled, and the other patient holds the slot.
    """
    client = await make_client(
        hold_seconds=1.5, confirm_hold_seconds=1.5, confirm_deadline_seconds=1.2
    )
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    sound, hangs, wakes = store.mark_booked, asyncio.Event(), asyncio.Event()

    async def hanging(*args: Any) -> None:
        monkeypatch.setattr(store, "mark_booked", sound)
        hangs.set()
        await wakes.wait()
        await sound(*args)

    held = (await hold(client, first, doctor, local(1, "10:00"))).json()
    monkeypatch.setattr(store, "mark_booked", hanging)
    late = asyncio.create_task(confirm(client, first, held["id"], key="k"))
    await hangs.wait()
    await asyncio.sleep(1.6)  # longer than the hold
    again = await confirm(client, first, held["id"], key="k")
    await cancel(client, first, again.json()["id"])
    others = await hold(client, second, doctor, local(1, "10:00"))
    wakes.set()
    assert (await late).status_code == 201

    assert (await confirm(client, second, others.json()["id"])).status_code == 201


def loses_its_answer_once(
    patch: pytest.MonkeyPatch, kind: type[Bookings | Moves | Endings]
) -> None:
    """Makes the next transition of this kind raise `Unavailable` after its commit, as if its answer were lost."""
    sound = kind.write

    async def lost(transitions: Any, request: TransitionRequest) -> None:
        patch.setattr(kind, "write", sound)
        await sound(transitions, request)
        raise Unavailable

    patch.setattr(kind, "write", lost)


async def test_what_the_database_could_not_say_is_found_and_settled(
    client: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    held = (await hold(client, first, doctor, local(1, "10:00"))).json()
    loses_its_answer_once(monkeypatch, Bookings)
    made = await confirm(client, first, held["id"])
    assert made.status_code == 201

    later = await hold(client, first, doctor, local(1, "11:00"), reschedules=made.json()["id"])
    loses_its_answer_once(monkeypatch, Moves)
    moved = await move(client, first, made.json()["id"], later.json()["id"])
    assert moved.status_code == 200
    assert (await hold(client, second, doctor, local(1, "10:00"))).status_code == 201

    loses_its_answer_once(monkeypatch, Endings)
    assert (await cancel(client, first, made.json()["id"])).status_code == 200
    assert (await hold(client, second, doctor, local(1, "11:00"))).status_code == 201


async def test_a_repeated_move_frees_the_time_it_left(
    client: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    id_ = (await booked(client, first, doctor, local(1, "10:00")))["id"]
    held = (await hold(client, first, doctor, local(1, "11:00"), reschedules=id_)).json()
    dies_once(monkeypatch, changes, "mark_freed")
    with suppress(Died):
        await move(client, first, id_, held["id"], key="k")

    assert (await move(client, first, id_, held["id"], key="k")).status_code == 200

    assert (await hold(client, second, doctor, local(1, "10:00"))).status_code == 201
