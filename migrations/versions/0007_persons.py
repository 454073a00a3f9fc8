"""What one person may have and change is bounded."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    run_sql(op.get_bind(), "0007_persons.sql")
