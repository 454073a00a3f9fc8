"""Tests `amrutam up --availability 1 --replicas 2`: availability processes and replicas start, also after a kill and after a restart."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.acceptance.launched import Platform, free_port, wait_for

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]

OPTIONS = ("--api", "1", "--availability", "1", "--no-web", "--empty")


@pytest.fixture(scope="module")
def replicated() -> Iterator[Platform]:
    with tempfile.TemporaryDirectory(prefix="amrutam replicas ") as folder:
        settings = {"AMRUTAM_SHUTDOWN_GRACE_SECONDS": "2"}
        started = Platform(Path(folder) / "its data", free_port(), settings)
        started.options = (*OPTIONS, "--replicas", "2")
        started.start()
        try:
            yield started
        finally:
            started.stop()


def figure(platform: Platform, part: str, line: str) -> float:
    with urlopen(platform.part(part)["metrics_url"]) as answer:  # noqa: S310 - the platform's own address
        lines = answer.read().decode().splitlines()
    return float(next(one for one in lines if one.startswith(f"{line} ")).rpartition(" ")[2])


def used(platform: Platform) -> float:
    return sum(figure(platform, "availability-1", f'amrutam_replica_usable{{replica="{n}"}}')
               for n in (1, 2))  # fmt: skip


def searches(platform: Platform, *limits: int) -> None:
    for limit in limits:
        assert platform.curl(f"/v1/doctors?limit={limit}").status == 200


def test_searches_are_answered_by_the_availability_process_from_replicas(
    replicated: Platform,
) -> None:
    wait_for(lambda: used(replicated) == 2, "two usable replicas")
    read = 'amrutam_replica_reads_total{answered="replica"}'
    before = figure(replicated, "availability-1", read)
    searches(replicated, 1, 2, 3)
    assert figure(replicated, "availability-1", read) > before
    assert figure(replicated, "api-1", "amrutam_availability_instead_total") == 0


def test_the_api_answers_while_the_availability_process_is_away_and_counts_it(
    replicated: Platform,
) -> None:
    process = psutil.Process(replicated.part("availability-1")["pid"])
    process.suspend()
    try:
        searches(replicated, 4, 5)
    finally:
        process.resume()
    assert figure(replicated, "api-1", "amrutam_availability_instead_total") > 0


def test_a_replica_that_was_killed_comes_back_and_is_read_again(replicated: Platform) -> None:
    pid = replicated.part("replica_1")["pid"]
    psutil.Process(pid).send_signal(signal.SIGKILL)
    searches(replicated, 6, 7, 8)
    wait_for(lambda: replicated.part("replica_1")["pid"] not in (None, pid), "another replica_1")
    wait_for(lambda: used(replicated) == 2, "two usable replicas")


def test_copies_serve_again_after_a_restart_and_none_is_kept_that_nobody_reads(
    replicated: Platform,
) -> None:
    copied = (replicated.data / "replica_1" / "backup_label.old").stat().st_ino
    assert replicated.stop() == 0
    replicated.options = (*OPTIONS, "--replicas", "1")
    replicated.start()
    wait_for(lambda: figure(replicated, "api-1", 'amrutam_replica_usable{replica="1"}') == 1,
             "a usable replica")  # fmt: skip
    assert (replicated.data / "replica_1" / "backup_label.old").stat().st_ino == copied
