"""All settings: limits, times, sizes and addresses, read when a role or a command starts.

The settings that `core/adjustable.py` lists can also be changed by administrators while the platform runs.
"""

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
    """All settings, including those of the proxy. The object does not change; `LiveSettings` makes changed copies.

    Each setting is read from the environment variable `AMRUTAM_<NAME>`. If the variable is missing or empty, the
    setting is read from the file of that name in `secrets_directory`; without that file, its default applies. Use
    `load_settings`, because this class raises pydantic's `ValidationError` for a missing or invalid setting.
    """

    # Other parts, such as PostgreSQL, Redis and the mail server: their URLs and time limits
    database_url: str = Field(
        description="URL of PostgreSQL, with the role of the processes, which owns no tables"
    )
    migration_database_url: str | None = Field(
        default=None,
        description="URL of PostgreSQL with the role that owns the schema; `amrutam migrate` uses"
        " it",
    )
    replica_urls: str = Field(
        default="", description="URLs of read replicas of PostgreSQL, separated by commas"
    )
    replica_lag_seconds: float = Field(
        default=2.0,
        gt=0,
        description="A replica that is further behind the primary than this gets no reads",
    )
    replica_timeout_seconds: float = Field(
        default=1.0,
        gt=0,
        description="A read that a replica has not answered after this time goes to another server",
    )
    replica_look_seconds: float = Field(
        default=0.25,
        gt=0,
        description="How often a process measures how far each replica is behind",
    )
    replica_heartbeat_seconds: float = Field(
        default=0.25,
        gt=0,
        description="How often a worker writes the heartbeat by which the lag of replicas is"
        " measured",
    )
    written_cookie_seconds: int = Field(
        default=30,
        ge=1,
        description="Lifetime of the browser's cookie `AMRUTAM-Written`; the lifetime must be longer"
        " than replicas can be behind",
    )
    availability_apart: bool = Field(
        default=False,
        description="True if processes with the role `availability` run. The api then counts the"
        " requests that it answers in their place",
    )
    redis_url: str = Field(
        description="URL of Redis or Valkey: redis://, rediss:// (TLS), redis+cluster:// or"
        " rediss+cluster://"
    )
    smtp_url: str | None = Field(
        default=None,
        description="URL of the mail server, such as smtp://user:password@host:587 or"
        " smtps://user:password@host:465",
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="The platform's public address, as it stands in links, cookies and error types",
    )
    internal_api_url: str = Field(
        default="http://127.0.0.1:8000",
        description="The address at which the website's server reaches the API",
    )
    web_url: str = Field(
        default="",
        description="The address of the website's server, http:// or https://; empty if there is no"
        " website",
    )
    web_redis_url: str = Field(
        default="",
        description="URL of a Redis in which only the website caches its pages; empty: no page is"
        " cached, and the website renders each page for each request",
    )
    web_cache_megabytes: int = Field(
        default=64,
        ge=8,
        description="Memory limit in megabytes of the Redis server that `amrutam up` starts to"
        " cache the website's pages",
    )
    mail_from: str = Field(
        default="Amrutam <no-reply@amrutam.example>",
        description="The sender of every mail, as `Name <address>`",
    )
    mail_reply_to: str = Field(
        default="",
        description="An address that receives mail, for replies and as the organizer of calendar"
        " entries; empty: the address in AMRUTAM_MAIL_FROM",
    )
    mail_command_seconds: float = Field(
        default=15.0,
        gt=0,
        description="Time limit for connecting to the mail server, and for its answer to each"
        " command",
    )
    mail_accept_seconds: float = Field(
        default=600.0,
        gt=0,
        description="Time limit for the mail server's answer to a whole message (RFC 5321,"
        " 4.5.3.2.6, asks for ten minutes). With a shorter limit a slow server can"
        " deliver a message twice",
    )
    mail_shutdown_seconds: float = Field(
        default=20.0,
        ge=0,
        description="How long a stopping worker waits, after AMRUTAM_SHUTDOWN_GRACE_SECONDS, for"
        " the mail server's answer to a whole message. Without an answer another worker"
        " sends the message again",
    )
    sentry_dsn: str | None = Field(
        default=None,
        description="The Sentry DSN to which defects are reported; empty: no reports are sent",
    )
    environment: Environment = Field(
        default="development",
        description="The kind of installation, which decides how strict the checks are. `amrutam"
        " serve` and `amrutam check` need it to be set",
    )

    video_url: str = Field(
        default="",
        description="URL of a Jitsi-compatible server, such as https://meet.example.org. An online"
        " visit gets a room there if its doctor has no meeting link; empty: doctors without"
        " a meeting link offer no online visits",
    )
    video_opens_minutes: int = Field(
        default=10,
        ge=0,
        description="How many minutes before the start of a visit its video call can be joined",
    )
    video_closes_minutes: int = Field(
        default=60,
        ge=0,
        description="How many minutes after the end of a visit its video call can still be joined",
    )

    # Secrets
    secrets_directory: str = Field(
        default="",
        description="A folder with a file for each setting that is not in the environment. A file"
        " has the name of the variable, for example AMRUTAM_DATABASE_URL",
    )
    secret_key: str = Field(
        min_length=32,
        description="The platform's secrets as `id:secret` pairs, separated by commas, newest"
        " first. A single secret needs no id",
    )

    # This process
    host: str = Field(default="127.0.0.1", description="The address on which the role listens")
    port: int = Field(
        default=8010,
        ge=0,
        le=65535,
        description="The port on which the role listens; 0 chooses a free one",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of the proxies whose forwarded client address is"
        " trusted, separated by commas",
    )
    database_pool_size: int = Field(
        default=10,
        ge=1,
        le=200,
        description="How many connections to PostgreSQL a process opens at most. A worker opens 3 more",
    )
    database_pool_reserved: int = Field(
        default=2,
        ge=0,
        description="How many connections of AMRUTAM_DATABASE_POOL_SIZE searches must leave free for other requests",
    )
    database_timeout_seconds: float = Field(
        default=5.0,
        gt=0,
        description="Time limit of one SQL statement, and of the wait for a free connection",
    )
    request_seconds: float = Field(
        default=10.0,
        gt=0,
        description="Time limit of a whole request. Its SQL statements and calls share this time",
    )
    requests_at_once: int = Field(
        default=2000,
        ge=4,
        description="How many requests a process works on at the same time. Searches are refused"
        " from half of this number, other requests from three quarters, bookings from"
        " nine tenths",
    )
    database_waits: int = Field(
        default=400,
        ge=4,
        description="How many calls of a process can wait for a database connection. Requests are"
        " refused at the same shares as for AMRUTAM_REQUESTS_AT_ONCE; the waits of searches"
        " and those of other requests are counted separately",
    )
    overloaded_retry_seconds: float = Field(
        default=2.0,
        gt=0,
        description="Value of the header `Retry-After` in answers to requests that are refused"
        " because the process is overloaded",
    )
    database_host_seconds: float = Field(
        default=0.5,
        gt=0,
        description="When one of several database hosts has not answered for this time, the others"
        " are asked too",
    )
    database_watch_seconds: float = Field(
        default=0.5,
        gt=0,
        description="How often each of several database hosts is asked whether it has become the"
        " primary",
    )
    outage_report_seconds: float = Field(
        default=600.0,
        gt=0,
        description="While an outage lasts, the same cause is logged at most once in this time",
    )
    transaction_timeout_seconds: float = Field(
        default=5.0, gt=0, description="PostgreSQL ends a transaction that takes longer than this"
    )
    redis_timeout_seconds: float = Field(
        default=0.1, gt=0, description="Time limit of one call to Redis"
    )
    redis_retry_seconds: float = Field(
        default=1.0,
        gt=0,
        description="After a failed call, how long a process does not use Redis before it tries"
        " again",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least important level of log messages that are written"
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="Format of the log: `json` for programs, `console` for people"
    )
    trace_callers_trusted: bool = Field(
        default=False,
        description="True continues the trace that a request's header `traceparent` names. Use it"
        " only behind a proxy that removes this header from requests of strangers",
    )
    max_body_bytes: int = Field(
        default=65536, ge=1024, description="Size limit in bytes of a request's body"
    )
    overview_seconds: float = Field(
        default=60.0, ge=0, description="How long a process caches the figures for administrators"
    )
    overview_max_doctors: int = Field(
        default=2000,
        ge=1,
        description="For how many doctors, in the order of their names, the figures compare offered"
        " hours with visits",
    )
    photo_max_bytes: int = Field(
        default=5_000_000,
        ge=1024,
        le=5_000_000,
        description="Size limit in bytes of an uploaded photo of a doctor",
    )
    photo_max_pixels: int = Field(
        default=50_000_000,
        ge=10_000,
        le=80_000_000,
        description="Limit of width times height of an uploaded photo. Decoding needs four bytes of"
        " memory for each pixel",
    )
    photo_pixels: int = Field(
        default=480,
        ge=96,
        le=1024,
        description="Width and height in pixels of the photos that are sent to browsers",
    )
    certificate_look_seconds: float = Field(
        default=300.0,
        gt=0,
        description="How often a worker reads the expiry of the public address's TLS certificate",
    )
    lame_duck_seconds: float = Field(
        default=5.0,
        ge=0,
        description="How long a process still serves after SIGTERM, while `/readyz` says that it is stopping",
    )
    shutdown_grace_seconds: float = Field(
        default=10.0,
        ge=0,
        description="How long a stopping process waits for requests and jobs that have begun",
    )

    # Sign-in
    access_token_seconds: int = Field(
        default=600, ge=10, le=600, description="Lifetime of an access token"
    )
    refresh_token_seconds: int = Field(
        default=30 * 86400, ge=60, description="Lifetime of a refresh token"
    )
    refresh_repeat_seconds: float = Field(
        default=10.0,
        ge=0,
        description="How long a used refresh token still returns the same new pair of tokens",
    )
    session_seconds: int = Field(
        default=30 * 86400,
        ge=60,
        description="A browser's session ends after this time without use",
    )
    staff_idle_seconds: int = Field(
        default=1800, ge=1, description="A session of staff ends after this time without use"
    )
    staff_session_seconds: int = Field(
        default=43_200,
        ge=1,
        description="A session of staff ends this long after signing in, even if it is used",
    )
    staff_slide_seconds: float = Field(
        default=60.0,
        ge=0,
        description="The use of a session of staff is recorded at most once in this time",
    )
    step_up_seconds: int = Field(
        default=600,
        ge=0,
        description="How long a proof of identity counts as recent, for requests of staff and"
        " patients that require a recent one",
    )
    staff_link_seconds: int = Field(
        default=86_400, ge=60, description="How long a mailed link to set a password is valid"
    )
    passkeys_per_account: int = Field(
        default=10, ge=1, description="How many passkeys an account can have"
    )
    passkey_challenge_seconds: int = Field(
        default=300, ge=30, description="How long a browser has to answer with a passkey"
    )
    revocation_poll_seconds: float = Field(
        default=1.0,
        gt=0,
        le=2,
        description="How often a process reads which sessions have ended. An access token of an"
        " ended session is accepted this much longer at most",
    )
    token_issuer: str = Field(default="amrutam", description="The `iss` claim of access tokens")
    token_audience: str = Field(
        default="amrutam-api", description="The `aud` claim of access tokens"
    )

    staff_failures_per_source: int = Field(
        default=10,
        ge=1,
        description="How many wrong sign-ins of staff are allowed within AMRUTAM_STAFF_FAILURES_WINDOW_SECONDS from one known device, or at one account from one network address",
    )
    staff_failures_per_ip: int = Field(
        default=50,
        ge=1,
        description="How many wrong sign-ins of staff are allowed within AMRUTAM_STAFF_FAILURES_WINDOW_SECONDS from one network address, at all accounts together",
    )
    staff_failures_window_seconds: int = Field(
        default=900,
        ge=1,
        description="Length of the window in which wrong sign-ins of staff are counted",
    )
    staff_failures_per_account: int = Field(
        default=100,
        ge=1,
        le=100,
        description="How many wrong sign-ins in a row are allowed at one account, from all unknown devices together or from one known device. After these only a recovery code opens the account",
    )
    staff_failures_kept_days: int = Field(
        default=30,
        ge=1,
        description="For how many days wrong sign-ins in a row are counted, from the first one",
    )
    device_days: int = Field(
        default=180,
        ge=1,
        description="For how many days a device stays known after signing in on it",
    )
    patients_per_account: int = Field(
        default=20,
        ge=1,
        description="How many patients an account can have at the same time, and how many can be"
        " added within a day",
    )

    # One-time codes
    code_seconds: int = Field(default=300, ge=1, description="How long a one-time code is valid")
    code_tries: int = Field(
        default=5,
        ge=1,
        description="How often a one-time code can be tried before it becomes invalid",
    )
    code_resend_seconds: int = Field(
        default=30, ge=0, description="How long after a one-time code another one can be requested"
    )
    codes_per_source_15_minutes: int = Field(
        default=3,
        ge=1,
        description="How many codes are sent within 15 minutes to one mailbox at the request of one network address or known device, or for the holds of one account",
    )
    codes_per_address_day: int = Field(
        default=10,
        ge=1,
        description="How many codes are sent within a day to one mailbox without a wait. After these, unknown devices must wait AMRUTAM_CODE_SLOW_SECONDS between two codes",
    )
    codes_for_holds_day: int = Field(
        default=30,
        ge=1,
        description="How many codes are sent within a day for the holds of one account without a wait. After these, the account must wait AMRUTAM_CODE_SLOW_SECONDS between two codes",
    )
    code_slow_seconds: int = Field(
        default=3600,
        ge=1,
        description="How long to wait between two codes after the number of codes of a day is reached",
    )
    codes_per_ip_hour: int = Field(
        default=60,
        ge=1,
        description="How many codes one network address can request within an hour",
    )
    codes_total_minute: int = Field(
        default=600,
        ge=1,
        description="How many codes the whole platform sends within a minute",
    )

    # Holds, bookings and visits
    hold_seconds: float = Field(default=300, gt=0, description="How long a hold lasts")
    hold_extension_seconds: float = Field(
        default=120, gt=0, description="By how much an extension makes a hold longer"
    )
    hold_extensions: int = Field(
        default=10, ge=0, description="How often an account can extend its hold of one time"
    )
    hold_extension_window_seconds: float = Field(
        default=120,
        gt=0,
        description="A hold can be extended only when it ends within this time",
    )
    hold_extensions_kept_seconds: float = Field(
        default=86400,
        gt=0,
        description="How long an account's extensions of one time are counted, also if the time is"
        " held again",
    )
    holds_per_account: int = Field(
        default=2, ge=1, description="How many holds an account can have at the same time"
    )
    holds_per_address: int = Field(
        default=50,
        ge=1,
        description="How many holds the accounts of one network address (IPv6: one /64) can have at"
        " the same time. Accounts with an earlier visit that was neither cancelled nor missed"
        " are not counted, and AMRUTAM_RATE_LIMITS=off lifts the limit",
    )
    confirm_hold_seconds: float = Field(
        default=30,
        gt=0,
        description="When a booking begins, its hold is extended to last at least this much longer,"
        " so that the hold cannot end during the booking",
    )
    confirm_deadline_seconds: float = Field(
        default=20,
        gt=0,
        description="A booking that takes longer than this is given up; the time must be less than"
        " AMRUTAM_CONFIRM_HOLD_SECONDS",
    )
    booked_marker_seconds: float = Field(
        default=10,
        gt=0,
        description="How long Redis marks a booked time, so that a replica that is behind does not offer it. The duration must be more than twice the lag of replicas",
    )
    idempotency_hours: int = Field(
        default=24,
        ge=1,
        description="For how many hours the answer to a request with an `Idempotency-Key` is"
        " stored for repetitions",
    )

    reopen_hours: int = Field(
        default=24,
        ge=1,
        description="For how many hours the record that a visit took place or was missed, or"
        " that its patient arrived, can be undone",
    )
    attendance_hours_before: int = Field(
        default=12,
        ge=1,
        description="How many hours before the start of a visit its patient can be recorded as"
        " arrived",
    )
    proposal_hours: float = Field(
        default=24,
        gt=0,
        description="For how many hours a patient can accept a time that the doctor proposed."
        " The time is reserved meanwhile",
    )
    lateness_max_minutes: int = Field(
        default=240,
        ge=5,
        description="The highest number of minutes by which a doctor can be recorded as late",
    )

    # Limits of the appointments of one person; AMRUTAM_RATE_LIMITS=off lifts these limits
    open_per_doctor: int = Field(
        default=2,
        ge=1,
        description="How many booked appointments that are not over one patient can have with one doctor",
    )
    open_per_account: int = Field(
        default=10,
        ge=1,
        description="How many booked appointments that are not over an account with one patient can have",
    )
    open_per_family_member: int = Field(
        default=2,
        ge=0,
        description="How many more booked appointments that are not over an account can have for each further patient",
    )
    open_per_account_at_most: int = Field(
        default=40,
        ge=1,
        description="How many booked appointments that are not over an account can have, however many patients it has",
    )
    made_per_day: int = Field(
        default=6,
        ge=1,
        description="How many appointments an account can book within 24 hours",
    )
    therapies: int = Field(
        default=30,
        ge=1,
        description="How many booked therapies that are not over an account can have, and how many it can book within 24 hours. Therapies do not count for the other limits",
    )
    moves_per_appointment: int = Field(
        default=5, ge=0, description="How often a patient can move one appointment"
    )
    changes_per_day: int = Field(
        default=10,
        ge=1,
        description="How many appointments an account can move or cancel within 24 hours",
    )

    # The admission queue of a doctor in rush
    rush_hours: float = Field(
        default=12.0,
        gt=0,
        description="An admission queue that staff turned on ends after this many hours",
    )
    rush_demand: int = Field(
        default=2_000,
        ge=0,
        description="How many attempts to hold times of one doctor in one process turn the"
        " doctor's admission queue on, within AMRUTAM_RUSH_DEMAND_WINDOW_SECONDS; 0:"
        " only staff turn it on",
    )
    rush_demand_window_seconds: float = Field(
        default=10.0,
        gt=0,
        description="Length of the window in which attempts to hold times of one doctor are counted",
    )
    rush_demand_seconds: float = Field(
        default=600.0,
        gt=0,
        description="An admission queue that demand turned on ends when nobody has waited in it for this long",
    )
    admission_turn_seconds: float = Field(
        default=180.0,
        gt=0,
        description="How long after being admitted from an admission queue a person can make a hold",
    )
    admission_presence_seconds: float = Field(
        default=450.0,
        gt=0,
        description="A place in an admission queue is lost when the page that shows it has not"
        " asked for it for this long. Pages ask at least three times as often",
    )
    admission_step_seconds: float = Field(
        default=0.5,
        gt=0,
        le=5,
        description="How often the platform decides how many more people to admit from an admission queue",
    )
    admission_tell_seconds: float = Field(
        default=2.0,
        gt=0,
        description="How often a person in an admission queue is sent the present position by WebSocket",
    )
    admission_at_once_least: int = Field(
        default=5,
        ge=1,
        description="How many people can choose a time of one doctor at the same time, even when"
        " making holds is slow",
    )
    admission_at_once_most: int = Field(
        default=200,
        ge=1,
        description="How many people can choose a time of one doctor at the same time, even when"
        " making holds is quick",
    )
    admission_hold_seconds: float = Field(
        default=0.25,
        gt=0,
        description="When making a hold takes longer than this, fewer people are admitted",
    )
    admission_places_per_address: int = Field(
        default=20,
        ge=1,
        description="How many people from one network address who are not signed in can have a"
        " place in one admission queue",
    )

    # Calendars, clinics and the search
    slots_max_days: int = Field(
        default=31,
        ge=1,
        le=366,
        description="How many days a request for available times can cover",
    )
    availability_max_doctors: int = Field(
        default=100,
        ge=1,
        le=1000,
        description="How many doctors a request to POST /v1/availability/query can name",
    )
    doctor_max_clinics: int = Field(
        default=20,
        ge=1,
        description="How many clinics a doctor can work at, including the doctor's own practice",
    )
    clinic_max_desk: int = Field(
        default=100, ge=1, description="How many accounts can work at a clinic's front desk"
    )
    clinic_max_agenda: int = Field(
        default=2000, ge=1, description="How many appointments of a clinic's day are shown"
    )
    clinic_max_displays: int = Field(
        default=10,
        ge=1,
        description="How many displays of a clinic can show its queue, each with a token of its own",
    )
    desk_patients_shown: int = Field(
        default=20, ge=1, le=100, description="How many patients a front desk's search returns"
    )
    desk_patient_days: int = Field(
        default=730,
        ge=1,
        description="For how many days after a visit a front desk finds the patient by name",
    )
    partition_months_ahead: int = Field(
        default=18,
        ge=2,
        le=120,
        description="For how many months ahead the tables of appointments have partitions, so that"
        " these months can be booked",
    )
    partition_alarm_months: int = Field(
        default=6,
        ge=1,
        description="`/readyz` and `amrutam check` report a problem when partitions exist for fewer"
        " months than this",
    )
    claim_retention_days: int = Field(
        default=7,
        ge=1,
        description="A claim of a time is deleted this many days after the time has passed",
    )
    profile_cache_seconds: int = Field(
        default=300, ge=1, description="How long a doctor's profile stays in the cache"
    )
    free_day_refresh_seconds: float = Field(
        default=0.5,
        gt=0,
        le=2,
        description="How often a worker updates the table of days with available times, which"
        " searches read",
    )
    free_day_guard_seconds: float = Field(
        default=0.75,
        gt=0,
        le=2,
        description="How often a process that answers searches checks whether a worker updates the table of days with available times. If no worker has updated it for this long, the process does so itself",
    )

    # Rate limits
    rate_limit_account: str = Field(
        default="600/60",
        description="How many requests one account can make, in the form `calls/seconds`",
    )
    rate_limit_ip: str = Field(
        default="1200/60",
        description="How many requests one network address can make, in the form `calls/seconds`",
    )
    rate_limit_holds: str = Field(
        default="60/60",
        description="How many holds one account can make, in the form `calls/seconds`",
    )
    rate_limit_sign_in: str = Field(
        default="30/60",
        description="How many attempts to sign in one network address can make, in the form `calls/seconds`",
    )

    rate_limit_export: str = Field(
        default="10/3600",
        description="How often one account can download its data, in the form `calls/seconds`",
    )

    # Limits of one GraphQL document
    graphql_depth: int = Field(default=8, ge=1, description="How many levels a document can have")
    graphql_cost: int = Field(
        default=1000,
        ge=1,
        description="How many objects the answer to a document can have; a list counts as many as"
        " its limit",
    )
    graphql_tokens: int = Field(
        default=2000, ge=1, description="How many tokens the text of a document can have"
    )
    graphql_aliases: int = Field(
        default=15, ge=0, description="How many aliases and repeated fields a document can have"
    )
    graphql_fragments: int = Field(
        default=30,
        ge=0,
        description="How many fragments, and uses of fragments, a document can have",
    )
    graphql_seconds: float = Field(
        default=5.0, gt=0, description="Time limit of a query; after it the answer is 503"
    )
    graphql_introspection: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="Whether clients can query the schema, which GraphiQL needs; `auto` allows it"
        " everywhere except in production",
    )
    graphql_kept_characters: int = Field(
        default=500_000,
        ge=0,
        description="Size limit in characters of a process's cache of parsed documents, and of its"
        " store of persisted documents",
    )

    # The Prometheus server that `amrutam up --watch` starts
    watch_scrape_seconds: float = Field(
        default=5.0,
        ge=3,
        description="How often the Prometheus of `amrutam up --watch` reads the metrics. A worker waits two seconds for PostgreSQL before the worker reports PostgreSQL as unreachable, so the time must be longer",
    )
    watch_retention_days: int = Field(
        default=35,
        ge=1,
        description="How many days the Prometheus of `amrutam up --watch` stores metrics",
    )

    # Real time
    realtime_sockets: int = Field(
        default=5000,
        ge=1,
        description="How many WebSockets one process accepts at the same time. The process needs as many open files",
    )
    realtime_sockets_per_account: int = Field(
        default=5,
        ge=1,
        description="How many WebSockets one account can have at the same time",
    )
    realtime_sockets_per_address: int = Field(
        default=50,
        ge=1,
        description="How many WebSockets one network address can have at the same time without sign-in",
    )
    realtime_subscriptions: int = Field(
        default=20, ge=1, description="How many doctors one WebSocket can watch"
    )
    realtime_message_bytes: int = Field(
        default=65536,
        ge=1024,
        description="Size limit in bytes of a client's message on a WebSocket",
    )
    realtime_messages_per_10_seconds: int = Field(
        default=60,
        ge=1,
        description="How many messages one WebSocket can send within 10 seconds",
    )
    realtime_backlog_bytes: int = Field(
        default=1_048_576,
        ge=65536,
        description="How many bytes a client can leave unread before its WebSocket is closed",
    )
    realtime_ping_seconds: float = Field(
        default=20, gt=0, description="How often the server sends a ping to each WebSocket"
    )
    realtime_idle_seconds: float = Field(
        default=60, gt=0, description="A WebSocket without a subscription is closed after this time"
    )
    realtime_ticket_seconds: int = Field(
        default=30, ge=1, le=300, description="How long a ticket that signs a WebSocket in is valid"
    )
    realtime_origins: str = Field(
        default="",
        description="Origins of other sites whose pages can open WebSockets, separated by commas",
    )

    # Jobs
    worker_jobs: Literal["all", "codes", "general"] = Field(
        default="all",
        description="Which jobs this worker runs: all, only those that send one-time codes, or all"
        " but those",
    )
    worker_concurrency: int = Field(
        default=100,
        ge=40,
        description="How many jobs a worker runs at the same time. Most of them wait for the mail"
        " server",
    )
    worker_poll_seconds: float = Field(
        default=0.5, gt=0, description="How often an idle worker looks for jobs"
    )
    job_heartbeat_timeout_seconds: float = Field(
        default=7.0,
        ge=0.2,
        description="When the worker of a job has shown no sign of life for this long, another worker runs the job. A worker shows two signs within this time",
    )
    queue_alarm_seconds: float = Field(
        default=60,
        gt=0,
        description="`/readyz` and `amrutam check` report a problem when a job has been due for"
        " longer than this",
    )

    @field_validator("*")
    @classmethod
    def _well_formed(cls, value: object, info: ValidationInfo) -> object:
        check = _CHECKS.get(info.field_name or "")
        if check and isinstance(value, str) and value:
            check(value)
        return value

    @property
    def owner_database_url(self) -> str:
        """The PostgreSQL URL of the schema's owner; the URL of the processes' role if no owner's URL is set."""
        return self.migration_database_url or self.database_url

    @property
    def replicas(self) -> list[str]:
        """The URLs of the read replicas, in the order of `replica_urls`; empty without replicas."""
        return values.database_urls(self.replica_urls)

    def model_post_init(self, _context: object) -> None:
        if self.environment == "production" and self.rate_limits == "off":
            raise ValueError(
                "AMRUTAM_RATE_LIMITS=off is only for load tests; production refuses it"
            )
        if self.confirm_deadline_seconds >= self.confirm_hold_seconds:
            raise ValueError(
                "AMRUTAM_CONFIRM_DEADLINE_SECONDS must be less than AMRUTAM_CONFIRM_HOLD_SECONDS:"
                " a hold must last longer than the booking that uses it"
            )


