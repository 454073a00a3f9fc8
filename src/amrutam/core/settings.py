"""Every limit, time, size and address, read once when a role starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Literal, NoReturn, get_args

from pydantic import Field, ValidationError, ValidationInfo, field_validator

from amrutam.core import setting_values as values
from amrutam.core.database_url import parse_database_url
from amrutam.core.proxy_settings import ProxySettings

Environment = Literal["development", "demo", "production"]


class Settings(ProxySettings):
    """All of them, those of the proxy too; read as those are, and from `secrets_directory`."""

    # Where things are
    database_url: str = Field(description="PostgreSQL, as the processes' role: it owns nothing")
    migration_database_url: str | None = Field(
        default=None, description="PostgreSQL, as the owner of the schema; for `amrutam migrate`"
    )
    replica_urls: str = Field(default="", description="Read replicas' URLs, comma-separated")
    redis_url: str = Field(
        description="redis://, rediss:// (TLS), redis+cluster:// or rediss+cluster://"
    )
    smtp_url: str | None = Field(default=None, description="smtp://user:pass@host:port or smtps://")
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="The address that people and programs use: in links, cookies and problem types",
    )
    internal_api_url: str = Field(
        default="http://127.0.0.1:8000", description="Where the website's server reaches the API"
    )
    web_url: str = Field(
        default="",
        description="The website's own server, http:// or https://; empty: there is none",
    )
    web_redis_url: str = Field(
        default="",
        description="A Redis of the website's own for its kept pages; empty: it keeps none",
    )
    web_cache_megabytes: int = Field(
        default=64, ge=8, description="What `amrutam up` gives the Redis of the website's pages"
    )
    mail_from: str = Field(
        default="Amrutam <no-reply@amrutam.example>",
        description="The sender of every mail: `Name <address>`",
    )
    mail_reply_to: str = Field(
        default="",
        description="An address that takes mail: for replies, and as the organizer of calendar"
        " entries; empty: that of `mail_from`",
    )
    mail_command_seconds: float = Field(
        default=15.0, gt=0, description="For connecting to the mail server, and for each command"
    )
    mail_accept_seconds: float = Field(
        default=600.0,
        gt=0,
        description="For the mail server's answer to a whole message (RFC 5321 4.5.3.2.6: ten"
        " minutes); a message that is given up earlier arrives twice",
    )
    mail_shutdown_seconds: float = Field(
        default=20.0,
        ge=0,
        description="How long, after `shutdown_grace_seconds`, the end of a worker waits for the"
        " mail server's answer to a whole message; without one, another worker sends it again",
    )
    sentry_dsn: str | None = Field(
        default=None, description="Sentry, for reports of defects; empty: none are sent"
    )
    environment: Environment = Field(
        default="development", description="`amrutam serve` and `amrutam check` ask that it is set"
    )

    # Secrets
    secrets_directory: str = Field(
        default="",
        description="A folder with a file for each setting that is not in the environment, named as"
        " the variable would be (AMRUTAM_DATABASE_URL)",
    )
    secret_key: str = Field(
        min_length=32,
        description="`id:secret` pairs separated by commas, newest first; one bare secret will do",
    )

    # This process
    host: str = Field(default="127.0.0.1", description="The address that the role listens on")
    port: int = Field(
        default=8010,
        ge=0,
        le=65535,
        description="The port that the role listens on; 0: any that is free",
    )
    trusted_proxies: str = Field(default="", description="Addresses or networks, comma-separated")
    database_pool_size: int = Field(
        default=10, ge=1, le=200, description="Connections of a process; a worker opens 3 more"
    )
    database_timeout_seconds: float = Field(default=5.0, gt=0)
    database_host_seconds: float = Field(
        default=1.0, gt=0, description="A host silent for so long: the next is asked beside it"
    )
    outage_report_seconds: float = Field(
        default=600.0, gt=0, description="The same cause of an outage is reported once in so long"
    )
    transaction_timeout_seconds: float = Field(default=5.0, gt=0)
    redis_timeout_seconds: float = Field(default=0.1, gt=0)
    redis_retry_seconds: float = Field(default=1.0, gt=0, description="Circuit breaker's rest")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    trace_callers_trusted: bool = Field(
        default=False,
        description="A trace that a caller names (traceparent) is gone on with: only behind a proxy"
        " that takes the header from strangers' requests",
    )
    max_body_bytes: int = Field(default=65536, ge=1024)
    certificate_look_seconds: float = Field(
        default=300.0,
        gt=0,
        description="Between a worker's looks at the public address's certificate",
    )
    lame_duck_seconds: float = Field(
        default=5.0, ge=0, description="After SIGTERM: not ready, and still serving for so long"
    )
    shutdown_grace_seconds: float = Field(
        default=10.0, ge=0, description="For requests and jobs under way when serving has ended"
    )

    # Sign-in
    access_token_seconds: int = Field(default=600, ge=10, le=600)
    refresh_token_seconds: int = Field(default=30 * 86400, ge=60)
    refresh_repeat_seconds: float = Field(
        default=10.0, ge=0, description="For so long a used refresh token gets the same pair again"
    )
    session_seconds: int = Field(default=30 * 86400, ge=60, description="Sliding, for cookies")
    staff_idle_seconds: int = Field(
        default=1800, ge=1, description="A session of staff ends after so long without use"
    )
    staff_session_seconds: int = Field(
        default=43_200, ge=1, description="A session of staff ends so long after signing in"
    )
    staff_slide_seconds: float = Field(
        default=60.0, ge=0, description="A use of staff's session is noted once in so long"
    )
    step_up_seconds: int = Field(
        default=600,
        ge=0,
        description="For so long after proving who they are staff may do what asks for it",
    )
    staff_link_seconds: int = Field(
        default=86_400, ge=60, description="A mailed link with which staff set a password"
    )
    passkeys_per_account: int = Field(default=10, ge=1)
    passkey_challenge_seconds: int = Field(
        default=300, ge=30, description="For so long an authenticator may take to answer"
    )
    revocation_poll_seconds: float = Field(default=1.0, gt=0, le=2)
    token_issuer: str = Field(  # a name, not a secret
        default="amrutam", description="`iss` of access tokens"
    )
    token_audience: str = Field(default="amrutam-api", description="`aud` of access tokens")

    staff_failures_per_source: int = Field(
        default=10, ge=1, description="Of one source at one account, or of a device known there"
    )
    staff_failures_per_ip: int = Field(default=50, ge=1, description="At all accounts")
    staff_failures_window_seconds: int = Field(default=900, ge=1)
    staff_failures_per_account: int = Field(
        default=100, ge=1, le=100, description="In a row, of all unknown devices, or of a known one"
    )
    staff_failures_kept_days: int = Field(default=30, ge=1, description="Since the first in a row")
    device_days: int = Field(
        default=180, ge=1, description="For so long after signing in a device is known"
    )
    patients_per_account: int = Field(default=20, ge=1)

    # One-time codes
    code_seconds: int = Field(default=300, ge=1)
    code_tries: int = Field(default=5, ge=1)
    code_resend_seconds: int = Field(default=30, ge=0)
    codes_per_source_15_minutes: int = Field(
        default=3,
        ge=1,
        description="To one mailbox, from one source or known device; for one account's holds",
    )
    codes_per_address_day: int = Field(
        default=10, ge=1, description="To one mailbox; then unknown devices wait between two"
    )
    codes_for_holds_day: int = Field(default=30, ge=1, description="Of one account; then it waits")
    code_slow_seconds: int = Field(default=3600, ge=1, description="Between two, once it waits")
    codes_per_ip_hour: int = Field(default=60, ge=1)
    codes_total_minute: int = Field(default=600, ge=1)

    # Holds
    hold_seconds: float = Field(default=300, gt=0)
    hold_extension_seconds: float = Field(default=120, gt=0)
    hold_extensions: int = Field(default=10, ge=0)
    hold_extension_window_seconds: float = Field(
        default=120, gt=0, description="Before its end, in which a hold can be extended"
    )
    hold_extensions_kept_seconds: float = Field(
        default=86400,
        gt=0,
        description="An account's extensions of one time are counted for so long",
    )
    holds_per_account: int = Field(default=2, ge=1)
    holds_per_address: int = Field(
        default=50,
        ge=1,
        description="Live holds of accounts without a kept visit from one address, IPv6: one /64;"
        " AMRUTAM_RATE_LIMITS=off lifts it",
    )
    confirm_hold_seconds: float = Field(default=30, gt=0)
    confirm_deadline_seconds: float = Field(default=20, gt=0)
    booked_marker_seconds: float = Field(default=10, gt=0)
    idempotency_hours: int = Field(default=24, ge=1)

    reopen_hours: int = Field(
        default=24, ge=1, description="For so long completed or missed can be taken back"
    )

    # What one person may have; AMRUTAM_RATE_LIMITS=off lifts these
    open_per_doctor: int = Field(
        default=2, ge=1, description="Open appointments of one patient with one doctor"
    )
    open_per_account: int = Field(
        default=10, ge=1, description="Open appointments of an account with one patient"
    )
    open_per_family_member: int = Field(
        default=2, ge=0, description="More for each further patient"
    )
    open_per_account_at_most: int = Field(default=40, ge=1, description="However many patients")
    made_per_day: int = Field(
        default=6, ge=1, description="Appointments that an account makes in 24 hours"
    )
    therapies: int = Field(
        default=30, ge=1, description="Of an account, open or made in 24 hours; counted apart"
    )
    moves_per_appointment: int = Field(default=5, ge=0, description="By its patient")
    changes_per_day: int = Field(
        default=10, ge=1, description="Moves and cancellations of an account in 24 hours"
    )

    # Calendars
    slots_max_days: int = Field(default=31, ge=1, le=366)
    availability_max_doctors: int = Field(default=100, ge=1, le=1000)
    doctor_max_clinics: int = Field(
        default=20, ge=1, description="That a doctor works at, the own practice included"
    )
    clinic_max_desk: int = Field(default=100, ge=1, description="Accounts at a clinic's desk")
    clinic_max_agenda: int = Field(
        default=2000, ge=1, description="Appointments of a clinic's day that are shown"
    )
    partition_months_ahead: int = Field(default=18, ge=2, le=120)
    partition_alarm_months: int = Field(default=6, ge=1)
    claim_retention_days: int = Field(default=7, ge=1)
    profile_cache_seconds: int = Field(default=300, ge=1)
    free_day_refresh_seconds: float = Field(default=0.5, gt=0, le=2)
    free_day_guard_seconds: float = Field(
        default=0.75, gt=0, le=2,
        description="How often a process that answers searches looks whether a worker keeps free days; "
        "none does when a time has passed for so long, and the process then keeps them itself",
    )  # fmt: skip

    # Rate limits: "calls/seconds", a caller and an address
    rate_limit_account: str = Field(
        default="600/60", description="Calls of one account, as calls/seconds"
    )
    rate_limit_ip: str = Field(
        default="1200/60", description="Calls from one address, as calls/seconds"
    )
    rate_limit_holds: str = Field(
        default="60/60", description="Holds that one account makes, as calls/seconds"
    )
    rate_limit_sign_in: str = Field(
        default="30/60", description="Attempts to sign in from one address, as calls/seconds"
    )

    # GraphQL: what one document may ask for
    graphql_depth: int = Field(default=8, ge=1, description="Levels of a document")
    graphql_cost: int = Field(
        default=1000, ge=1, description="Objects of an answer, lists by their limit"
    )
    graphql_tokens: int = Field(default=2000, ge=1, description="Of a document's text")
    graphql_aliases: int = Field(default=15, ge=0, description="Aliases and repeated fields")
    graphql_fragments: int = Field(default=30, ge=0, description="Fragments and uses of them")
    graphql_seconds: float = Field(default=5.0, gt=0, description="For reading; then 503")
    graphql_introspection: Literal["auto", "on", "off"] = Field(
        default="auto", description="Whether the schema can be asked for; auto: not in production"
    )
    graphql_kept_characters: int = Field(
        default=500_000,
        ge=0,
        description="Of documents that a process keeps parsed, and of persisted ones",
    )

    # Prometheus beside `amrutam up --watch`
    watch_scrape_seconds: float = Field(
        default=5.0,
        ge=3,
        description="Between two looks of the Prometheus of `amrutam up --watch`; a worker waits two"
        " seconds for PostgreSQL before it says that this does not answer",
    )
    watch_retention_days: int = Field(
        default=35, ge=1, description="For so long that Prometheus keeps what it has seen"
    )

    # Real time
    realtime_sockets: int = Field(
        default=5000, ge=1, description="At once in one process; needs as many open files"
    )
    realtime_sockets_per_account: int = Field(default=5, ge=1)
    realtime_sockets_per_address: int = Field(default=50, ge=1, description="Not signed in")
    realtime_subscriptions: int = Field(default=20, ge=1, description="Doctors a socket watches")
    realtime_message_bytes: int = Field(default=65536, ge=1024)
    realtime_messages_per_10_seconds: int = Field(default=60, ge=1, description="From one socket")
    realtime_backlog_bytes: int = Field(
        default=1_048_576, ge=65536, description="Unread by a client before it is cut off"
    )
    realtime_ping_seconds: float = Field(default=20, gt=0)
    realtime_idle_seconds: float = Field(default=60, gt=0, description="Without a subscription")
    realtime_ticket_seconds: int = Field(default=30, ge=1, le=300)
    realtime_origins: str = Field(
        default="", description="Other sites' origins, comma-separated, that may open sockets"
    )

    # Jobs
    worker_jobs: Literal["all", "codes", "general"] = "all"
    worker_concurrency: int = Field(
        default=100,
        ge=40,
        description="Jobs that a worker runs at once: most wait for a mail server",
    )
    worker_poll_seconds: float = Field(default=0.5, gt=0)
    job_heartbeat_timeout_seconds: float = Field(
        default=7.0,
        ge=0.2,
        description="Without a sign of life of its worker a job is given to another; a worker"
        " tells of its jobs twice as often",
    )
    queue_alarm_seconds: float = Field(default=60, gt=0, description="A due job waits no longer")

    @field_validator("*")
    @classmethod
    def _well_formed(cls, value: object, info: ValidationInfo) -> object:
        check = _CHECKS.get(info.field_name or "")
        if check and isinstance(value, str) and value:
            check(value)
        return value

    @property
    def replicas(self) -> list[str]:
        return values.database_urls(self.replica_urls)

    def model_post_init(self, _context: object) -> None:
        if self.environment == "production" and self.rate_limits == "off":
            raise ValueError("AMRUTAM_RATE_LIMITS=off is for load tests; production refuses it")
        if self.confirm_deadline_seconds >= self.confirm_hold_seconds:
            raise ValueError(
                "AMRUTAM_CONFIRM_DEADLINE_SECONDS must be less than AMRUTAM_CONFIRM_HOLD_SECONDS:"
                " a hold must outlast the booking it is confirmed by"
            )


_CHECKS: dict[str, Callable[[str], object]] = {
    "database_url": parse_database_url,
    "migration_database_url": parse_database_url,
    "replica_urls": values.check_database_urls,
    "redis_url": values.check_redis_url,
    "web_redis_url": values.check_redis_url,
    "smtp_url": values.check_smtp_url,
    "public_url": values.check_origin,
    "internal_api_url": values.check_origin,
    "web_url": values.check_origin,
    "realtime_origins": values.check_origins,
    "mail_from": values.check_mail_from,
    "mail_reply_to": values.check_mail_reply_to,
    "sentry_dsn": values.check_sentry_dsn,
    "secret_key": values.secret_keys,
    "trusted_proxies": values.check_networks,
    "rate_limit_account": values.check_rate,
    "rate_limit_ip": values.check_rate,
    "rate_limit_holds": values.check_rate,
    "rate_limit_sign_in": values.check_rate,
}


def load_settings(*, environment_needed: bool = False) -> Settings:
    """Settings from the environment; says what is missing or bad on stderr and exits 2.

    `environment_needed`: that AMRUTAM_ENVIRONMENT is set. What production must not do depends on it.
    """
    try:
        settings = Settings(_secrets_dir=_secrets_directory())
    except ValidationError as problem:
        _explain(problem)
    if environment_needed and "environment" not in settings.model_fields_set:
        names = ", ".join(get_args(Environment))
        print(f"amrutam: AMRUTAM_ENVIRONMENT: is missing (one of {names})", file=sys.stderr)  # noqa: T201 - see `_explain`
        sys.exit(2)
    return settings


def load_proxy_settings() -> ProxySettings:
    """The same for the proxy alone, which has no secrets."""
    try:
        return ProxySettings()
    except ValidationError as problem:
        _explain(problem)


def _secrets_directory() -> str | None:
    folder = os.environ.get("AMRUTAM_SECRETS_DIRECTORY") or None
    if folder and not os.access(folder, os.R_OK | os.X_OK):
        print(f"amrutam: AMRUTAM_SECRETS_DIRECTORY: {folder} cannot be read", file=sys.stderr)  # noqa: T201 - see `_explain`
        sys.exit(2)
    return folder


def _explain(problem: ValidationError) -> NoReturn:
    for error in problem.errors():
        name = "AMRUTAM_" + "_".join(str(part) for part in error["loc"]).upper()
        field = Settings.model_fields.get(str(error["loc"][0])) if error["loc"] else None
        about = f" ({field.description})" if field and field.description else ""
        said = "is missing" if error["type"] == "missing" else error["msg"]
        said = said.removeprefix("Value error, ")
        named = f"{name}: " if error["loc"] else ""
        print(f"amrutam: {named}{said}{about}", file=sys.stderr)  # noqa: T201 - the settings' only way to speak
    sys.exit(2)
