"""Moves and endings that arrive together are written together."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run_sql(op.get_bind(), "0004_moves_together.sql")
