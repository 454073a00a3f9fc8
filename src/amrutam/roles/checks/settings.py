"""Settings that are well-formed and still not right."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_LEAST_SECRET = 32
_LEAST_DIFFERENT = 12
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PART = "settings"


def settings_findings(settings: Settings) -> Iterator[Finding]:
    yield ok(_PART, f"the environment is {settings.environment}")
    yield from _secret(settings)
    if settings.migration_database_url is None:
        yield warn(
            _PART,
            "AMRUTAM_MIGRATION_DATABASE_URL is not set: migrations run as the processes' role",
            "give the schema's owner a role and a URL of its own",
        )
    if settings.environment == "production":
        yield from _production(settings)


def _secret(settings: Settings) -> Iterator[Finding]:
    newest = settings.secret_key.partition(",")[0].rpartition(":")[2]
    fix = "set AMRUTAM_SECRET_KEY to `id:secret`, the secret from `openssl rand -hex 32`"
    if len(newest) < _LEAST_SECRET:
        yield bad(_PART, f"the newest secret key has {len(newest)} characters only", fix)
    elif len(set(newest)) < _LEAST_DIFFERENT or newest in newest[1:] + newest[:-1]:
        yield bad(_PART, "the newest secret key repeats itself, and can be guessed", fix)
    else:
        yield ok(_PART, "the secret key is long enough")


def _production(settings: Settings) -> Iterator[Finding]:
    url = urlsplit(settings.public_url)
    if url.scheme != "https" or url.hostname in _LOOPBACK:
        yield bad(
            _PART,
            f"AMRUTAM_PUBLIC_URL is {settings.public_url}: cookies and links need https and a name",
            "set it to the https address that visitors type",
        )
    if settings.mail_from.rstrip(">").endswith((".example", ".invalid", ".test")):
        yield bad(_PART, "AMRUTAM_MAIL_FROM names a domain that cannot send", "set a real sender")
    if not settings.trusted_proxies:
        yield warn(
            _PART,
            "AMRUTAM_TRUSTED_PROXIES is empty: behind a proxy, all visitors count as one address",
            "set it to the proxy's addresses",
        )
    if settings.log_format != "json":
        yield warn(_PART, "logs are made for a terminal", "set AMRUTAM_LOG_FORMAT=json")
