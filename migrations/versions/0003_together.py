"""Holds and bookings that arrive together are asked and written together."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    run_sql(op.get_bind(), "0003_together.sql")
