"""SQL that reads appointments, singly and in lists, and the times that they claim, and finds other doctors for a cancelled appointment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

APPOINTMENTS = Statement(
    "appointments_by_id",
    """
    SELECT a.* FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, n)
    LEFT JOIN LATERAL appointment_by_id(wanted.id) AS a ON true
    ORDER BY wanted.n
    """,
)

EARLIER_VISITS = Statement(
    "earlier_visits",
    """
    SELECT a.id, a.reference, a.starts_at, a.status, a.mode, a.reason_sealed, t.name AS consultation_type,
        t.kind AS consultation_kind
    FROM appointment AS a JOIN consultation_type AS t ON t.id = a.consultation_type_id
    WHERE a.patient_id = $1 AND a.doctor_id = $2 AND a.starts_at < $3 AND a.status <> 'cancelled'
    ORDER BY a.starts_at DESC LIMIT 20
    """,
)

CLAIMED = Statement(
    "claimed_of_appointment",
    """
    SELECT lower(during) AS starts, upper(during) AS ends FROM time_claim
    WHERE appointment_id = $1 AND party_id = $2
    """,
)


def _page(name: str, party: str, forward: bool) -> Statement:  # noqa: FBT001 - chooses between two statements of one text
    order, after = ("ASC", ">") if forward else ("DESC", "<")
    return Statement(
        name,
        f"""
        SELECT * FROM appointment_shown a
        WHERE {party} AND a.starts_at >= $2 AND a.starts_at < $3
            AND ($4::text IS NULL OR a.status = $4)
            AND ($5::timestamptz IS NULL OR (a.starts_at, a.id) {after} ($5, $6::uuid))
            AND ($8::text IS NULL OR a.reference = $8)
            AND ($9::uuid IS NULL OR a.doctor_id = $9)
            AND ($10::uuid IS NULL OR a.account_id = $10)
        ORDER BY a.starts_at {order}, a.id {order} LIMIT $7
        """,
    )


_PARTIES = {
    "patient": "a.account_id = $1",
    "doctor": "a.doctor_id = (SELECT id FROM doctor WHERE account_id = $1)",
    "one doctor": "a.doctor_id = $1",
    "one account": "a.account_id = $1",
    "one reference": "a.reference = $1",
}

PAGES = {
    (whose, forward): _page(f"appointments_of_{whose.replace(' ', '_')}", party, forward)
    for whose, party in _PARTIES.items()
    for forward in (True, False)
}

# Only the first visits are returned, so each row also has the total numbers of the doctor's visits
# and handovers.
_UPCOMING_OF_DOCTOR = Statement(
    "upcoming_of_doctor",
    """
    SELECT a.id, a.reference, a.starts_at, a.ends_at, a.mode, p.name AS patient_name,
        CASE WHEN h.appointment_id IS NULL THEN 'none' WHEN h.declined_at IS NOT NULL THEN 'declined'
            WHEN m.appointment_id IS NOT NULL THEN 'proposed' ELSE 'to_choose' END AS handover,
        o.name AS handover_doctor_name, m.expires_at AS answer_until,
        count(*) OVER () AS visits,
        count(*) FILTER (WHERE m.appointment_id IS NOT NULL AND h.declined_at IS NULL) OVER () AS proposed,
        count(*) FILTER (WHERE h.appointment_id IS NOT NULL AND h.declined_at IS NULL
            AND m.appointment_id IS NULL) OVER () AS to_choose,
        count(*) FILTER (WHERE h.declined_at IS NOT NULL) OVER () AS declined
    FROM appointment AS a JOIN patient AS p ON p.id = a.patient_id
    LEFT JOIN handover AS h ON h.appointment_id = a.id
    LEFT JOIN doctor AS o ON o.id = h.doctor_id
    LEFT JOIN move_proposal AS m ON m.appointment_id = a.id AND m.doctor_id = h.doctor_id AND m.expires_at > now()
    WHERE a.doctor_id = $1 AND a.status = 'booked' AND a.starts_at > now()
    ORDER BY a.starts_at, a.id LIMIT $2
    """,
)

# Finds doctors of the same specialization, those of the same city first, each with the first
# available slot in the mode.
_OTHER_DOCTORS = {
    mode: Statement(
        f"other_doctors_{mode}",
        f"""
        SELECT l.doctor_id, d.name, t.id AS type_id, l.next_{mode}_at AS starts_at
        FROM doctor AS own
        JOIN doctor_listing AS l ON l.specialization = own.specialization AND l.doctor_id <> own.id
        JOIN doctor AS d ON d.id = l.doctor_id
        JOIN consultation_type AS t ON t.doctor_id = l.doctor_id AND t.is_default AND t.active
        WHERE own.id = $1 AND l.next_{mode}_at > now() AND l.next_{mode}_at < now() + interval '30 days'
        ORDER BY l.city <> own.city, l.next_{mode}_at LIMIT $2
        """,
    )
    for mode in ("online", "in_person")
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of appointments.

    `whose` says what `party` is: `patient` (the id of the account that manages the patient), `doctor`
    (the id of the doctor's account), `one doctor` (a doctor's id), `one account` (as `patient`) or
    `one reference` (a booking reference). `period`: appointments that start at the first of its two
    instants or later, and before the second. `forward`: the earliest come first, otherwise the
    latest. `limit`: the maximum number of rows. `after`: start and id of the last row of the previous
    page; None for the first page. `status` and the fields from `reference` on are further filters;
    None does not filter.
    """

    whose: str
    party: UUID | str
    period: tuple[datetime, datetime]
    forward: bool
    limit: int
    status: str | None = None
    after: tuple[datetime, UUID] | None = None
    reference: str | None = None
    doctor_id: UUID | None = None
    account_id: UUID | None = None


