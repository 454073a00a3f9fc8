"""Encodes planned visits as rows of their four tables, in COPY's binary format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from amrutam.booking.mapping import seal_reason
from amrutam.core.key_ring import Keyring
from amrutam.seeding.binary import (
    NULL,
    bigint,
    blob,
    instant,
    integer,
    maybe_uuid,
    period,
    row,
    text,
    uuid,
    whole,
)
from amrutam.seeding.visits import PlannedVisit

VISIT_COLUMNS = {
    "appointment": "id starts_at ends_at created_at updated_at reference reason_sealed patient_id"
    " account_id status version doctor_id consultation_type_id mode clinic_id fee_amount"
    " fee_currency time_zone",
    "appointment_place": "id doctor_id starts_at",
    "time_claim": "party_id during appointment_id pause_minutes",
    "appointment_event": "appointment_id version kind actor_account_id actor_role at starts_at clinic_id",
}


class VisitRows:
    """Encodes visits; caches the parts of rows that the visits to one doctor, or of one status, share."""

    def __init__(self, keyring: Keyring, claims_since: datetime) -> None:
        """`claims_since`: claims are written only for visits that end, with the pause, after this time.

        Upkeep would delete older claims.
        """
        self._keyring = keyring
        self._claims_since = claims_since
        self._word = lru_cache(64)(text)
        self._number = lru_cache(64)(integer)
        self._offers: dict[tuple[object, ...], bytes] = {}

    def of(self, visits: Sequence[PlannedVisit]) -> dict[str, bytes]:
        """Maps each of the four tables to its rows, encoded as a complete COPY stream."""
        rows: dict[str, list[bytes]] = {table: [] for table in VISIT_COLUMNS}
        for v in visits:
            its, starts, created = uuid(v.id), instant(v.starts_at), instant(v.created_at)
            doctor, patient, account = (
                uuid(v.doctor.id),
                uuid(v.patient.id),
                uuid(v.patient.account_id),
            )
            ended = None if v.ended_at is None else instant(v.ended_at)
            rows["appointment_place"].append(row(3, its, doctor, starts))
            rows["appointment"].append(row(
                18, its, starts, instant(v.ends_at), created, ended or created,
                text(v.reference), self._reason(v), patient, account,
                self._word(v.status), self._number(2 if ended else 1), self._offer(v),
            ))  # fmt: skip
            rows["appointment_event"].append(row(
                8, its, self._number(1), self._word("booked"), account, self._word("patient"),
                created, starts, maybe_uuid(v.clinic_id),
            ))  # fmt: skip
            if ended:
                rows["appointment_event"].append(row(
                    8, its, self._number(2), self._word(v.status), *self._actor(v, account), ended,
                    starts, NULL,
                ))  # fmt: skip
            if v.status != "cancelled" and v.busy_until > self._claims_since:
                pause = self._number(v.doctor.calendar.buffer_minutes)
                rows["time_claim"] += (
                    row(4, doctor, period(v.starts_at, v.busy_until), its, pause),
                    row(4, patient, period(v.starts_at, v.ends_at), its, self._number(0)),
                )
        return {table: whole(found) for table, found in rows.items()}

    def _reason(self, v: PlannedVisit) -> bytes:
        return blob(seal_reason(self._keyring, v.reason, v.id))

    def _actor(self, v: PlannedVisit, account: bytes) -> tuple[bytes, bytes]:
        if v.status == "cancelled":
            return account, self._word("patient")
        return uuid(v.doctor.account_id), self._word("doctor")

    def _offer(self, v: PlannedVisit) -> bytes:
        """The encoded columns that all visits to one doctor with one type, mode and place share."""
        named = (v.doctor.id, v.kind.id, v.mode, v.clinic_id)
        found = self._offers.get(named)
        if found is None:
            found = self._offers[named] = b"".join((
                uuid(v.doctor.id), uuid(v.kind.id),
                text(v.mode),
                maybe_uuid(v.clinic_id),
                bigint(v.kind.fee_amount),
                text(v.kind.fee_currency),
                text(v.doctor.calendar.time_zone),
            ))  # fmt: skip
        return found
