"""Extends and verifies the chains of checkpoints over the ledgers, which are tables to which rows are only added.

Each ledger has its own chain. A checkpoint is an HMAC-SHA256, under a key that the database does
not hold, of the ledger's previous checkpoint and of entries that no checkpoint covers yet. A
checkpoint covers settled entries only: those that are so old that no open transaction can still add
an entry with a lower id.

Somebody who can change the database, but does not have the key, cannot make a matching checkpoint.
If the newest entries are removed together with their checkpoints, only a checkpoint that is stored
elsewhere shows that. For this reason each checkpoint is logged.
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
    """One checkpoint of a ledger's chain; `number` counts from 1.

    Its text has the ledger, the number and the MAC in hexadecimal, such as
    `appointment_event:17:3f2a...`.
    """

    ledger: str
    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.ledger}:{self.number}:{self.mac.hex()}"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Parses a text as `str(checkpoint)` returns it.

        Raises `ValueError` for a text without ledger, number and hexadecimal MAC, and for an unknown
        ledger.
        """
        ledger, number, mac = text.split(":")
        if ledger not in LEDGERS:
            raise ValueError(f"there is no ledger {ledger}")
        return cls(ledger, int(number), bytes.fromhex(mac))


_BEFORE_ALL = -(2**63)
_NODE_BITS = 48
"""The number of low bits of an id that count entries.

The bits above them are the number of the Citus node that issued the id, and 0 without Citus.
"""
_MOST = 5000
"""The most entries in a checkpoint, so that its transaction takes a fraction of a second."""


async def extend(resources: Resources, settled: timedelta) -> None:
    """Adds checkpoints for the ledgers' new entries that are older than the duration `settled`.

    `settled` must be longer than any transaction can be open. Each call adds at most one checkpoint
    of at most 5,000 entries for each ledger and Citus node. The checkpoints are logged after the
    commit. While another process extends the chains, the call does nothing. Raises `Unavailable` as
    `Queries.fetch` does.
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
    """Yields (after, until) for each Citus node with settled entries that no checkpoint covers.

    The ids of these entries are above `after`, up to and including `until`.
    """
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
    """Returns the range of ids of the Citus node that issued the id `entry`.

    The ids are above `start`, up to and including `stop`.
    """
    number = max(entry >> _NODE_BITS, 0)
    start = (number << _NODE_BITS) - 1 if number else _BEFORE_ALL
    return range(start, ((number + 1) << _NODE_BITS) - 1)


def _message(ledger: str, number: int, before: bytes, rows: Sequence[Row]) -> list[bytes]:
    return [ledger.encode(), str(number).encode(), before, *(row["said"].encode() for row in rows)]


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of verifying one ledger's chain.

    `checkpoints` counts the checkpoints that are there, and `entries` the entries that they cover
    now. `last` is the newest checkpoint; None for an empty chain. `faults` are English sentences;
    an intact chain has none.
    """

    ledger: str
    checkpoints: int
    entries: int
    last: Checkpoint | None
    faults: list[str]


async def check(resources: Resources, told: Sequence[Checkpoint] = ()) -> list[Checked]:
    """Computes every checkpoint of every ledger again; returns a result for each ledger, in the order of `LEDGERS`.

    Nothing is changed. Faults are returned in `Checked.faults`, and entries that no checkpoint
    covers yet are not considered. `told` are checkpoints that somebody stored outside the database.
    If the chain lacks one of them, or its checkpoint of the same number differs, that is reported
    as a fault. Raises `Unavailable` as `Queries.fetch` does.
    """
    return [
        await _check_ledger(resources, ledger, {t for t in told if t.ledger == ledger})
        for ledger in LEDGERS
    ]


async def _check_ledger(resources: Resources, ledger: str, told: set[Checkpoint]) -> Checked:
    number, before, present, count = 0, b"", 0, 0
    covered: dict[range, int] = {}
    faults: list[str] = []
    while checkpoints := await queries.checkpoints(resources.database, ledger, number):
        for each in checkpoints:
            if each["number"] != number + 1:
                faults.append(f"checkpoints {number + 1} to {each['number'] - 1} are missing")
            number = each["number"]
            node = _node(each["last_id"])
            after = covered.get(node, node.start)
            rows = await _entries(resources.database, ledger, after, each["last_id"])
            message = _message(ledger, number, before, rows)
            if not _is_among(each["mac"], resources.keyring.macs("audit", *message)):
                faults.append(
                    f"checkpoint {number}, entries up to {each['last_id']}:"
                    f" it covered {each['entries']} entries, {len(rows)} are there now, and their hash differs"
                )
            same = {t for t in told if t.number == number}
            if any(not hmac.compare_digest(t.mac, each["mac"]) for t in same):
                faults.append(f"checkpoint {number} differs from the one that --checkpoint names")
            told -= same
            covered[node] = each["last_id"]
            before, present, count = each["mac"], present + 1, count + len(rows)
    faults += [
        f"checkpoint {missing}, which --checkpoint names, is missing"
        for missing in sorted({t.number for t in told})
    ]
    last = Checkpoint(ledger, number, before) if number else None
    return Checked(ledger, present, count, last, faults)


async def _entries(database: Queries, ledger: str, after: int, until: int) -> list[Row]:
    """Returns the entries with ids above `after`, up to and including `until`, by id.

    At most one entry more than a checkpoint may have is read, which suffices to notice inserted
    entries.
    """
    return await queries.entries(database, ledger, after, until, _MOST + 1)


def _is_among(mac: bytes, macs: Sequence[bytes]) -> bool:
    return any(hmac.compare_digest(mac, each) for each in macs)
