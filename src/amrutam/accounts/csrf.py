"""CSRF checks of unsafe methods with a session cookie: the Origin header and the session's token."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from starlette.requests import Request

from amrutam.accounts.errors import CsrfRefused, OriginRefused
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources

HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS = {"http": 80, "https": 443}


def csrf_token(keyring: Keyring, session_id: UUID) -> str:
    """Returns the value of X-CSRF-Token for unsafe requests of the session: a text in base64url without padding."""
    return _text(keyring.mac("csrf", session_id.bytes))


def check_unsafe(request: Request, resources: Resources, session_id: UUID) -> None:
    """Checks a request that has a session cookie and an unsafe method.

    Raises what `check_origin` raises, and `CsrfRefused` for a missing or wrong X-CSRF-Token.
    """
    check_origin(request, resources)
    shown = request.headers.get(HEADER, "").encode()
    right = resources.keyring.macs("csrf", session_id.bytes)
    if not any(hmac.compare_digest(_text(mac).encode(), shown) for mac in right):
        raise CsrfRefused


def check_origin(request: Request, resources: Resources) -> None:
    """Raises `OriginRefused` for an Origin header that is not in `origins`, and for `Sec-Fetch-Site: cross-site`.

    The rules are those of OWASP's Cross-Site Request Forgery Prevention Cheat Sheet. A request with
    neither header passes, because browsers send an Origin with every unsafe request.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise OriginRefused
    origin = request.headers.get("origin")
    if origin is not None and origin not in origins(resources.settings.public_url):
        raise OriginRefused


@lru_cache(maxsize=64)
def origins(public_url: str) -> frozenset[str]:
    """Returns the allowed origins, such as `https://example.org`: the origin of the public URL, as browsers write it.

    For a URL on the loopback interface, an origin with each name of the interface (such as
    `localhost` and `127.0.0.1`) is allowed, because a developer may open the site by any of them.
    """
    url = urlsplit(public_url)
    host = _host(url)
    names = _LOOPBACK if host in _LOOPBACK else (host,)
    return frozenset(_origin(url, name) for name in names)


def origin_of(url: str) -> str:
    """The origin of an http or https URL as browsers write it: in lower case, without the scheme's own port.

    Source: the URL Standard, "origin" and "host serializing" (https://url.spec.whatwg.org). Raises
    `ValueError` for a malformed port or IPv6 address.
    """
    parts = urlsplit(url)
    return _origin(parts, _host(parts))


def _host(url: SplitResult) -> str:
    """The host in lower case; an IPv6 address without brackets, in its shortest form."""
    host = url.hostname or ""
    return str(IPv6Address(host)) if ":" in host else host


def _origin(url: SplitResult, host: str) -> str:
    name = f"[{host}]" if ":" in host else host
    is_standard = url.port in (None, _PORTS.get(url.scheme))
    return f"{url.scheme}://{name}" + ("" if is_standard else f":{url.port}")


def _text(mac: bytes) -> str:
    return urlsafe_b64encode(mac).rstrip(b"=").decode()
