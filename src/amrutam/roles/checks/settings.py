"""Finds settings that have a valid form, but are unsafe or do not suit each other.

`amrutam check` shows all findings. At the start of a process, a `bad` finding prevents the start
(exit 2), and `warn` findings are logged.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from ipaddress import ip_network
from urllib.parse import urlsplit

from amrutam.core.setting_values import listed, secret_keys
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_LEAST_SECRET = 32
_LEAST_DIFFERENT = 12
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_RESERVED = ("example", "invalid", "test", "localhost")
_PART = "settings"


def settings_findings(settings: Settings) -> Iterator[Finding]:
    """Findings about the settings alone; no server is contacted."""
    yield ok(_PART, f"the environment is {settings.environment}")
    yield from _secrets(settings)
    yield from _replicas(settings)
    if settings.migration_database_url is None:
        yield warn(
            _PART,
            "AMRUTAM_MIGRATION_DATABASE_URL is not set: migrations run as the processes' role",
            "give the schema's owner a role and a URL of its own",
        )
    if settings.environment == "production":
        for rule in _PRODUCTION:
            yield from rule(settings)


def _replicas(settings: Settings) -> Iterator[Finding]:
    """Checks that the lag bound of replicas is less than half of `booked_marker_seconds`.

    For `booked_marker_seconds` after a booking, keys in Redis mark the time as booked. If the keys expired before a
    replica has the booking's claim, the time would be shown as free.
    """
    most = settings.booked_marker_seconds / 2
    if settings.replicas and settings.replica_lag_seconds >= most:
        said = (
            f"AMRUTAM_REPLICA_LAG_SECONDS is {settings.replica_lag_seconds:g}, and must be less than"
            f" half of AMRUTAM_BOOKED_MARKER_SECONDS ({most:g})"
        )
        yield bad(_PART, said, "lower the first setting or raise the second")


def _secrets(settings: Settings) -> Iterator[Finding]:
    """Checks each key of the ring, because an old key still decrypts the values that were encrypted with it."""
    fix = "set AMRUTAM_SECRET_KEY to `id:secret`, the secret from `openssl rand -hex 32`"
    grade = bad if settings.environment == "production" else warn
    faults = [
        f"AMRUTAM_SECRET_KEY: the key {key_id} {fault}"
        for key_id, secret in secret_keys(settings.secret_key).items()
        if (fault := _fault(secret))
    ]
    yield from (grade(_PART, fault, fix) for fault in faults)
    if not faults:
        yield ok(_PART, "the secret keys are long enough")


def _fault(secret: str) -> str | None:
    if len(secret) < _LEAST_SECRET:
        return f"has {len(secret)} characters only"
    if len(set(secret)) < _LEAST_DIFFERENT or secret in (secret + secret)[1:-1]:
        return "repeats itself, and can be guessed"
    return None


def _public_url(settings: Settings) -> Iterator[Finding]:
    url = urlsplit(settings.public_url)
    fix = "set it to the https address that visitors type"
    if url.hostname in _LOOPBACK:
        yield warn(
            _PART,
            f"AMRUTAM_PUBLIC_URL is {settings.public_url}: only this machine can reach it",
            fix,
        )
    elif url.scheme != "https":
        said = f"AMRUTAM_PUBLIC_URL is {settings.public_url}: sign-ins would be sent unencrypted"
        yield bad(_PART, said, fix)


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url is None:
        fix = "name a mail server: patients sign in with codes that are mailed"
        yield bad(_PART, "AMRUTAM_SMTP_URL is not set", fix)
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    if domain.lower().rpartition(".")[2] in _RESERVED:
        said = f"AMRUTAM_MAIL_FROM names {domain}, from which no mail can be sent"
        yield bad(_PART, said, "set it to a sender of yours: `Clinic <book@your.domain>`")


def _proxies(settings: Settings) -> Iterator[Finding]:
    networks = [ip_network(each, strict=False) for each in listed(settings.trusted_proxies)]
    if not networks:
        said = "AMRUTAM_TRUSTED_PROXIES is empty: behind a proxy, all visitors count as one address"
        yield warn(_PART, said, "set it to the proxy's addresses")
    if any(network.prefixlen == 0 for network in networks):
        said = "AMRUTAM_TRUSTED_PROXIES trusts everybody: any visitor could pretend to have another address"
        yield bad(_PART, said, "set it to the proxy's addresses")


def _logs(settings: Settings) -> Iterator[Finding]:
    if settings.log_format != "json":
        yield warn(
            _PART, "AMRUTAM_LOG_FORMAT: the logs are in the format for a terminal", "set it to json"
        )


_PRODUCTION = (_public_url, _mail, _proxies, _logs)
