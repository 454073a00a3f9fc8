"""Tests, without a server, what the scripts of `deploy/backup/` keep, delete and refuse."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amrutam.embedded.binaries import postgres_programs

SCRIPTS = Path(__file__).parents[2] / "deploy" / "backup"
SEGMENT = "0000000100000000000000{:02X}"


def run(script: str, *arguments: object, backups: Path) -> subprocess.CompletedProcess[str]:
    path = f"{postgres_programs(None)}:{os.environ['PATH']}"
    return subprocess.run(
        [SCRIPTS / script, *map(str, arguments)], capture_output=True, text=True, check=False,
        env={"PATH": path, "BACKUPS": str(backups), "LC_ALL": "C"},
    )  # fmt: skip


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    folder = tmp_path / "back ups"
    for name in ("base", "wal"):
        (folder / name).mkdir(parents=True)
    return folder


def add(backups: Path, kind: str, days_ago: float, segment: int) -> str:
    """Makes a backup of this age, with the files that `prune` reads, and the WAL segment with which it starts; returns its name.

    `kind`: `full` or `incremental`. `segment`: the number of the WAL segment.
    """
    made = datetime.now(UTC) - timedelta(days=days_ago)
    folder = backups / "base" / f"{made:%Y%m%dT%H%M%SZ}-{kind}"
    folder.mkdir()
    label = f"START WAL LOCATION: 0/{segment}000028 (file {SEGMENT.format(segment)})\n"
    (folder / "backup_label").write_text(label)
    (backups / "wal" / f"{SEGMENT.format(segment)}.gz").touch()
    return folder.name


def test_a_segment_is_archived_once_and_never_replaced(backups: Path, tmp_path: Path) -> None:
    segment, kept = tmp_path / "segment", backups / "wal" / SEGMENT.format(1)
    segment.write_bytes(b"first")
    assert [run("archive", segment, kept, backups=backups).returncode for _ in "ab"] == [0, 0]
    segment.write_bytes(b"other")
    refused = run("archive", segment, kept, backups=backups)
    assert (refused.returncode, "holds something else" in refused.stderr) == (1, True)
    restored = subprocess.run(["gzip", "-dc", f"{kept}.gz"], capture_output=True, check=True)
    assert restored.stdout == b"first"
    assert [each.name for each in (backups / "wal").iterdir()] == [f"{kept.name}.gz"]


def test_an_archive_without_room_or_folder_is_told_to_postgresql(
    backups: Path, tmp_path: Path
) -> None:
    segment = tmp_path / "segment"
    segment.write_bytes(b"first")
    assert run("archive", segment, backups / "gone" / "1", backups=backups).returncode != 0


def test_what_the_days_need_is_kept(backups: Path) -> None:
    for number, (kind, days) in enumerate([("full", 40), ("incremental", 39)], 1):
        add(backups, kind, days, number)
    needed = [
        add(backups, kind, days, number)
        for number, (kind, days) in enumerate(
            [("full", 33), ("incremental", 27), ("full", 26), ("incremental", 1)], 3
        )
    ]
    assert run("prune", 28, backups=backups).returncode == 0
    assert sorted(each.name for each in (backups / "base").iterdir()) == needed
    kept = sorted(each.name for each in (backups / "wal").iterdir())
    assert kept == [f"{SEGMENT.format(number)}.gz" for number in range(3, 7)]


def test_nothing_is_removed_while_no_full_backup_is_old_enough(backups: Path) -> None:
    made = [add(backups, "full", 27, 1), add(backups, "incremental", 1, 2)]
    assert run("prune", 28, backups=backups).returncode == 0
    assert sorted(each.name for each in (backups / "base").iterdir()) == made
    assert len(list((backups / "wal").iterdir())) == 2


@pytest.mark.parametrize(
    ("script", "arguments", "said"),
    [
        ("backup", ("incremental",), "make a full one first"),
        ("backup", ("some",), "full or incremental?"),
        ("restore", ("2020-01-01 00:00Z", "/nowhere"), "no backup was complete before"),
        ("restore", ("yesterdays", "/nowhere"), "invalid date"),
    ],
)
def test_what_cannot_be_done_is_said(
    backups: Path, script: str, arguments: tuple[str, ...], said: str
) -> None:
    add(backups, "full", 1, 1) if script == "restore" else None
    refused = run(script, *arguments, backups=backups)
    assert refused.returncode != 0
    assert said in refused.stderr
