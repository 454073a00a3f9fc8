"""The directory of all doctors for administrators: their state, and whether they can sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from amrutam.accounts.contacts import opened_address
from amrutam.core.database import Row
from amrutam.core.errors import NotFound
from amrutam.core.pagination import CursorText, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.operations import directory_queries

State = Literal["draft", "waiting", "approved", "suspended"]

_MOST_EVENTS = 50
_Position = tuple[CursorText, UUID]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of doctors: `items` have the fields of `doctor_routes.DirectoryDoctor`.

    `next_cursor` is None on the last page. `counts` are numbers of all doctors by state, whatever the
    filters are, without states that no doctor has.
    """

    items: list[dict[str, Any]]
    next_cursor: str | None
    counts: dict[State, int]


async def doctors_page(
    resources: Resources, q: str | None, state: State | None, limit: int, cursor: str | None
) -> Page:
    """Returns a page of at most `limit` doctors, ordered by name and id.

    `q`: a part of the name (without regard to case and accents), or the beginning of the registration number
    (without regard to case); None lists all doctors. `state` None lists every state. `cursor` None is the first
    page. Raises `Invalid` for a cursor of another list.
    """
    scope = f"directory:{state}:{q}"
    after = decode_cursor(resources.keyring, scope, cursor, _Position) if cursor else (None, None)
    rows = await resources.database.fetch(directory_queries.PAGE, q, state, *after, limit + 1)
    counts = {
        row["state"]: row["doctors"]
        for row in await resources.database.fetch(directory_queries.COUNTS)
    }
    items = [dict(row) for row in rows[:limit]]
    last = (items[-1]["name"], items[-1]["id"]) if len(rows) > limit else None
    following = encode_cursor(resources.keyring, scope, last) if last else None
    return Page(items, following, counts)


async def doctor_of_staff(resources: Resources, doctor_id: UUID) -> dict[str, Any]:
    """Returns one doctor's state, account (or None) and last 50 changes by administrators, newest first.

    The result is a dictionary with the fields of `doctor_routes.DoctorOfStaff`. Raises `NotFound` for an
    unknown doctor, and `SealBroken` if no key of the key ring decrypts an address.
    """
    row = await resources.database.row(directory_queries.ONE, doctor_id)
    if row is None:
        raise NotFound
    events = await resources.database.fetch(directory_queries.EVENTS, str(doctor_id), _MOST_EVENTS)
    return {
        **{name: row[name] for name in ("id", "state", "suspended_at", "weekly_hours", "upcoming")},
        "account": _account(resources, row) if row["account_id"] else None,
        "history": [
            {
                "kind": event["kind"],
                "at": event["at"],
                "by": opened_address(resources.keyring, event["actor_sealed"]),
            }
            for event in events
        ],
    }


def _account(resources: Resources, row: Row) -> dict[str, Any]:
    return {
        "id": row["account_id"],
        "email": opened_address(resources.keyring, row["email_sealed"]),
        "has_password": row["has_password"],
        "disabled": row["disabled_at"] is not None,
    }
