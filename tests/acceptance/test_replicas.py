"""Tests `amrutam up --availability 2 --replicas 2`.

Availability processes read from replicas, also after a replica was killed and after a restart of the platform.
"""

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

OPTIONS = ("--api", "1", "--availability", "2", "--no-web", "--empty")
AVAILABILITY = ("availability-1", "availability-2")
READ = 'amrutam_replica_reads_total{answered="replica"}'
INSTEAD = "amrutam_availability_instead_total"


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


def is_ready(platform: Platform) -> bool:
    """Whether both availability processes consider both replicas fit to be read from."""
    return all(
        figure(platform, part, f'amrutam_replica_usable{{replica="{n}"}}') == 1
        for part in AVAILABILITY
        for n in (1, 2)
    )


def reads(platform: Platform) -> list[float]:
    """Returns for each availability process the number of its reads that replicas have answered."""
    return [figure(platform, part, READ) for part in AVAILABILITY]


def searches(platform: Platform, *limits: int) -> None:
    for limit in limits:
        assert platform.curl(f"/v1/doctors?limit={limit}").status == 200


def test_searches_are_answered_by_both_availability_processes_from_replicas(
    replicated: Platform,
) -> None:
    wait_for(lambda: is_ready(replicated), "two usable replicas")
    before = reads(replicated)
    searches(replicated, *range(1, 9))
    assert all(b > a for a, b in zip(before, reads(replicated), strict=True))
    assert figure(replicated, "api-1", INSTEAD) == 0


def test_the_other_availability_process_answers_while_one_is_away(replicated: Platform) -> None:
    process = psutil.Process(replicated.part("availability-1")["pid"])
    _, before = reads(replicated)
    process.suspend()
    try:
        searches(replicated, 11, 12, 13, 14)
        assert figure(replicated, "availability-2", READ) >= before + 4
        assert figure(replicated, "api-1", INSTEAD) == 0
    finally:
        process.resume()


def test_the_api_answers_while_all_availability_processes_are_away_and_counts_it(
    replicated: Platform,
) -> None:
    processes = [psutil.Process(replicated.part(part)["pid"]) for part in AVAILABILITY]
    for each in processes:
        each.suspend()
    try:
        searches(replicated, 15, 16)
    finally:
        for each in processes:
            each.resume()
    assert figure(replicated, "api-1", INSTEAD) > 0


def test_a_replica_that_was_killed_comes_back_and_is_read_again(replicated: Platform) -> None:
    pid = replicated.part("replica_1")["pid"]
    psutil.Process(pid).send_signal(signal.SIGKILL)
    searches(replicated, 21, 22, 23)
    wait_for(lambda: replicated.part("replica_1")["pid"] not in (None, pid), "another replica_1")
    wait_for(lambda: is_ready(replicated), "two usable replicas")


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
