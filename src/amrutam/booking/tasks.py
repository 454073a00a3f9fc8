"""Jobs of booking: messages about appointments, cancellations for leave and suspension, handovers, ended proposals, and upkeep."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from amrutam.booking import cleanup
from amrutam.booking.handover import HAND_OVER, ask_patients
from amrutam.booking.leave import cancel_affected
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.booking.suspension import CANCEL_SUSPENDED, cancel_visits
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources
from amrutam.notifications.sending import job_seconds
from amrutam.schedules.actions import CANCEL_AFFECTED

_DROP_SECONDS = 60.0
_PARTITION_SECONDS = 6 * 3600.0


def register(queue: Queue, resources: Resources) -> None:
    """Registers booking's jobs and its repeated upkeep with the worker's queue."""
    queue.job(
        "appointment_changed",
        partial(tell_appointment_changed, resources),
        attempts=100,
        longest_delay=timedelta(minutes=15),
        timeout_seconds=job_seconds(resources.settings),
    )
    queue.job(CANCEL_AFFECTED, partial(cancel_affected, resources))
    queue.job(CANCEL_SUSPENDED, partial(cancel_visits, resources))
    queue.job(HAND_OVER, partial(ask_patients, resources))
    queue.job(cleanup.PROPOSALS_ENDED, partial(cleanup.tell_proposals_ended, resources))
    queue.upkeep("drop_old", _DROP_SECONDS, partial(cleanup.drop_what_is_old, resources.settings))
    queue.upkeep("proposals", _DROP_SECONDS, cleanup.drop_ended_proposals)
    queue.upkeep(
        "partitions", _PARTITION_SECONDS, partial(cleanup.make_partitions, resources.settings)
    )
