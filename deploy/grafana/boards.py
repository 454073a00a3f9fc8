"""The dashboards. Each has few panels, and each panel answers one question."""

from __future__ import annotations

from grafana_foundation_sdk.models.dashboard import Dashboard

from deploy.grafana.panels import Query, board, lines, number

_REAL = 'route!~"/livez|/readyz|/metrics"'
_EVERY = "[$__rate_interval]"


def percentile(share: float, metric: str, by: str = "", only: str = "") -> str:
    """The PromQL of a percentile of a histogram; `share` is 0.99 for the 99th.

    `by`: labels to group by, separated by commas; `only`: label matchers, such as `status="2xx"`.
    """
    labels = f"le, {by}" if by else "le"
    rate = f"rate({metric}_bucket{{{only}}}{_EVERY})"
    return f"histogram_quantile({share}, sum by ({labels}) ({rate}))"


def overview() -> Dashboard:
    return board(
        "overview", "overview", "Does the platform work for the people who use it?",
        lines(
            "Requests", "How many requests arrive, and with which status are they answered?", "reqps",
            Query(f"sum by (status) (rate(amrutam_http_requests_total{{{_REAL}}}{_EVERY}))", "{{status}}"),
        ),
        lines(
            "Failed requests by route", "Which routes fail, and how often?", "reqps",
            Query(f'topk(10, sum by (route) (rate(amrutam_http_requests_total{{status="5xx", {_REAL}}}{_EVERY})))', "{{route}}"),
        ),
        lines(
            "Latency", "How long do people wait?", "s",
            Query(percentile(0.5, "amrutam_http_request_seconds", only=_REAL), "median"),
            Query(percentile(0.95, "amrutam_http_request_seconds", only=_REAL), "95 in 100"),
            Query(percentile(0.99, "amrutam_http_request_seconds", only=_REAL), "99 in 100"),
        ),
        lines(
            "Latency by route", "Which routes are slow (95 in 100 requests are faster)?", "s",
            Query(f"topk(10, {percentile(0.95, 'amrutam_http_request_seconds', 'route', _REAL)})", "{{route}}"),
        ),
        lines(
            "Refused for too much to do", "Are requests refused because there are too many, and of which priority?", "reqps",
            Query(f"sum by (priority) (rate(amrutam_http_requests_shed_total{_EVERY}))", "{{priority}}"),
        ),
        lines(
            "Processes", "How many processes of each role answer?", "short",
            Query('sum by (role) (up{job="amrutam"})', "{{role}}"),
        ),
        lines(
            "Processor time", "Which process needs how much of a processor?", "percentunit",
            Query(f'sum by (part, instance) (rate(process_cpu_seconds_total{{job="amrutam"}}{_EVERY}))', "{{part}} {{instance}}"),
        ),
    )  # fmt: skip


def booking() -> Dashboard:
    return board(
        "booking", "booking", "Do those who want an appointment get one?",
        lines(
            "Funnel", "How often are a doctor's slots read, held and booked?", "ops",
            Query(f'sum(rate(amrutam_http_requests_total{{route="/v1/doctors/{{doctor_id}}/slots", status=~"2xx|3xx"}}{_EVERY}))', "free times read"),
            Query(f'sum(rate(amrutam_holds_total{{outcome=~"made|unprotected"}}{_EVERY}))', "held"),
            Query(f'sum(rate(amrutam_bookings_total{{outcome="booked"}}{_EVERY}))', "booked"),
        ),
        lines(
            "Held times that are booked", "Which share of held times becomes an appointment?", "percentunit",
            Query('sum(increase(amrutam_bookings_total{outcome="booked"}[1h])) / sum(increase(amrutam_holds_total{outcome=~"made|unprotected"}[1h]))', "booked"),
        ),
        lines(
            "Slot lock collisions", "How often does somebody try to take a slot that is taken, and which guard refuses it?", "ops",
            Query(f"sum by (guard) (rate(amrutam_slot_collisions_total{_EVERY}))", "{{guard}}"),
        ),
        lines(
            "Bookings and refusals", "How many appointments are booked or changed, and why are requests for this refused?", "ops",
            Query(f"sum by (outcome) (rate(amrutam_bookings_total{_EVERY}))", "{{outcome}}"),
        ),
        lines(
            "Holds", "How many holds are made, extended, released or booked; are any made without Redis (unprotected)?", "ops",
            Query(f"sum by (outcome) (rate(amrutam_holds_total{_EVERY}))", "{{outcome}}"),
        ),
        lines(
            "Admission queue", "How many people wait in admission queues, and how many are admitted per minute?", "short",
            Query("max(amrutam_admission_waiting)", "waiting"),
            Query(f"60 * sum(rate(amrutam_admission_admitted_total{_EVERY}))", "admitted per minute"),
        ),
        lines(
            "One-time codes", "Are codes sent, and are they entered correctly?", "ops",
            Query(f"sum by (purpose, outcome) (rate(amrutam_codes_total{_EVERY}))", "{{purpose}} {{outcome}}"),
        ),
    )  # fmt: skip


