"""Parsers and checks of settings' values. Each check raises `ValueError` with the reason, and returns None."""

from __future__ import annotations

import os
import re
from email.utils import parseaddr
from ipaddress import ip_network
from urllib.parse import SplitResult, urlsplit

from redis.asyncio.connection import parse_url

from amrutam.core.database_url import parse_database_url

_BETWEEN_URLS = re.compile(r"\s*,\s*(?=postgres(?:ql)?://)")
_CERTIFICATES = {"ssl_ca_certs", "ssl_certfile", "ssl_keyfile"}
_REDIS = ("redis", "rediss", "redis+cluster", "rediss+cluster", "unix")
_LONGEST_KEY_ID = 32
_LEAST_KEY = 16


def listed(text: str) -> list[str]:
    """The parts of a comma-separated list, each without spaces around it; empty parts are left out."""
    return [part.strip() for part in text.split(",") if part.strip()]


def database_urls(text: str) -> list[str]:
    """The PostgreSQL URLs in a text that separates the URLs by commas; empty for an empty text.

    A comma separates two URLs only if `postgres://` or `postgresql://` follows, because a URL can name several hosts
    with commas between the hosts. The URLs are not checked.
    """
    return [url for url in _BETWEEN_URLS.split(text.strip()) if url]


def check_database_urls(text: str) -> None:
    """Accepts PostgreSQL URLs separated by commas, and an empty text. Raises `ValueError` for any other text."""
    for url in database_urls(text):
        parse_database_url(url)


def check_redis_url(url: str) -> None:
    """Accepts URLs with `redis://`, `rediss://`, `unix://`, `redis+cluster://` and `rediss+cluster://`.

    The path can only be the number of a database; options such as `?ssl_ca_certs=` can follow. Raises `ValueError`
    for any other text, and if a certificate file that the URL names cannot be read. The rest of a `unix://` URL is
    not checked.
    """
    parts = _split(url, _REDIS)
    if parts.scheme == "unix":
        return
    if not parts.hostname:
        raise ValueError("must name a host")
    database = parts.path.strip("/")
    if database and not database.isdecimal():
        raise ValueError("must have only the number of a database after the host")
    options = parse_url(url.replace("+cluster", "", 1))
    for name in _CERTIFICATES & options.keys():
        if not os.access(str(dict(options)[name]), os.R_OK):
            raise ValueError(f"{name} must name a file that can be read")


def check_smtp_url(url: str) -> None:
    """Accepts `smtp://user:password@host:port`, and the same with `smtps://`; only the host is required.

    Raises `ValueError` for any other text, and for a URL with a path or a query.
    """
    parts = _split(url, ("smtp", "smtps"))
    if not parts.hostname:
        raise ValueError("must name a host")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must end after the host and its port")


def check_origin(url: str) -> None:
    """Accepts an http or https origin such as `https://book.example.org`, with a port or without.

    Raises `ValueError` for any other text, such as a URL with a path, a slash at its end, a user name or a password.
    """
    parts = _split(url, ("http", "https"))
    if not parts.hostname:
        raise ValueError("must name a host")
    if "@" in parts.netloc:
        raise ValueError("must not contain a name or a password")
    if parts.path or parts.query or parts.fragment or "?" in url or "#" in url:
        raise ValueError("must end after the host and its port, without a slash")


def check_origins(text: str) -> None:
    """Accepts a comma-separated list of origins as for `check_origin`. Raises `ValueError` for any other text."""
    for origin in listed(text):
        check_origin(origin)


def check_sentry_dsn(dsn: str) -> None:
    """Accepts a DSN such as `https://key@host/number`. Raises `ValueError` for any other text."""
    parts = _split(dsn, ("http", "https"))
    if not (parts.hostname and parts.username and parts.path.rpartition("/")[2].isdecimal()):
        raise ValueError("must be https://key@host/number, as Sentry shows it")


def check_mail_from(text: str) -> None:
    """Accepts `Name <address>`, or an address alone. Raises `ValueError` for any other text."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("must not contain line breaks or control characters")
    name, _, domain = parseaddr(text)[1].rpartition("@")
    if not name or not domain or any(character.isspace() for character in name + domain):
        raise ValueError("must contain one address, as in `Clinic <book@clinic.example>`")


def check_mail_reply_to(text: str) -> None:
    """Accepts what `check_mail_from` accepts, or an empty text. Raises `ValueError` for any other text."""
    if text:
        check_mail_from(text)


def check_networks(text: str) -> None:
    """Accepts a comma-separated list of IP addresses and networks. Raises `ValueError` for any other text."""
    for part in listed(text):
        try:
            ip_network(part, strict=False)
        except ValueError:
            raise ValueError(f"{part!r} is neither an address nor a network") from None


def check_rate(rate: str) -> None:
    """Accepts `calls/seconds`, both whole numbers of at least 1, such as `60/60`.

    Raises `ValueError` for any other text.
    """
    calls, _, seconds = rate.partition("/")
    if not (calls.isdecimal() and seconds.isdecimal() and int(calls) and int(seconds)):
        raise ValueError("must be calls/seconds, for example 60/60")


def secret_keys(text: str) -> dict[str, str]:
    """Parses `id:secret,id:secret`, newest first, to a dictionary of secrets by id, in the same order.

    A secret without an id gets the id `0`. Raises `ValueError` for a secret of fewer than 16 characters, and for an
    id that is empty, longer than 32 characters or used twice.
    """
    keys: dict[str, str] = {}
    for part in text.split(","):
        key_id, colon, secret = part.strip().partition(":")
        if not colon:
            key_id, secret = "0", key_id
        if not 0 < len(key_id) <= _LONGEST_KEY_ID:
            raise ValueError(f"each key's id must have 1 to {_LONGEST_KEY_ID} characters")
        if key_id in keys:
            raise ValueError(f"two keys have the id {key_id}")
        if len(secret) < _LEAST_KEY:
            raise ValueError(f"the key {key_id} must have at least {_LEAST_KEY} characters")
        keys[key_id] = secret
    return keys


def _split(url: str, schemes: tuple[str, ...]) -> SplitResult:
    """Splits the URL. Raises `ValueError` for a URL with spaces, a wrong host or port, or a scheme not in `schemes`.

    The messages of errors do not quote the URL, because a URL can contain a password.
    """
    beginnings = " or ".join(f"{scheme}://" for scheme in schemes)
    if any(character.isspace() for character in url):
        raise ValueError("must not contain spaces")
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        raise ValueError("must be a URL; its host or its port is wrong") from None
    if parts.scheme not in schemes or not url.startswith(f"{parts.scheme}://"):
        raise ValueError(f"must start with {beginnings}")
    return parts
