"""Exports the data of an account as one JSON document. The data is read in pages, and each page is sent before the next one is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec

from amrutam.accounts import actions, consents, queries, session_queries
from amrutam.accounts.models import Caller
from amrutam.booking.mapping import opened_note
from amrutam.booking.reading import Filter, list_appointments
from amrutam.core import clock
from amrutam.core.database import Row
from amrutam.core.resources import Resources
from amrutam.privacy import export_queries

_PAGE = 100
_encode = msgspec.json.Encoder().encode


async def own_data(resources: Resources, caller: Caller) -> AsyncIterator[bytes]:
    """The pieces of the JSON document, in UTF-8; joined, they are one object.

    The object's keys are `exported_at`, `account`, `patients`, `consents`, `sessions`, `account_events`,
    `queue_numbers`, `payments` and `appointments`. The first piece is made before the function returns, because the
    HTTP status cannot change once a part of the answer is sent. Appointments come last, in pages of a hundred, so that
    memory stays bounded. The pages are not one snapshot, because they are read one after the other. Staff get the
    appointments that they booked as patients. Raises `SignInRequired` if there is no such account. Raises `SealBroken`
    if no key of the key ring decrypts a value, and `Unavailable`, both also while the caller iterates over the pieces.
    """
    pieces = _pieces(resources, caller)
    return _begun(await anext(pieces), pieces)


async def _begun(first: bytes, others: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in others:
        yield piece


async def _pieces(resources: Resources, caller: Caller) -> AsyncIterator[bytes]:
    """Yields a piece for each page of appointments; the first piece also has all that precedes the appointments."""
    account, _ = await actions.own_account(resources, caller.account_id)
    database = resources.database
    head = {
        "exported_at": clock.now(),
        "account": account,
        "patients": await queries.patients_of(database, caller.account_id),
        "consents": _plain(await consents.consents_of(resources, caller.account_id)),
        "sessions": _plain(await session_queries.live_sessions(database, caller.account_id)),
        "account_events": _plain(
            await export_queries.account_events_of(database, caller.account_id)
        ),
        "queue_numbers": _plain(await export_queries.queue_numbers_of(database, caller.account_id)),
        "payments": _plain(await export_queries.payments_of(database, caller.account_id)),
    }
    piece = [_encode(head)[:-1], b',"appointments":[']
    booker = replace(caller, role="patient")
    separator, cursor = b"", None
    while True:
        page, cursor = await list_appointments(resources, booker, Filter(), _PAGE, cursor)
        ids = [each.id for each in page]
        events = await export_queries.events_of(database, caller.account_id, ids)
        for each in page:
            history = [_event(resources, row) for row in events if row["appointment_id"] == each.id]
            piece += [separator, _encode({"appointment": each, "history": history})]
            separator = b","
        if cursor is None:
            break
        yield b"".join(piece)
        piece = []
    yield b"".join([*piece, b"]}"])


def _event(resources: Resources, row: Row) -> dict[str, Any]:
    shown = dict(row)
    sealed, id_ = shown.pop("note_sealed"), shown.pop("appointment_id")
    return {**shown, "note": opened_note(resources.keyring, sealed, id_)}


def _plain(rows: list[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]
