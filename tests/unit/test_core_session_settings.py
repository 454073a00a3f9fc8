from __future__ import annotations

from pathlib import Path

import pytest

from amrutam.core.database_session import alter_role, session_settings
from amrutam.core.settings import Settings

README = Path(__file__).parents[2] / "README.md"


def with_transactions_of(seconds: float) -> dict[str, str]:
    return session_settings(
        Settings(
            database_url="postgresql://amrutam_app@h/amrutam", redis_url="redis://h",
            secret_key="k" * 32, transaction_timeout_seconds=seconds,
        )
    )  # fmt: skip


def test_the_readmes_lines_are_those_that_the_processes_need() -> None:
    readme = [line for line in README.read_text().splitlines() if line.startswith("ALTER ROLE")]
    assert readme == alter_role("amrutam_app", with_transactions_of(5))


@pytest.mark.parametrize(
    ("seconds", "shown"), [(1.8, "1800ms"), (30, "30s"), (60, "1min"), (90, "90s"), (7200, "2h")]
)
def test_durations_are_written_as_postgresql_shows_them(seconds: float, shown: str) -> None:
    assert with_transactions_of(seconds)["transaction_timeout"] == shown


def test_a_roles_name_is_quoted_where_it_must_be() -> None:
    assert alter_role('amrutam-"app"', {"jit": "off"}) == [
        'ALTER ROLE "amrutam-""app""" SET jit = \'off\';'
    ]
    assert alter_role("Amrutam", {"jit": "off"}) == ["ALTER ROLE \"Amrutam\" SET jit = 'off';"]
