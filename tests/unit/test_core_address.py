"""Tests which client address a rate limit counts a request under."""

from __future__ import annotations

import pytest

from amrutam.core.http.address import limited_address, visitor

PROXIES = "10.0.0.0/8, 2001:db8:ffff::/48"


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("198.51.100.7", [], "198.51.100.7"),
        ("198.51.100.7", ["203.0.113.9"], "198.51.100.7"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4, 203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.9, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.9, "], "10.0.0.1"),
        ("::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("2001:db8:ffff::1", ["2001:db8:1::7"], "2001:db8:1::7"),
        ("unknown", ["203.0.113.9"], "unknown"),
    ],
)
def test_only_trusted_proxies_speak_for_a_visitor(
    peer: str, forwarded: list[str], expected: str
) -> None:
    assert visitor(peer, forwarded, PROXIES) == expected


def test_nobody_is_trusted_unless_it_is_set() -> None:
    assert visitor("127.0.0.1", ["203.0.113.9"], "") == "127.0.0.1"


def test_an_ipv6_visitor_is_a_network_of_64_bits() -> None:
    assert limited_address("2001:db8:1:2::7") == limited_address("2001:db8:1:2:ffff::1")
    assert limited_address("2001:db8:1:2::7") != limited_address("2001:db8:1:3::7")
    assert limited_address("198.51.100.7") == "198.51.100.7"
    assert limited_address("unknown") == "unknown"
