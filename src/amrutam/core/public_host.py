"""Checks whether the host of a URL that a person typed can be on the public internet.

Names are not resolved: a client that follows the link resolves the name again and may get another
address.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address

_INNER_SUFFIXES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa")
"""The ends of names that lead to no public host.

They are from RFC 6761, RFC 6762 and RFC 8375, and names that networks use without a standard.
"""
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""The network of NAT64 (RFC 6052), in which the last 32 bits of an address are an IPv4 address."""


def is_public_host(host: str) -> bool:
    """Whether the host, a name or an IP address without brackets, can be on the public internet.

    The result is False for loopback, private, link-local, multicast and other internal addresses in any
    notation, for internal names, for names without a dot, and for any text with a percent sign.
    """
    name = host.lower().rstrip(".")
    if "%" in name:  # An IPv6 zone, or a percent-encoded character
        return False
    address = _address(name)
    if address is not None:
        return all(each.is_global and not each.is_multicast for each in _meant(address))
    return "." in name and not name.endswith(_INNER_SUFFIXES)


def _address(name: str) -> IPAddress | None:
    """The IP address that the text denotes; None for any other text.

    Also parses `127.1`, `2130706433`, `0x7f000001` and `0177.0.0.1`, which browsers accept as
    addresses.
    """
    try:
        return ip_address(name)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def _meant(address: IPAddress) -> list[IPAddress]:
    """The addresses to check: the IPv4 address that an IPv6 address embeds, otherwise the address itself."""
    if isinstance(address, IPv4Address):
        return [address]
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address in _TRANSLATED:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    # An IPv4-mapped address is itself reserved, so only the address that it embeds is checked.
    return [inner] if inner else [address]
