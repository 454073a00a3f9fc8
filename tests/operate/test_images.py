"""The images of `deploy/images`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
IMAGES = sorted((TOP / "deploy" / "images").glob("*.Containerfile"))


@pytest.mark.parametrize("file", IMAGES, ids=lambda file: file.name)
def test_hadolint_has_nothing_to_say(file: Path) -> None:
    done = subprocess.run(
        [TOP / ".venv" / "bin" / "hadolint", file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
