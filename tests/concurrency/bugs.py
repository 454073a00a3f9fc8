"""Inserts bugs of the kinds that real systems have, each of which the checker of histories must find.

Each function below `Breaking` inserts one bug: it changes the schema of a separate database, or replaces a part of the running
application.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from amrutam.booking import rules
from amrutam.booking.batched import Bookings, Endings, Moves
from amrutam.booking.errors import NotBooked
from amrutam.booking.write_queries import TransitionRequest
from amrutam.core.redis import Function, Library
from amrutam.core.settings import Settings
from amrutam.holds import redis_keys, store


@dataclass
class Breaking:
    """Keeps access to what a bug can change: the database as the schema's owner, and Python objects by `patch`.

    `background` are tasks of a bug that the test awaits after the scenes (the sequences of requests of `play.py`).
    """

    owner: asyncpg.Connection[asyncpg.Record]
    patch: pytest.MonkeyPatch
    background: list[asyncio.Task[Any]]

    async def rewrite(self, function: str, *changes: tuple[str, str]) -> None:
        """Replaces parts of an SQL function's text, each (old, new); fails the test if an old part is not there."""
        text = await self.owner.fetchval(
            "SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE proname = $1", function
        )
        for old, new in changes:
            assert old in text, f"{function} has changed: adapt this bug to it"
            text = text.replace(old, new)
        await self.owner.execute(text)

    def rewrite_lua(self, name: str, old: str, new: str) -> None:
        sound: Function = getattr(store, name)
        library = sound.library
        assert old in library.lua, f"{name} has changed: adapt this bug to it"
        broken = Library(library.kind, library.lua.replace(old, new))
        self.patch.setattr(store, name, broken.function(sound.name))

    def around(self, kind: type[Bookings | Moves | Endings], act: Around) -> None:
        """Replaces the writing of transitions (bookings, moves or endings, as `kind` says) by `act`.

        `act` gets a function that writes the transition as before, and the request; its result is the result of the
        writing.
        """
        sound = kind.write

        async def broken(transitions: Any, request: TransitionRequest) -> bytes | None:
            return await act(lambda: sound(transitions, request), request)

        self.patch.setattr(kind, "write", broken)


Go = Callable[[], Awaitable[bytes | None]]
Around = Callable[[Go, TransitionRequest], Awaitable[bytes | None]]

_DROP_CLAIMS = "DELETE FROM time_claim WHERE appointment_id = $1"


async def constraint_dropped(breaking: Breaking) -> None:
    await breaking.owner.execute("ALTER TABLE time_claim DROP CONSTRAINT time_claim_pkey")


async def check_then_insert(breaking: Breaking) -> None:
    await constraint_dropped(breaking)
    look = """BEGIN
    IF EXISTS (SELECT FROM time_claim WHERE party_id = p_doctor
               AND during && tstzrange(p_starts, p_busy_until)) THEN
        RAISE EXCEPTION USING ERRCODE = 'AM001', MESSAGE = 'slot-taken';
    END IF;
    PERFORM pg_sleep(0.3);"""
    await breaking.rewrite("claim_times", ("BEGIN", look))


async def answer_before_commit(breaking: Breaking) -> None:
    async def act(go: Go, _booking: TransitionRequest) -> bytes | None:
        breaking.background.append(asyncio.ensure_future(go()))
        return None

    breaking.around(Bookings, act)


async def refused_but_done(breaking: Breaking) -> None:
    async def act(go: Go, ending: TransitionRequest) -> bytes | None:
        done = await go()
        # Only a request without an idempotency key is refused. A repetition with a key would get the
        # stored answer, which would hide the bug.
        if ending[0] is None:
            raise NotBooked
        return done

    breaking.around(Endings, act)


async def tries_counted_without_care(breaking: Breaking) -> None:
    sound = store.check

    async def broken(redis: Any, settings: Settings, token: Any, mac: str) -> Any:
        challenge = redis_keys.challenge(token)
        read = await redis.do("seeded_bug", "HGET", challenge, "tries")
        await asyncio.sleep(0.05)
        answer = await sound(redis, settings, token, mac)
        if read is not None and await redis.do("seeded_bug", "EXISTS", challenge):
            await redis.do("seeded_bug", "HSET", challenge, "tries", int(read) + 1)
        return answer

    breaking.patch.setattr(store, "check", broken)


async def hold_not_owned(breaking: Breaking) -> None:
    lets_go = " then\n      redis.call('DEL', keys[i])"
    breaking.rewrite_lua(
        "RELEASE", f"redis.call('GET', keys[i]) == nonce{lets_go}", f"true{lets_go}"
    )


