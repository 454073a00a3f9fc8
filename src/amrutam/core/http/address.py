"""Finds the address of a request's client; X-Forwarded-For counts only if a trusted proxy sent the request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection

from amrutam.core.resources import resources_of

_UNKNOWN = "unknown"


def client_address(connection: HTTPConnection) -> str:
    """The IP address of the request's client, as `visitor` finds it; "unknown" for a connection without an address."""
    return visitor(*_asked_from(connection))


def counted_address(connection: HTTPConnection) -> str | None:
    """The client's address in the form of `limited_address`, which rate limits count; None if they must not count.

    The result is None for a request of the website that names no visitor, such as one for a page that is the same for
    all visitors: such requests would count all visitors as one. The website proves itself by a secret in the header
    `amrutam-website`, which the public proxy removes from visitors' requests.
    """
    shown = connection.headers.get("amrutam-website")
    if shown and resources_of(connection).keyring.is_secret("website", shown):
        address = named_visitor(*_asked_from(connection))
        return address and limited_address(address)
    return limited_address(client_address(connection))


def visitor(peer: str, forwarded: Sequence[str], trusted_proxies: str) -> str:
    """The visitor's address: the result of `named_visitor`, or `peer` if that is None.

    Arguments as for `named_visitor`.
    """
    return named_visitor(peer, forwarded, trusted_proxies) or peer


def named_visitor(peer: str, forwarded: Sequence[str], trusted_proxies: str) -> str | None:
    """The last address in X-Forwarded-For that is not a trusted proxy's.

    The result is None if there is no such address, if a later entry is no IP address, or if `peer`, the address of
    the connection, is not a trusted proxy's. `forwarded`: the values of X-Forwarded-For, one for each header line.
    `trusted_proxies`: addresses and networks, separated by commas.
    """
    trusted = _networks(trusted_proxies)
    if not trusted or not _within(peer, trusted):
        return None
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    for hop in reversed(hops):
        address = _address(hop)
        if address is None:
            return None
        if not _within(str(address), trusted):
            return str(address)
    return None


def _asked_from(connection: HTTPConnection) -> tuple[str, list[str], str]:
    trusted = resources_of(connection).settings.trusted_proxies
    peer = connection.client.host if connection.client else _UNKNOWN
    return peer, connection.headers.getlist("x-forwarded-for"), trusted


def limited_address(address: str) -> str:
    """The address in the form in which limits count it: for IPv6 its /64 network, which one customer usually owns.

    An IPv4 address, also one that is written as IPv6 (`::ffff:192.0.2.1`), and a text that is no address stay as they
    are.
    """
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