_CHECKS: dict[str, Callable[[str], object]] = {
    "database_url": parse_database_url,
    "migration_database_url": parse_database_url,
    "replica_urls": values.check_database_urls,
    "redis_url": values.check_redis_url,
    "web_redis_url": values.check_redis_url,
    "smtp_url": values.check_smtp_url,
    "public_url": values.check_origin,
    "video_url": values.check_origin,
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
    "rate_limit_export": values.check_rate,
}


def load_settings(*, environment_needed: bool = False) -> Settings:
    """Reads and returns the settings.

    Writes the name and the problem of each missing or invalid setting to stderr and exits with 2, also if
    `secrets_directory` cannot be read. `environment_needed`: AMRUTAM_ENVIRONMENT must be set, because production's
    rules depend on this setting.
    """
    try:
        settings = Settings(_secrets_dir=_secrets_directory())
    except ValidationError as problem:
        _explain(problem)
    if environment_needed and "environment" not in settings.model_fields_set:
        names = ", ".join(get_args(Environment))
        print(f"amrutam: AMRUTAM_ENVIRONMENT: is missing (one of {names})", file=sys.stderr)  # noqa: T201 - logs are not configured yet
        sys.exit(2)
    return settings


def load_proxy_settings() -> ProxySettings:
    """Reads and returns only the proxy's settings, because the proxy's process has no secrets.

    Writes the name and the problem of each invalid setting to stderr and exits with 2.
    """
    try:
        return ProxySettings()
    except ValidationError as problem:
        _explain(problem)


def _secrets_directory() -> str | None:
    folder = os.environ.get("AMRUTAM_SECRETS_DIRECTORY") or None
    if folder and not os.access(folder, os.R_OK | os.X_OK):
        print(f"amrutam: AMRUTAM_SECRETS_DIRECTORY: {folder} cannot be read", file=sys.stderr)  # noqa: T201 - logs are not configured yet
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
        print(f"amrutam: {named}{said}{about}", file=sys.stderr)  # noqa: T201 - logs are not configured yet
    sys.exit(2)
