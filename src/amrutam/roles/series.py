"""The series of each role, beside those that every process has: what it can raise, and nothing else."""

from __future__ import annotations

from typing import get_args

from amrutam.booking.collisions import Guard
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import Series, by
from amrutam.holds.counting import Outcome
from amrutam.realtime.sockets import REASONS

API: list[Series] = [
    (metrics.HOLDS, by(*get_args(Outcome))),
    (metrics.SLOT_COLLISIONS, by(*get_args(Guard))),
    (
        metrics.BOOKINGS,
        by(
            "booked", "moved", "cancelled", "completed", "no_show", "reopened", "slot-taken", "patient-busy",
            "too-many-appointments", "too-many-changes", "follow-up-not-offered", "schedule-changed",
            "expired", "taken", "code-required", "code-refused",
        ),
    ),
    (
        metrics.CODES,
        [
            ("sign-in", "issued"), ("sign-in", "right"), ("sign-in", "wrong"),
            ("booking", "issued"), ("sign-in", "beyond"), ("booking", "beyond"),
        ],
    ),
]  # fmt: skip

WORKER: list[Series] = [
    (metrics.BOOKINGS, by("cancelled")),  # for a doctor's leave
    (
        metrics.CODES,
        [
            *(("sign-in", outcome) for outcome in ("sent", "expired", "refused", "staff")),
            *(("booking", outcome) for outcome in ("sent", "expired", "refused")),
        ],
    ),
    # By jobs, which the worker knows once they are registered.
    (metrics.JOB_SECONDS, []),
    (metrics.QUEUE_DEPTH, []),
    (metrics.QUEUE_AGE, []),
    (metrics.CALENDAR_MONTHS, []),
    (metrics.DATABASE_UP, []),
    (metrics.BACKUP_ENDED, []),
    (metrics.ARCHIVE_FAILING, []),
    # By servers, of which the website's is there only where it has one.
    (metrics.REDIS_UP, []),
    *((gauge, []) for gauge in metrics.REDIS_INFO.values()),
    (metrics.CERTIFICATE_END, []),
]

REALTIME: list[Series] = [
    (metrics.SOCKETS, []),
    (metrics.SUBSCRIPTIONS, []),
    (metrics.CHANGES_HEARD, []),
    (metrics.FAN_OUT, []),
    (metrics.CUT_OFF, by(*REASONS.values())),
]
