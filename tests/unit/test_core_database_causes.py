"""Tests causes for which PostgreSQL cannot be used.

Tests that run as root cannot bring these causes about with a real server, because root can enter
every folder.
"""

from __future__ import annotations

import errno

import pytest

from amrutam.core.database_causes import why_not_connected
from amrutam.core.database_url import parse_database_url

URL = parse_database_url("postgresql://amrutam_app@db.clinic.example/amrutam")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/home/amrutam/.postgresql/postgresql.key", "HOME is a folder that this user may not"),
        ("/run/postgresql/.s.PGSQL.5432", "this user may not open the server's socket"),
    ],
)
def test_a_path_without_permission_is_a_fault_of_the_set_up(path: str, said: str) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", path)
    cause = why_not_connected(error, URL)
    assert cause.is_refusal
    assert str(cause).startswith(said)
    assert "/home" not in str(cause)
