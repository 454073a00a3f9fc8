"""The whole schema: the files of `migrations/schema`, in the order in which they need each other."""

from alembic import op

from amrutam.core.migration import run_sql

revision = "schema_4"
down_revision = None

DIGEST = "e9243ca0d56146a8"
"""Of the files' statements; a test compares it."""

FILES = ("accounts", "doctors", "clinics", "schedules", "booking", "queue", "audit")


def upgrade() -> None:
    run_sql(op.get_bind(), *(f"schema/{name}.sql" for name in FILES))