def postgresql() -> Dashboard:
    return board(
        "postgresql", "PostgreSQL", "Does the database answer in time, and for how many months does it have partitions?",
        number("Months left", "For how many months ahead can appointments be stored?", "short",
               Query("max(amrutam_calendar_months_ahead)", "months")),
        number("Last backup", "How old is the last backup that was recorded?", "s",
               Query("time() - max(amrutam_backup_end_timestamp_seconds)", "age")),
        number("Archive and standby", "Does archiving WAL fail (1); is the synchronous standby missing (1)?", "short",
               Query("max(amrutam_wal_archive_failing)", "archive fails"),
               Query("max(amrutam_synchronous_standby_missing)", "standby missing")),
        number("Answers", "Does PostgreSQL answer the workers (1)?", "short",
               Query("max(amrutam_database_up)", "answers")),
        lines(
            "Latency", "How long does a statement take, including the network?", "s",
            Query(percentile(0.5, "amrutam_database_query_seconds"), "median"),
            Query(percentile(0.95, "amrutam_database_query_seconds"), "95 in 100"),
            Query(percentile(0.99, "amrutam_database_query_seconds"), "99 in 100"),
        ),
        lines(
            "Latency by statement", "Which statements are slow (95 in 100 are faster)?", "s",
            Query(f"topk(10, {percentile(0.95, 'amrutam_database_query_seconds', 'query')})", "{{query}}"),
        ),
        lines(
            "Queries a second", "Which statements are run most often?", "ops",
            Query(f"topk(15, sum by (query) (rate(amrutam_database_query_seconds_count{_EVERY})))", "{{query}}"),
        ),
        lines(
            "Time by statement", "On which statements is the database's time spent?", "percentunit",
            Query(f"topk(10, sum by (query) (rate(amrutam_database_query_seconds_sum{_EVERY})))", "{{query}}"),
        ),
        lines(
            "Connections", "How near is a process to its limit of connections?", "percentunit",
            Query('max by (part, instance) (amrutam_database_connections{state="in_use"} / ignoring(state) amrutam_database_connections{state="limit"})', "{{part}} {{instance}}"),
        ),
        lines(
            "Waiting for a connection", "Do requests wait for a connection?", "short",
            Query("max by (part, instance) (amrutam_database_connection_waits)", "{{part}} {{instance}}"),
        ),
    )  # fmt: skip


def reads() -> Dashboard:
    return board(
        "reads", "reads", "Do replicas answer searches and free times, and are they new enough?",
        lines(
            "Lag of replicas", "How far behind is each read replica at most, by the largest bound that any process reports?", "s",
            Query("max by (replica) (amrutam_replica_lag_seconds)", "{{replica}}"),
        ),
        number("Replicas in use", "How many replicas are read from?", "short",
               Query("count(max by (replica) (amrutam_replica_usable) == 1) or vector(0)", "replicas")),
        lines(
            "Who answers reads", "Do replicas answer reads, or the primary because they are behind or none is usable?", "ops",
            Query(f"sum by (answered) (rate(amrutam_replica_reads_total{_EVERY}))", "{{answered}}"),
        ),
        lines(
            "Answered by the api instead", "Do api processes answer requests that availability processes should answer?", "reqps",
            Query(f"sum(rate(amrutam_availability_instead_total{_EVERY}))", "answered"),
        ),
    )  # fmt: skip


def redis() -> Dashboard:
    return board(
        "redis", "Redis", "Does Redis answer, and does it have enough memory?",
        lines(
            "Answers", "Which Redis answers and takes writes (1)?", "short",
            Query("max by (server) (amrutam_redis_up)", "{{server}}"),
        ),
        lines(
            "Memory", "How much memory is in use, and what is the limit?", "bytes",
            Query("max by (server) (amrutam_redis_memory_bytes)", "{{server}}"),
            Query("max by (server) (amrutam_redis_memory_limit_bytes)", "{{server}}: limit"),
        ),
        lines(
            "Latency by call", "Which calls are slow (95 in 100 are faster)?", "s",
            Query(f"topk(10, {percentile(0.95, 'amrutam_redis_call_seconds', 'call')})", "{{call}}"),
        ),
        lines(
            "Calls a second", "Which calls are made most often?", "ops",
            Query(f"topk(15, sum by (call) (rate(amrutam_redis_call_seconds_count{_EVERY})))", "{{call}}"),
        ),
        lines(
            "Commands a second", "How many commands does each Redis run in all?", "ops",
            Query(f"max by (server) (rate(amrutam_redis_commands{_EVERY}))", "{{server}}"),
        ),
        lines(
            "Connections", "How many connections does each Redis have?", "short",
            Query("max by (server) (amrutam_redis_clients)", "{{server}}"),
        ),
    )  # fmt: skip


