"""${message}"""

from alembic import op

from amrutam.core.migration import run_sql

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    run_sql(op.get_bind(), "changes/${up_revision}.sql")
