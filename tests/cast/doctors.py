"""Inserts doctors by SQL, for tests that are not about making a doctor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from amrutam.core.database import Queries, Statement
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_entries_soon
from amrutam.doctors.search.index import list_doctors
from amrutam.doctors.search.reference import ensure_reference

Session = tuple[int, str, str]
"""A weekly session: ISO weekday (1 is Monday), start and end in local time; "24:00" ends with the day."""

WHOLE_WEEK: Sequence[Session] = tuple((day, "09:00", "17:00") for day in range(1, 8))

_numbers = count(1)

DOCTOR = Statement(
    "cast_doctor",
    """
    INSERT INTO doctor (id, account_id, name, registration_number, specialization, city,
        languages, gender, experience_years, rating_hundredths, bio, time_zone, code_policy,
        buffer_minutes, notice_minutes, horizon_days, slot_step_minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    """,
)
PRACTICE = Statement(
    "cast_practice",
    """
    WITH made AS (
        INSERT INTO clinic (id, name, address, city, time_zone, is_practice)
        VALUES ($1, $2, $3, $4, $5, true) RETURNING id
    ) INSERT INTO doctor_clinic SELECT id, id FROM made
    """,
)
BOOKING = Statement(
    "cast_booking", "INSERT INTO doctor_booking (doctor_id, approved) VALUES ($1, $2)"
)
TYPE = Statement(
    "cast_type",
    """
    INSERT INTO consultation_type (doctor_id, kind, name, minutes, fee_amount, fee_currency,
        modes, is_default)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
    """,
)
RULE = Statement(
    "cast_rule",
    """
    INSERT INTO schedule_rule (doctor_id, weekday, starts, ends, time_zone, modes, breaks,
        clinic_id)
    VALUES ($1::uuid, $2, $3::text::time, $4::text::time, $5, $6::text[], $7::jsonb,
        CASE WHEN 'in_person' = ANY ($6::text[]) THEN $1::uuid END)
    """,
)
CHANGE = Statement("cast_change", "INSERT INTO free_day_change (doctor_id) VALUES ($1)")


@dataclass(frozen=True)
class Doctor:
    """A doctor of the cast.

    `type_id` is the id of the default consultation type, to which `minutes` and `fee` (minor units) belong.
    `type_ids` are the ids of all types, the default one first. `buffer` is the pause in minutes; `account_id` is
    None for a doctor who cannot sign in.
    """

    id: UUID
    type_id: UUID
    type_ids: tuple[UUID, ...]
    name: str
    account_id: UUID | None
    time_zone: str
    minutes: int
    fee: int
    buffer: int = 0


async def make_doctor(
    resources: Resources,
    *,
    approved: bool = True,
    weekly: Sequence[Session] = WHOLE_WEEK,
    breaks: Sequence[tuple[str, str]] = (),
    minutes: int = 30,
    buffer: int = 0,
    step: int | None = None,
    notice: int = 0,
    horizon: int = 60,
    time_zone: str = "Asia/Kolkata",
    modes: Sequence[str] = ("online", "in_person"),
    rule_modes: Sequence[str] = ("online", "in_person"),
    fee: int = 50_000,
    more_types: Sequence[dict[str, Any]] = (),
    account_id: UUID | None = None,
    **fields: Any,
) -> Doctor:
    """Inserts a doctor with a practice, consultation types and weekly rules.

    `minutes`, `buffer`, `step` and `notice` are in minutes, `horizon` is in days, and `fee` in minor units.
    `modes` are those of the default type, and `rule_modes` those of the weekly rules.
    `breaks`: local start and end of each break of a session. `fields`: name, specialization and city (slugs),
    languages, gender, experience_years, rating_hundredths, code_policy, bio, address, registration_number; another
    name fails the test. `more_types`: rows with kind, name, minutes, fee and modes, in addition to the default
    type; only minutes are required.
    """
    kind = {"kind": "first_visit", "name": "First visit", "minutes": minutes, "fee": fee}
    types = [{**kind, "modes": modes, "is_default": True}, *more_types]
    row = _fields(fields, next(_numbers))
    async with resources.database.transaction() as queries:
        await ensure_reference(queries)
        doctor_id = uuid4()
        await queries.execute(
            DOCTOR, doctor_id, account_id,
            *(value for name, value in row.items() if name != "address"), time_zone,
            fields.get("code_policy", "session"), buffer, notice, horizon, step,
        )  # fmt: skip
        await queries.execute(
            PRACTICE, doctor_id, row["name"], row["address"], row["city"], time_zone
        )
        await queries.execute(BOOKING, doctor_id, approved)
        type_ids = [await _add_type(queries, doctor_id, each) for each in types]
        await _add_rules(
            queries, doctor_id, weekly=weekly, time_zone=time_zone, modes=rule_modes, breaks=breaks
        )
        await list_doctors(queries, [doctor_id])
        await queries.execute(CHANGE, doctor_id)
    await drop_entries_soon(resources)
    return Doctor(
        doctor_id,
        type_ids[0],
        tuple(type_ids),
        row["name"],
        account_id,
        time_zone,
        minutes,
        fee,
        buffer,
    )


def _fields(given: dict[str, Any], number: int) -> dict[str, Any]:
    standard = {
        "name": f"Dr. Asha Rao {number}",
        "registration_number": f"CAST-{uuid4().hex[:12]}",
        "specialization": "kayachikitsa",
        "city": "jaipur",
        "address": "12 Station Road",
        "languages": ["English", "Hindi"],
        "gender": "female",
        "experience_years": 10,
        "rating_hundredths": None,
        "bio": "",
    }
    unknown = set(given) - set(standard) - {"code_policy"}
    assert not unknown, f"make_doctor has no fields {unknown}"
    return {name: given.get(name, value) for name, value in standard.items()}


async def _add_type(queries: Queries, doctor_id: UUID, kind: dict[str, Any]) -> UUID:
    made: UUID = await queries.value(
        TYPE, doctor_id, kind.get("kind", "first_visit"), kind.get("name", "Long visit"),
        kind["minutes"], kind.get("fee", 30_000), "INR",
        list(kind.get("modes", ("online", "in_person"))), kind.get("is_default", False),
    )  # fmt: skip
    return made


async def _add_rules(
    queries: Queries,
    doctor_id: UUID,
    *,
    weekly: Sequence[Session],
    time_zone: str,
    modes: Sequence[str],
    breaks: Sequence[tuple[str, str]],
) -> None:
    written = json.dumps([{"starts": starts, "ends": ends} for starts, ends in breaks])
    await queries.many(
        RULE,
        [
            (doctor_id, weekday, starts, ends, time_zone, list(modes), written)
            for weekday, starts, ends in weekly
        ],
    )
