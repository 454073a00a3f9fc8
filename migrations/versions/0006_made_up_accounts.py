"""made-up accounts carry a mark."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_sql(op.get_bind(), "0006_made_up_accounts.sql")
