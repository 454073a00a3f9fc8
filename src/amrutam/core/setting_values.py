"""What the values of settings must look like. Each function raises `ValueError` with the reason."""

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
    """The parts of a comma-separated list, without spaces around them."""
    return [part.strip() for part in text.split(",") if part.strip()]


def database_urls(text: str) -> list[str]:
    """Several URLs with commas between them; commas between one URL's hosts do not divide it."""
    return [url for url in _BETWEEN_URLS.split(text.strip()) if url]


def check_database_urls(text: str) -> None:
    for url in database_urls(text):
        parse_database_url(url)


def check_redis_url(url: str) -> None:
    parts = _split(url, _REDIS)
    if parts.scheme == "unix":
        return
    if not parts.hostname:
        raise ValueError("must name a host")
    database = parts.path.strip("/")
    if database and not database.isdecimal():
        raise ValueError("what follows the host must be the number of a database")
    options = parse_url(url.replace("+cluster", "", 1))
    for name in _CERTIFICATES & options.keys():
        if not os.access(str(dict(options)[name]), os.R_OK):
            raise ValueError(f"{name} must name a file that can be read")


def check_smtp_url(url: str) -> None:
    parts = _split(url, ("smtp", "smtps"))
    if not parts.hostname:
        raise ValueError("must name a host")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must end after the host and its port")


def check_origin(url: str) -> None:
    """`https://book.example.org`, or with a port; nothing behind it, and no name or password in it."""
    parts = _split(url, ("http", "https"))
    if not parts.hostname:
        raise ValueError("must name a host")
    if "@" in parts.netloc:
        raise ValueError("must not hold a name or a password")
    if parts.path or parts.query or parts.fragment or "?" in url or "#" in url:
        raise ValueError("must end after the host and its port, without a slash")


def check_origins(text: str) -> None:
    for origin in listed(text):
        check_origin(origin)


def check_sentry_dsn(dsn: str) -> None:
    parts = _split(dsn, ("http", "https"))
    if not (parts.hostname and parts.username and parts.path.rpartition("/")[2].isdecimal()):
        raise ValueError("must be https://key@host/number, as Sentry shows it")


def check_mail_from(text: str) -> None:
    """`Name <address>`, or an address alone."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("must not hold line breaks or control characters")
    name, _, domain = parseaddr(text)[1].rpartition("@")
    if not name or not domain or any(character.isspace() for character in name + domain):
        raise ValueError("must hold one address, as in `Clinic <book@clinic.example>`")


def check_mail_reply_to(text: str) -> None:
    """As `mail_from`, or empty."""
    if text:
        check_mail_from(text)


def check_networks(text: str) -> None:
    for part in listed(text):
        try:
            ip_network(part, strict=False)
        except ValueError:
            raise ValueError(f"{part!r} is neither an address nor a network") from None


def check_rate(rate: str) -> None:
    calls, _, seconds = rate.partition("/")
    if not (calls.isdecimal() and seconds.isdecimal() and int(calls) and int(seconds)):
        raise ValueError("must be calls/seconds, for example 60/60")


def secret_keys(text: str) -> dict[str, str]:
    """Key id to secret, newest first; one bare secret has the id `0`."""
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
    """Without quoting it: a URL may hold a password."""
    beginnings = " or ".join(f"{scheme}://" for scheme in schemes)
    if any(character.isspace() for character in url):
        raise ValueError("must not hold spaces")
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        raise ValueError("is no URL: see its host and its port") from None
    if parts.scheme not in schemes or not url.startswith(f"{parts.scheme}://"):
        raise ValueError(f"must start with {beginnings}")
    return parts
