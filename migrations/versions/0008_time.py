"""hours across midnight, the step of the grid, canonical zones, the second free time of a day."""

from alembic import op
from sqlalchemy import text

from amrutam.core.migration import run_sql
from amrutam.core.zones import zone_names

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    run_sql(op.get_bind(), "0008_time.sql")
    for table in ("account", "doctor", "schedule_rule", "appointment"):
        _name_zones(table)


def _name_zones(table: str) -> None:
    """A name that browsers do not know meant the server's own zone, which is UTC."""
    bind = op.get_bind()
    for stored in bind.execute(text(f"SELECT DISTINCT time_zone FROM {table}")).scalars().all():
        name = zone_names().get(stored, "UTC")
        if name != stored:
            bind.execute(
                text(f"UPDATE {table} SET time_zone = :name WHERE time_zone = :stored"),
                {"name": name, "stored": stored},
            )
