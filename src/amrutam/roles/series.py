"""Lists metrics of the roles api, worker and realtime, beside the metrics that every process has.

Each role's `create` adds further metrics, such as those of its database statements.
"""

from __future__ import annotations

from typing import get_args

from amrutam.booking.collisions import Guard
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import Series, by
from amrutam.holds.counting import Outcome
from amrutam.realtime.sockets import REASONS

OWN = ("proof", "closing", "email")
"""The purposes of one-time codes that a signed-in account gets.

`proof`: to prove the identity again; `closing`: to close the account; `email`: to change its address.
"""

API: list[Series] = [
    (metrics.ADMITTED, []),
    (metrics.ADMISSION_WAITING, []),
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
            *((purpose, outcome) for purpose in OWN for outcome in ("issued", "right", "wrong", "beyond")),
        ],
    ),
]  # fmt: skip

WORKER: list[Series] = [
    # The worker cancels appointments for leave and suspensions.
    (metrics.BOOKINGS, by("cancelled")),
    (
        metrics.CODES,
        [
            *(("sign-in", outcome) for outcome in ("sent", "expired", "refused", "staff")),
            *(
                (purpose, outcome)
                for purpose in ("booking", *OWN)
                for outcome in ("sent", "expired", "refused")
            ),
        ],
    ),
    # The label is the job's name. The list is empty here, because the worker knows the names only
    # once the jobs are registered.
    (metrics.JOB_SECONDS, []),
    (metrics.QUEUE_DEPTH, []),
    (metrics.QUEUE_AGE, []),
    (metrics.CALENDAR_MONTHS, []),
    (metrics.DATABASE_UP, []),
    (metrics.BACKUP_ENDED, []),
    (metrics.ARCHIVE_FAILING, []),
    (metrics.STANDBY_MISSING, []),
    # The label of each Redis gauge is the server: that of holds or that of the website's pages. No series is created
    # in advance, because only some deployments have the second.
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