async def appointments_by_id(queries: Queries, ids: Sequence[UUID]) -> list[Row | None]:
    """The appointments in the order of `ids`, in the columns of the view `appointment_shown`; None for an unknown id."""
    return [row if row["id"] else None for row in await queries.fetch(APPOINTMENTS, ids)]


async def appointments(queries: Queries, page: Page) -> list[Row]:
    """Returns the page's appointments, by start and id in the direction of `forward`.

    The columns are those of the view `appointment_shown`.
    """
    starts_at, id_ = page.after or (None, None)
    return await queries.fetch(
        PAGES[page.whose, page.forward], page.party, *page.period, page.status, starts_at, id_,
        page.limit, page.reference, page.doctor_id, page.account_id,
    )  # fmt: skip


async def earlier_visits(
    queries: Queries, patient_id: UUID, doctor_id: UUID, before: datetime
) -> list[Row]:
    """The patient's last twenty visits to the doctor before `before` that were not cancelled, newest first.

    Columns: `id`, `reference`, `starts_at`, `status`, `mode`, `reason_sealed` (the encrypted
    reason, None without one), and `consultation_type` and `consultation_kind` (the type's name and
    kind).
    """
    return await queries.fetch(EARLIER_VISITS, patient_id, doctor_id, before)


async def claimed(
    queries: Queries, appointment_id: UUID, doctor_id: UUID
) -> list[tuple[datetime, datetime]]:
    """The doctor's times (start, end of the pause) that the appointment claims: its own and a proposed one.

    Times are in UTC. The list is empty for an unknown appointment and for another doctor.
    """
    rows = await queries.fetch(CLAIMED, appointment_id, doctor_id)
    return [(row["starts"], row["ends"]) for row in rows]


async def upcoming_of_doctor(queries: Queries, doctor_id: UUID, limit: int) -> list[Row]:
    """Returns the doctor's first `limit` booked visits that have not begun, by start, in the columns of `_UPCOMING_OF_DOCTOR`.

    `handover` is `none`, `proposed`, `to_choose` or `declined` (`UpcomingVisit` in
    suspension_routes.py explains these states). In each row, `visits` is the number
    of all these visits of the doctor, without the limit, and `proposed`, `to_choose` and `declined`
    are the numbers of those whose handover is in this state. `handover_doctor_name` is None without
    a handover, and `answer_until` (in UTC) without an open proposal of the other doctor's time.
    """
    return await queries.fetch(_UPCOMING_OF_DOCTOR, doctor_id, limit)


async def other_doctors(queries: Queries, doctor_id: UUID, mode: str, limit: int) -> list[Row]:
    """Returns the first `limit` other doctors of the same specialization with an available slot in the mode in the next 30 days.

    `mode`: `online` or `in_person`. Doctors of the same city come first; within and outside the
    city, those with earlier slots. Columns: `doctor_id`, `name`, `type_id` (the default consultation
    type), `starts_at` (of the first available slot, according to the search index, which does not
    consider holds).
    """
    return await queries.fetch(_OTHER_DOCTORS[mode], doctor_id, limit)
