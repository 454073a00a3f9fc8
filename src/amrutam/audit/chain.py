"""The chain over the history: extending it by what has settled, and checking that nothing of it has changed.

A checkpoint is HMAC-SHA256, under a key that the database does not hold, of the checkpoint before it and the
entries since then. Whoever changes the database alone cannot make another that fits; what they take
off the end, checkpoints and all, is found by a checkpoint that was told elsewhere: each is logged.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from amrutam.audit import queries
from amrutam.audit.queries import LEDGERS
from amrutam.core.database import Queries, Row
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources

log = structlog.get_logger("amrutam.audit")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One link of a ledger's chain. As text `appointment_event:17:3f2a...`, the MAC in hexadecimal."""

    ledger: str
    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.ledger}:{self.number}:{self.mac.hex()}"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Raises `ValueError`."""
        ledger, number, mac = text.split(":")
        if ledger not in LEDGERS:
            raise ValueError(f"there is no ledger {ledger}")
        return cls(ledger, int(number), bytes.fromhex(mac))


_BEFORE_ALL = -(2**63)
_NODE_BITS = 48
"""Of an id that a node of Citus gives out, below the node's number."""
_MOST = 5000
"""Entries a checkpoint: a transaction of a fraction of a second."""


async def extend(resources: Resources, settled: timedelta) -> None:
    """A checkpoint of what is new in each ledger and older than `settled`, which no transaction outlasts.

    Logged once it is committed. Of several workers one at a time does it.
    """
    async with resources.database.transaction() as database:
        made = await _extended(resources.keyring, settled, database)
    for each in made:
        log.info("audit_checkpoint", checkpoint=str(each))


async def _extended(keyring: Keyring, settled: timedelta, database: Queries) -> list[Checkpoint]:
    made: list[Checkpoint] = []
    if not await queries.lock(database):
        return made
    for ledger in LEDGERS:
        last = await queries.last_checkpoint(database, ledger)
        end = (
            Checkpoint(ledger, last["number"], last["mac"]) if last else Checkpoint(ledger, 0, b"")
        )
        async for after, until in _uncovered(database, ledger, settled):
            rows = await queries.entries(database, ledger, after, until, _MOST)
            mac = keyring.mac("audit", *_message(ledger, end.number + 1, end.mac, rows))
            end = Checkpoint(ledger, end.number + 1, mac)
            await queries.add_checkpoint(
                database, ledger, end.number, rows[-1]["id"], len(rows), mac
            )
            made.append(end)
    return made


async def _uncovered(
    database: Queries, ledger: str, settled: timedelta
) -> AsyncIterator[tuple[int, int]]:
    """Of each node that has given out ids: the last that is covered, and the last that has settled."""
    at = _BEFORE_ALL
    while (entry := await queries.next_entry(database, ledger, at)) is not None:
        node = _node(entry)
        after = await queries.covered(database, ledger, node)
        after = node.start if after is None else after
        until = await queries.settled(database, ledger, after, node.stop, settled)
        if until is not None:
            yield after, until
        at = node.stop


def _node(entry: int) -> range:
    """The ids of the node that gave out this one: above `start`, up to `stop`."""
    number = max(entry >> _NODE_BITS, 0)
    start = (number << _NODE_BITS) - 1 if number else _BEFORE_ALL
    return range(start, ((number + 1) << _NODE_BITS) - 1)


def _message(ledger: str, number: int, before: bytes, rows: Sequence[Row]) -> list[bytes]:
    return [ledger.encode(), str(number).encode(), before, *(row["said"].encode() for row in rows)]


@dataclass(frozen=True, slots=True)
class Checked:
    """What one ledger's chain shows. `last` is its newest checkpoint."""

    ledger: str
    checkpoints: int
    entries: int
    last: Checkpoint | None
    faults: list[str]


async def check(resources: Resources, told: Sequence[Checkpoint] = ()) -> list[Checked]:
    """Every checkpoint of every ledger again, from the first. `told` must be among them."""
    return [
        await _check_ledger(
            resources, ledger, {t.number: t.mac for t in told if t.ledger == ledger}
        )
        for ledger in LEDGERS
    ]


async def _check_ledger(resources: Resources, ledger: str, told: dict[int, bytes]) -> Checked:
    number, before, count = 0, b"", 0
    covered: dict[range, int] = {}
    faults: list[str] = []
    while checkpoints := await queries.checkpoints(resources.database, ledger, number):
        for each in checkpoints:
            if each["number"] != number + 1:
                faults.append(f"checkpoints {number + 1} to {each['number'] - 1} are gone")
            number = each["number"]
            node = _node(each["last_id"])
            after = covered.get(node, node.start)
            rows = await _entries(resources.database, ledger, after, each["last_id"])
            message = _message(ledger, number, before, rows)
            if not _is_among(each["mac"], resources.keyring.macs("audit", *message)):
                faults.append(
                    f"checkpoint {number}, entries up to {each['last_id']}:"
                    f" {each['entries']} were there, {len(rows)} are there, and they do not fit"
                )
            if not hmac.compare_digest(told.pop(number, each["mac"]), each["mac"]):
                faults.append(f"checkpoint {number} is not the one that was told")
            covered[node] = each["last_id"]
            before, count = each["mac"], count + len(rows)
    faults += [f"checkpoint {missing} was told, and is gone" for missing in told]
    last = Checkpoint(ledger, number, before) if number else None
    return Checked(ledger, number, count, last, faults)


async def _entries(database: Queries, ledger: str, after: int, until: int) -> list[Row]:
    """One more than a checkpoint may hold at most: more cannot fit."""
    return await queries.entries(database, ledger, after, until, _MOST + 1)


def _is_among(mac: bytes, macs: Sequence[bytes]) -> bool:
    return any(hmac.compare_digest(mac, each) for each in macs)
