"""Whether a host in an address that somebody typed can be one on the public internet.

A name is not resolved: whoever follows the link resolves it again, and may get another answer.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_INNER_SUFFIXES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa")
"""RFC 6761, RFC 6762, RFC 8375, and what networks use without asking."""
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an IPv4 address."""


def is_public_host(host: str) -> bool:
    """False for loopback, private, link-local and other inner addresses in any notation, and inner names."""
    name = host.lower().rstrip(".")
    if "%" in name:  # a zone, or an encoded character
        return False
    address = _address(name)
    if address is not None:
        return all(each.is_global and not each.is_multicast for each in _meant(address))
    return "." in name and not name.endswith(_INNER_SUFFIXES)


def _address(name: str) -> Address | None:
    """Also `127.1`, `2130706433`, `0x7f000001` and `0177.0.0.1`, which browsers take for addresses."""
    try:
        return ip_address(name)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def _meant(address: Address) -> list[Address]:
    """The address, and the IPv4 address inside it."""
    if isinstance(address, IPv4Address):
        return [address]
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address in _TRANSLATED:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    # A mapped address is itself reserved; what it means is what it leads to.
    return [inner] if inner else [address]
