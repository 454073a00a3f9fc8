from __future__ import annotations

import pytest

from amrutam.core.public_host import is_public_host

INNER = [
    "localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal", "router.home.arpa", "intranet",
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0",  # noqa: S104
    "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2002:c0a8:101::", "%6cocalhost", "10.0.0.1.", "",
]  # fmt: skip
PUBLIC = ["meet.example.org", "MEET.Example.org.", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8",
          "64:ff9b::808:808", "local.example.org"]  # fmt: skip


@pytest.mark.parametrize("host", INNER)
def test_an_inner_host_is_no_public_one_in_any_notation(host: str) -> None:
    assert not is_public_host(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_host_is_one(host: str) -> None:
    assert is_public_host(host)
