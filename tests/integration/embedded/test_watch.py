"""Tests the messages of `--watch` and `top` without installed programs or a running platform."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amrutam.embedded.watch import find_watch


def run(*words: str, path: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "amrutam", *words], capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": path},
    )  # fmt: skip
    return done.returncode, done.stderr


def test_without_prometheus_watching_is_refused_and_says_how_to_get_it(tmp_path: Path) -> None:
    code, said = run("up", "--watch", "--data", str(tmp_path / "data"), path=str(tmp_path))
    assert code == 2
    assert "apt install prometheus" in said
    assert "Traceback" not in said


def test_prometheus_alone_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "prometheus").touch(0o755)
    watch = find_watch(tmp_path / "watch", 1, 2)
    assert (watch.prometheus, watch.alertmanager) == (str(tmp_path / "prometheus"), None)
    (tmp_path / "alertmanager").touch(0o755)
    assert find_watch(tmp_path / "watch", 1, 2).alertmanager == str(tmp_path / "alertmanager")


@pytest.mark.parametrize("words", [("top",), ("top", "--metrics", "file:///etc/passwd")])
def test_top_says_what_it_needs(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, said = run(*words, "--data", str(tmp_path), path=str(tmp_path))
    assert code == 2
    assert "--metrics" in said
