"""the history is kept in a chain."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run_sql(op.get_bind(), "0005_audit.sql")
