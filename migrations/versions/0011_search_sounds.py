"""search compares words by their sound."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    run_sql(op.get_bind(), "0011_search_sounds.sql")
