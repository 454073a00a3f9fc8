"""What the screens need: approval lists, consent, calendar links, places to meet."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_sql(op.get_bind(), "0002_screens.sql")
