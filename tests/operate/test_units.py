"""Runs systemd's own checks of the units (`systemd-analyze`), without starting the units."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.operate.deployed import UNITS, unit_files

EXPOSURE = 20  # tenths of the scale of `systemd-analyze security`, which calls 2.4 "OK"; most services have 9.6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with copies of the units and with an instance of each template.

    The units' programs, which are not installed here, are replaced by /bin/true.
    """
    copied = tmp_path_factory.mktemp("units") / "units"
    shutil.copytree(UNITS, copied)
    for file in copied.glob("*.service"):
        text = re.sub(r"(Exec\w+=)/(opt/amrutam|usr/sbin)\S+", r"\1/bin/true", file.read_text())
        file.write_text(text)
    for role in ("api", "availability"):
        template = copied / f"amrutam-{role}@.service"
        shutil.copy(template, copied / f"amrutam-{role}@8010.service")
    return copied


def _names() -> list[str]:
    return [file.name.replace("@.", "@8010.") for file in unit_files()]


def _systemd(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"},
    )  # fmt: skip


@pytest.mark.requires("systemd-analyze")
@pytest.mark.parametrize("name", [*_names(), "amrutam.target"])
def test_a_unit_is_well_formed(folder: Path, name: str) -> None:
    done = _systemd(folder, "verify", "--man=no", f"./{name}")
    ours = [line for line in done.stderr.splitlines() if str(folder) in line or "amrutam" in line]
    assert ours == []


@pytest.mark.requires("systemd-analyze")
@pytest.mark.parametrize("name", _names())
def test_a_service_is_exposed_little(folder: Path, name: str) -> None:
    done = _systemd(
        folder, "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", f"./{name}"
    )
    assert done.returncode == 0, done.stdout[-2000:]
