"""rights end with their reason."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    run_sql(op.get_bind(), "0009_rights.sql")
