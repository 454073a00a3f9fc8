"""Checks that the set-up scripts exit with 2 if a tool is missing or a package index does not answer.

The last line of their output names the missing tool or the index.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.launched import free_port

_TOP = Path(__file__).parents[2]
_TOOLS = [
    "bash",
    "sed",
    "awk",
    "cat",
    "rm",
    "mkdir",
    "cut",
    "tail",
    "grep",
    "sha256sum",
    "find",
    "sort",
    "xargs",
    "dirname",
    "env",
    "gcc",
]
_PYTHON = f'#!/bin/sh\nexec "{Path(sys.executable).resolve()}" "$@"\n'
_WITHOUT_VENV = f'#!/bin/sh\n[ "$1" = -c ] && case $2 in *venv*) exit 1;; esac\n{_PYTHON[10:]}'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Copies the files of the repository that the scripts need, and makes a `bin` with the tools that they need."""
    top = tmp_path / "a checkout"
    shutil.copytree(_TOP / "scripts", top / "scripts")
    for name in ("requirements-dev.lock", "pyproject.toml", "web/package.json",
                 "web/package-lock.json", "web/.npmrc"):  # fmt: skip
        (top / name).parent.mkdir(exist_ok=True)
        shutil.copy(_TOP / name, top / name)
    (top / "bin").mkdir()
    for name in _TOOLS:
        (top / "bin" / name).symlink_to(shutil.which(name) or "")
    _write_python(top, _PYTHON)
    return top


def _write_python(top: Path, script: str) -> None:
    (top / "bin" / "python3").write_text(script)
    (top / "bin" / "python3").chmod(0o755)


def _said(top: Path, script: str, **environment: str) -> str:
    """Runs a script that must exit with 2 and print no traceback; returns its last line on standard error."""
    done = subprocess.run(
        [top / "scripts" / script], cwd=top, capture_output=True, text=True, check=False,
        env={"PATH": str(top / "bin"), **environment},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def _lack_gcc(top: Path) -> None:
    (top / "bin" / "gcc").unlink()


def _lack_venv(top: Path) -> None:
    _write_python(top, _WITHOUT_VENV)


def _lack_python(top: Path) -> None:
    _write_python(top, "#!/bin/sh\nexit 127\n")


@pytest.mark.parametrize(
    ("take_away", "named"),
    [(_lack_gcc, "gcc"), (_lack_venv, "python3-venv"), (_lack_python, "Python 3.11 or newer")],
)
def test_what_the_machine_lacks_is_named(
    checkout: Path, take_away: Callable[[Path], None], named: str
) -> None:
    take_away(checkout)
    line = _said(checkout, "set-up")
    assert line.startswith("amrutam: this machine lacks")
    assert named in line


def test_an_index_that_is_away_is_named_in_one_line(checkout: Path) -> None:
    index = f"http://127.0.0.1:{free_port()}/simple"
    line = _said(checkout, "set-up", PIP_INDEX_URL=index, PIP_RETRIES="0")
    assert "fetching packages from pip's index failed" in line
    assert (checkout / ".venv" / "set-up.log").read_text()


def test_an_npm_registry_that_is_away_is_named_in_one_line(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (checkout / ".venv" / "bin" / "python").chmod(0o755)
    registry = f"http://127.0.0.1:{free_port()}/"
    line = _said(
        checkout, "build-web", npm_config_registry=registry, npm_config_fetch_retries="0",
        npm_config_cache=str(checkout / "cache"), HOME=os.devnull,
    )  # fmt: skip
    assert "npm could not install what web/package-lock.json names" in line
    assert "ECONNREFUSED" in line
