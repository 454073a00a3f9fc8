from __future__ import annotations

import pytest

from amrutam.core.database_url import parse_database_url


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("postgresql://u:p@a/d", (("a", 5432),)),
        ("postgres://u@a:6000/d", (("a", 6000),)),
        ("postgresql://u:p@a,b:5433/d", (("a", 5432), ("b", 5433))),
        ("postgresql://u:p@a:1,b:2,[::1]:3/d", (("a", 1), ("b", 2), ("::1", 3))),
        ("postgresql://u:p@[::1]/d", (("::1", 5432),)),
        ("postgresql://u:p@/d?host=/run/postgresql", (("/run/postgresql", 5432),)),
        ("postgresql://u:p@/d?host=a,b&port=1,2", (("a", 1), ("b", 2))),
        ("postgresql://u:p@%2Frun%2Fpg/d", (("/run/pg", 5432),)),
    ],
)
def test_hosts_are_read_in_their_order(url: str, hosts: tuple[tuple[str, int], ...]) -> None:
    assert parse_database_url(url).hosts == hosts


def test_names_are_decoded() -> None:
    found = parse_database_url("postgresql://a%40b:p%2F@h/my%20db?target_session_attrs=read-write")
    assert (found.user, found.database) == ("a@b", "my db")
    assert found.target_session_attrs == "read-write"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://u:hunter2@a/d", "postgresql://"),
        ("", "postgresql://"),
        ("postgresql://u:hunter2@/d", "name a host"),
        ("postgresql://u:hunter2@a,,b/d", "name a host"),
        ("postgresql://u:hunter2@a:x/d", "port"),
        ("postgresql://u:hunter2@a:70000/d", "port"),
        ("postgresql://u:hunter2@a,b/d?port=1,2,3", "one port"),
        ("postgresql://u:hunter2@x@a/d", "%40"),
        ("postgresql://u:hunter2@a/d?target_session_attrs=master", "target_session_attrs"),
        ("postgresql://u:hunter2@a/d?connect_timeout=3", "connect_timeout"),
        ("postgresql://u:hunter2@a/d?sslmode", "name=value"),
        ("postgresql://u:hunter2@a/d ", "spaces"),
        ("postgresql://u:hunter2#@a/d", "#"),
    ],
)
def test_what_cannot_be_read_is_refused_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        parse_database_url(url)
    assert "hunter2" not in str(refusal.value)
