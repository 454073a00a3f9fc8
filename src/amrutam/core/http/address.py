"""Where a request comes from: forwarded headers count only from configured proxies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection

from amrutam.core.resources import resources_of

_UNKNOWN = "unknown"


def client_address(connection: HTTPConnection) -> str:
    """The visitor's address."""
    trusted = resources_of(connection).settings.trusted_proxies
    peer = connection.client.host if connection.client else _UNKNOWN
    return visitor(peer, connection.headers.getlist("x-forwarded-for"), trusted)


def visitor(peer: str, forwarded: Sequence[str], trusted_proxies: str) -> str:
    """The last address in X-Forwarded-For that no trusted proxy wrote, if such a one is the peer."""
    trusted = _networks(trusted_proxies)
    if not trusted or not _within(peer, trusted):
        return peer
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    for hop in reversed(hops):
        address = _address(hop)
        if address is None:
            return peer
        if not _within(str(address), trusted):
            return str(address)
    return peer


def limited_address(address: str) -> str:
    """What a limit counts: an IPv6 visitor owns at least a /64, and would have as many counts."""
    found = _address(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, 64), strict=False))
    return address


@lru_cache(maxsize=8)
def _networks(trusted_proxies: str) -> tuple[object, ...]:
    parts = (part.strip() for part in trusted_proxies.split(","))
    return tuple(ip_network(part, strict=False) for part in parts if part)


@lru_cache(maxsize=4096)
def _within(address: str, networks: tuple[object, ...]) -> bool:
    found = _address(address)
    return found is not None and any(found in network for network in networks)  # type: ignore[operator]


@lru_cache(maxsize=4096)
def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
