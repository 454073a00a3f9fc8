"""The first schema: accounts, doctors, schedules, the queue, booking."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_sql(op.get_bind(), "0001_initial.sql", "0001_queue.sql", "0001_booking.sql")
