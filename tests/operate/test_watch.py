"""Tests monitoring with a real Prometheus that scrapes a real platform.

Each panel and each rule finds its metrics, and each alert fires when a test causes the fault for which it was made.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from tests.acceptance.launched import Platform, free_port, signed_in, wait_for
from tests.operate.watched import Refusing, Watched, shows_certificate

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
RULES = DEPLOY / "prometheus" / "rules"
DASHBOARDS = DEPLOY / "grafana" / "dashboards"
pytestmark = pytest.mark.requires("prometheus", "promtool", "prometheus-alertmanager")
TLS_PORT = free_port()
SETTINGS = {
    "AMRUTAM_WATCH_SCRAPE_SECONDS": "3",
    "AMRUTAM_CERTIFICATE_LOOK_SECONDS": "1",
    "AMRUTAM_PUBLIC_URL": f"https://127.0.0.1:{TLS_PORT}",
    "AMRUTAM_CODES_PER_ADDRESS_DAY": "2",
    "AMRUTAM_CODE_RESEND_SECONDS": "0",
    "AMRUTAM_CODE_SECONDS": "30",
    "AMRUTAM_DATABASE_POOL_SIZE": "2",
    "AMRUTAM_SHUTDOWN_GRACE_SECONDS": "2",
}


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    inbox = Refusing()
    inbox.start()
    with tempfile.TemporaryDirectory(prefix="amrutam watched ") as folder:
        environment = {**SETTINGS, "AMRUTAM_SMTP_URL": inbox.url}
        options = ("--api", "1", "--availability", "1", "--replicas", "1", "--watch", "--empty")
        platform = Platform(Path(folder) / "data", free_port(), environment, options=options)
        platform.start()
        try:
            yield Watched(platform, inbox)
        finally:
            platform.stop()
            inbox.stop()


def test_promtool_finds_the_rules_right_and_their_tests_pass() -> None:
    for command in (
        ["check", "rules", *map(str, RULES.iterdir())],
        ["test", "rules", *map(str, (DEPLOY / "prometheus" / "tests").iterdir())],
    ):
        done = subprocess.run(["promtool", *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    config = str(DEPLOY / "prometheus" / "prometheus.yml")
    check = ["promtool", "check", "config", "--syntax-only", config]
    subprocess.run(check, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("amtool") is None, reason="needs amtool")
def test_alertmanager_s_own_check_finds_its_configuration_right() -> None:
    command = ["amtool", "check-config", str(DEPLOY / "prometheus" / "alertmanager.yml")]
    subprocess.run(command, check=True, capture_output=True)


def test_every_process_is_scraped_with_its_role(watched: Watched) -> None:
    wait_for(lambda: len(watched.ask('up{job="amrutam"} == 1')) == 6, "six scraped processes")
    assert set(watched.ask('count by (role) (up{job="amrutam"})')) == {
        "api",
        "availability",
        "worker",
        "realtime",
        "web",
    }


def expressions() -> list[str]:
    """The expressions of all panels and recorded series, and the series
    selectors of all alert rules; sorted, each once.
    """
    found = [
        expression
        for board in DASHBOARDS.iterdir()
        for expression in panels(board, rate_interval="1m")
    ]
    for rule in rules():
        found += (
            [rule["expr"]]
            if "record" in rule
            else re.findall(r"\b(?:amrutam[_:]\w[\w:]*|up)(?:\{[^}]*\})?", rule["expr"])
        )
    return sorted(set(found))


def panels(board: Path, rate_interval: str) -> list[str]:
    """The expressions of a dashboard's panels, in order; `rate_interval`
    replaces Grafana's variable `$__rate_interval`.
    """
    return [
        target["expr"].replace("$__rate_interval", rate_interval)
        for panel in json.loads(board.read_text())["panels"] for target in panel["targets"]
    ]  # fmt: skip


def rules() -> list[dict[str, str]]:
    groups = [
        group for file in RULES.iterdir() for group in yaml.safe_load(file.read_text())["groups"]
    ]
    return [rule for group in groups for rule in group["rules"]]


def test_every_expression_of_panels_and_rules_finds_series(
    watched: Watched, tmp_path: Path
) -> None:
    assert len(expressions()) > 90
    watched.impatient()
    signed_in(watched.platform, watched.inbox, "asha@example.org")
    assert watched.platform.curl("/en").status == 200
    assert watched.platform.curl("/v1/doctors").status == 200
    with shows_certificate(tmp_path, TLS_PORT):
        caused(watched, "AmrutamCertificateEnds")
        empty = set(expressions())

        def all_found() -> bool:
            empty.difference_update({one for one in empty if watched.ask(one)})
            return not empty

        try:
            wait_for(all_found, "series of all expressions")
        except AssertionError:
            pytest.fail(f"no series: {empty}")


def test_each_alert_is_caused_by_a_test() -> None:
    tests = Path(__file__).read_text()
    alerts = {rule["alert"] for rule in rules() if "alert" in rule}
    assert [name for name in sorted(alerts) if f'"{name}"' not in tests] == []


def caused(watched: Watched, *names: str) -> None:
    wait_for(lambda: watched.firing() >= set(names), f"{names}")


def test_a_backup_is_asked_for_until_there_is_a_fresh_one(watched: Watched) -> None:
    caused(watched, "AmrutamNoBackup")
    watched.sql("INSERT INTO backup VALUES (now() - interval '2 days')")
    caused(watched, "AmrutamBackupOld")
    wait_for(lambda: "AmrutamNoBackup" not in watched.firing(), "the end of AmrutamNoBackup")
    watched.command("backup", "record")
    wait_for(lambda: "AmrutamBackupOld" not in watched.firing(), "the end of AmrutamBackupOld")


STOPS = {
    "AmrutamNoApi": ("api-1",),
    "AmrutamProcessDown": ("realtime",),
    "AmrutamDatabaseAway": ("postgres",),
    "AmrutamPageCacheAway": ("valkey-pages",),
    "AmrutamReplicaUnused": ("replica_1",),
    "AmrutamNoReplica": ("replica_1",),
}


@pytest.mark.parametrize("alert", STOPS)
def test_a_part_that_stands_still_is_told(watched: Watched, alert: str) -> None:
    wait_for(
        lambda: alert not in watched.firing(), "the end of the alert that an earlier test caused"
    )
    with watched.stopped(*STOPS[alert]):
        caused(watched, alert)
    wait_for(lambda: alert not in watched.firing(), f"the end of {alert}")


WORKERS = {"codes": {"send_code"}, "worker-1": {"appointment_changed"}}
"""For each worker, the jobs that only this worker runs; the alert names them while the worker is suspended."""


@pytest.mark.parametrize("stopped", [("codes",), ("worker-1",), ("codes", "worker-1")])
def test_each_kind_of_worker_that_stands_still_is_told(
    watched: Watched, stopped: tuple[str, ...]
) -> None:
    """The alert names the jobs that no worker runs, and no other jobs."""
    alert, jobs = "AmrutamNoWorker", set[str]().union(*(WORKERS[name] for name in stopped))
    wait_for(
        lambda: not watched.labels(alert, "entrypoint"),
        "the end of the alert that an earlier test caused",
    )
    with watched.stopped(*stopped):
        wait_for(lambda: watched.labels(alert, "entrypoint") >= jobs, f"{alert} of {jobs}")
        assert watched.labels(alert, "entrypoint") == jobs
    wait_for(lambda: alert not in watched.firing(), f"the end of {alert}")


def test_an_availability_process_that_stands_still_is_told(watched: Watched) -> None:
    """An alert fires while an api process answers searches in place of a suspended availability process."""
    wait_for(
        lambda: "AmrutamAvailabilityAway" not in watched.firing(),
        "the end of AmrutamAvailabilityAway",
    )
    with watched.stopped("availability-1"):

        def is_told() -> bool:
            assert watched.platform.curl("/v1/doctors").status == 200
            return "AmrutamAvailabilityAway" in watched.firing()

        wait_for(is_told, "AmrutamAvailabilityAway")


def test_redis_that_stands_still_is_told_and_requests_that_fail_by_it(watched: Watched) -> None:
    burning = {"AmrutamErrorsHour", "AmrutamErrorsSixHours", "AmrutamErrorsThreeDays"}
    assert not watched.firing() & {"AmrutamRedisAway", *burning}
    with watched.stopped("valkey"):
        for _ in range(15):
            assert ask_code(watched, "ravi@example.org") == 503
        caused(watched, "AmrutamRedisAway", *burning)


def ask_code(watched: Watched, address: str) -> int:
    return watched.platform.curl("/v1/auth/otp", {"channel": "email", "address": address}).status


def test_a_table_that_is_locked_is_told_as_slowness_waiting_and_refusals(watched: Watched) -> None:
    names = {
        "AmrutamConnectionsUsedUp", "AmrutamSlowHour", "AmrutamSlowSixHours", "AmrutamSlowThreeDays",
        "AmrutamRequestsShed",
    }  # fmt: skip
    assert not watched.firing() & names
    asking = True

    def ask(_number: int) -> None:
        while asking:
            watched.platform.curl(f"/v1/doctors/{uuid4()}/slots?from=2030-01-01&to=2030-01-02")

    with ThreadPoolExecutor(8) as pool, watched.locked("doctor"):
        asked = pool.map(ask, range(8))
        try:
            caused(watched, *names)
        finally:
            asking = False
    list(asked)


def late_job(entrypoint: str, attempts: int = 0) -> str:
    return (
        "INSERT INTO pgqueuer (priority, status, entrypoint, payload, attempts, execute_after)"
        f" VALUES (0, 'queued', '{entrypoint}', '\"nonsense\"', {attempts}, now() - interval '2 minutes')"
    )


QUEUE: dict[str, tuple[str, Callable[[Watched], AbstractContextManager[None]]]] = {
    "AmrutamQueueLate": (late_job("nobody_runs_this"), lambda _: nullcontext()),
    "AmrutamJobsFail": (late_job("revalidate_page", attempts=50), lambda _: nullcontext()),
    "AmrutamCodesLate": (late_job("send_code"), lambda watched: watched.stopped("codes")),
}


@pytest.mark.parametrize("alert", QUEUE)
def test_a_queue_that_is_late_or_fails_is_told(watched: Watched, alert: str) -> None:
    statement, meanwhile = QUEUE[alert]
    assert alert not in watched.firing()
    with meanwhile(watched):
        watched.sql(statement)
        caused(watched, alert)


def test_codes_that_the_mail_server_does_not_take_in_time_are_told(watched: Watched) -> None:
    assert "AmrutamCodesExpired" not in watched.firing()
    watched.inbox.answer = "451 4.3.0 not now"
    for number in range(5):
        assert ask_code(watched, f"waiting{number}@example.org") == 202
    caused(watched, "AmrutamCodesExpired")
    watched.inbox.answer = None


def test_codes_that_are_refused_or_too_many_are_told(watched: Watched) -> None:
    assert not watched.firing() & {"AmrutamCodesRefused", "AmrutamCodesBeyondTheDay"}
    watched.inbox.answer = "550 5.7.1 refused"
    for number in range(8):
        assert ask_code(watched, f"patient{number}@example.org") == 202
    caused(watched, "AmrutamCodesRefused")
    watched.inbox.answer = None
    while ask_code(watched, "often@example.org") == 202:
        pass
    caused(watched, "AmrutamCodesBeyondTheDay")


def test_partitions_that_run_out_are_told(watched: Watched) -> None:
    assert "AmrutamPartitionsFew" not in watched.firing()
    watched.sql(
        """
        DO $$ DECLARE part regclass; BEGIN
            FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'appointment'::regclass
                        ORDER BY inhrelid::regclass::text DESC LIMIT 15
            LOOP EXECUTE format('DROP TABLE %s', part); END LOOP; END $$
        """
    )
    caused(watched, "AmrutamPartitionsFew")


def test_a_standby_that_is_asked_for_and_missing_is_told(watched: Watched) -> None:
    """An alert fires while no connected replica has a name in `synchronous_standby_names`."""
    assert "AmrutamStandbyMissing" not in watched.firing()
    watched.sql("SET synchronous_commit = local", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'",
                "SELECT pg_reload_conf()", superuser=True)  # fmt: skip
    caused(watched, "AmrutamStandbyMissing")
    watched.sql("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()",
                superuser=True)  # fmt: skip
    wait_for(lambda: "AmrutamStandbyMissing" not in watched.firing(), "the end of the alert")


def test_an_archive_that_fails_is_told(watched: Watched) -> None:
    assert "AmrutamArchiveFails" not in watched.firing()
    watched.sql("ALTER SYSTEM SET archive_mode = 'on'", superuser=True)
    watched.sql("ALTER SYSTEM SET archive_command = 'false'", superuser=True)
    before = watched.platform.part("postgres")["pid"]
    os.kill(before, signal.SIGINT)
    wait_for(lambda: watched.platform.part("postgres")["pid"] not in (None, before), "a restart")
    wait_for(lambda: watched.platform.curl("/readyz").status == 200, "PostgreSQL")
    watched.sql("CREATE TABLE written (); SELECT pg_switch_wal()", superuser=True)
    caused(watched, "AmrutamArchiveFails")