async def lock_released_before_commit(breaking: Breaking) -> None:
    sound = store.check

    async def broken(redis: Any, settings: Settings, token: Any, mac: str) -> Any:
        answer = await sound(redis, settings, token, mac)
        if answer[0] == "ok":
            await store.release(redis, settings, token)
            # In this time another patient must get the hold, which takes almost half a second on a busy machine.
            await asyncio.sleep(1)
        return answer

    breaking.patch.setattr(store, "check", broken)


async def hold_outlives_its_time(breaking: Breaking) -> None:
    breaking.rewrite_lua("TAKE", "nonce, 'PX', hold_ms)", "nonce, 'PX', hold_ms * 10)")


async def move_in_two_transactions(breaking: Breaking) -> None:
    alone = asyncio.Lock()

    async def act(go: Go, move: TransitionRequest) -> bytes | None:
        (id_,) = [each for each in move if isinstance(each, UUID)][:1]
        async with alone:
            await breaking.owner.execute(_DROP_CLAIMS, id_)
        return await go()

    breaking.around(Moves, act)


async def moved_without_its_place(breaking: Breaking) -> None:
    await breaking.rewrite(
        "move_appointments",
        ("UPDATE appointment_place SET starts_at = m.starts_at WHERE id = m.id;", ""),
    )


async def key_ignored(breaking: Breaking) -> None:
    await breaking.rewrite("take_key", ("BEGIN", "BEGIN\n    RETURN NULL;"))


async def cancel_leaves_claims(breaking: Breaking) -> None:
    await breaking.rewrite(
        "end_appointments", ("DELETE FROM time_claim WHERE appointment_id = e.id;", "")
    )


async def move_keeps_claims(breaking: Breaking) -> None:
    await breaking.rewrite(
        "move_appointments",
        ("DELETE FROM time_claim WHERE appointment_id = m.id;", ""),
    )


async def extended_when_it_has_ended(breaking: Breaking) -> None:
    breaking.rewrite_lua("EXTEND", "return {0}", "return {1, now_ms() + args[2], 1}")


async def event_missing(breaking: Breaking) -> None:
    text = "INSERT INTO appointment_event"
    await breaking.rewrite("end_appointments", (text, "IF e.status <> 'cancelled' THEN " + text),
                           ("sha256(e.note_sealed));", "sha256(e.note_sealed)); END IF;"))  # fmt: skip


async def ended_twice(breaking: Breaking) -> None:
    await breaking.rewrite("end_appointments", (" AND status = 'booked'", ""))
    breaking.patch.setattr(rules, "allowed", lambda _present, _wanted: True)


async def schedule_not_looked_at(breaking: Breaking) -> None:
    await breaking.rewrite("check_schedule", ("BEGIN", "BEGIN\n    RETURN;"))


BUGS: dict[str, tuple[Callable[[Breaking], Awaitable[None]], str]] = {
    "constraint dropped": (constraint_dropped, "overlap"),
    "check, then insert": (check_then_insert, "overlap"),
    "answer before commit": (answer_before_commit, "lost"),
    "refused but done": (refused_but_done, "unrequested"),
    "tries counted without care": (tries_counted_without_care, "code"),
    "hold not owned": (hold_not_owned, "slot"),
    "lock released before commit": (lock_released_before_commit, "slot"),
    "hold outlives its time": (hold_outlives_its_time, "slot"),
    "move in two transactions": (move_in_two_transactions, "move"),
    "moved without its place": (moved_without_its_place, "move"),
    "key ignored": (key_ignored, "key"),
    "cancel leaves claims": (cancel_leaves_claims, "claims"),
    "event missing": (event_missing, "event"),
    "ended twice": (ended_twice, "transition"),
    "schedule not looked at": (schedule_not_looked_at, "leave"),
}
"""By the name of a bug: (the function that inserts the bug, the rule of the checker that must report a violation)."""

BUGS_OF_ONE: dict[str, Callable[[Breaking], Awaitable[None]]] = {
    "extended when it has ended": extended_when_it_has_ended,
    "hold outlives its time": hold_outlives_its_time,
    "hold not owned": hold_not_owned,
    "cancel leaves claims": cancel_leaves_claims,
    "move keeps claims": move_keeps_claims,
    "key ignored": key_ignored,
    "schedule not looked at": schedule_not_looked_at,
}
"""Bugs, by name, that show without simultaneous requests, so that test_state_machine.py must find them."""