def queue() -> Dashboard:
    return board(
        "queue", "queue", "Are jobs (codes, messages, fresh pages) done in time?",
        lines(
            "Waiting jobs", "How many jobs are due and wait?", "short",
            Query("max by (entrypoint) (amrutam_queue_depth)", "{{entrypoint}}"),
        ),
        lines(
            "Age of the oldest job", "For how long has the oldest due job waited?", "s",
            Query("max by (entrypoint) (amrutam_queue_age_seconds)", "{{entrypoint}}"),
        ),
        lines(
            "Jobs by outcome", "How many jobs are done, tried again or given up?", "ops",
            Query(f"sum by (entrypoint, outcome) (rate(amrutam_job_seconds_count{_EVERY}))", "{{entrypoint}} {{outcome}}"),
        ),
        lines(
            "Time of a job", "How long does an attempt take (95 in 100 are faster)?", "s",
            Query(percentile(0.95, "amrutam_job_seconds", "entrypoint"), "{{entrypoint}}"),
        ),
    )  # fmt: skip


def realtime() -> Dashboard:
    return board(
        "realtime", "real time", "Do open pages show at once that a slot was taken?",
        lines(
            "Sockets", "How many sockets and subscriptions are open?", "short",
            Query("sum(amrutam_realtime_sockets)", "sockets"),
            Query("sum(amrutam_realtime_subscriptions)", "subscriptions"),
        ),
        lines(
            "Changes", "How many changes of doctors with subscribers arrive?", "ops",
            Query(f"sum(rate(amrutam_realtime_changes_total{_EVERY}))", "changes"),
        ),
        lines(
            "Fan-out", "How long after its arrival is a change sent to the last socket?", "s",
            Query(percentile(0.5, "amrutam_realtime_fan_out_seconds"), "median"),
            Query(percentile(0.95, "amrutam_realtime_fan_out_seconds"), "95 in 100"),
        ),
        lines(
            "Sockets that were closed", "Why does the platform close sockets?", "ops",
            Query(f"sum by (reason) (rate(amrutam_realtime_cut_off_total{_EVERY}))", "{{reason}}"),
        ),
    )  # fmt: skip


def website() -> Dashboard:
    return board(
        "website", "website", "Are pages rendered quickly, and are they cached?",
        lines(
            "Requests", "Which kinds of requests reach the website's server, and with which status are they answered?", "reqps",
            Query(f"sum by (kind, status) (rate(amrutam_web_requests_total{_EVERY}))", "{{kind}} {{status}}"),
        ),
        lines(
            "Latency", "How long does a page take (95 in 100 are faster)?", "s",
            Query(percentile(0.95, "amrutam_web_request_seconds", "kind"), "{{kind}}"),
        ),
        lines(
            "Page cache", "Where are pages found: at hand, kept in Valkey, or missed and rendered?", "ops",
            Query(f"sum by (outcome) (rate(amrutam_web_page_cache_total{_EVERY}))", "{{outcome}}"),
        ),
        lines(
            "Pages forgotten", "Is the page cache too small (keys evicted per second)?", "ops",
            Query(f'max(rate(amrutam_redis_evicted_keys{{server="pages"}}{_EVERY}))', "forgotten"),
        ),
    )  # fmt: skip


def objectives() -> Dashboard:
    failed = f'sum(increase(amrutam_http_requests_total{{status="5xx", {_REAL}}}[30d]))'
    return board(
        "objectives", "objectives", "Are the objectives met: at most 0.1 % failed, 1 % slower than half a second?",
        number("Error budget left", "How much of the month's budget of failed requests is left?", "percentunit",
               Query(f"1 - {failed} / sum(increase(amrutam_http_requests_total{{{_REAL}}}[30d])) / 0.001", "left")),
        number("Failed, three days", "Which share of requests failed?", "percentunit",
               Query("amrutam:requests_failed:rate3d / amrutam:requests:rate3d", "failed")),
        number("Slow, three days", "Which share of the booking's requests was slow?", "percentunit",
               Query("amrutam:booking_requests_slow:rate3d / amrutam:booking_requests:rate3d", "slow")),
        number("Certificate", "For how long is the public address's certificate good?", "s",
               Query("min(amrutam_certificate_end_timestamp_seconds) - time()", "left")),
        lines(
            "Burn rate of errors", "How many times too fast is the budget of failed requests used? Alerts page above 14.4 over an hour, or 6 over six hours.", "short",
            Query("amrutam:requests_failed:rate5m / amrutam:requests:rate5m / 0.001", "5 minutes"),
            Query("amrutam:requests_failed:rate1h / amrutam:requests:rate1h / 0.001", "1 hour"),
            Query("amrutam:requests_failed:rate6h / amrutam:requests:rate6h / 0.001", "6 hours"),
        ),
        lines(
            "Burn rate of slowness", "How many times too fast is the budget of slow requests used? Alerts page above 14.4 over an hour, or 6 over six hours.", "short",
            Query("amrutam:booking_requests_slow:rate5m / amrutam:booking_requests:rate5m / 0.01", "5 minutes"),
            Query("amrutam:booking_requests_slow:rate1h / amrutam:booking_requests:rate1h / 0.01", "1 hour"),
            Query("amrutam:booking_requests_slow:rate6h / amrutam:booking_requests:rate6h / 0.01", "6 hours"),
        ),
    )  # fmt: skip


BOARDS = (overview, booking, postgresql, reads, redis, queue, realtime, website, objectives)
