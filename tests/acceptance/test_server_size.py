"""Checks that the packages of a server, as pip installs them and `du` counts them, are smaller than 150 MiB."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker

_LOCK = Path(__file__).parents[2] / "requirements.lock"
_MOST_MEGABYTES = 150
_PIN = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==[^ ;]+(?: ; (.+?))? \\$", re.MULTILINE)
_WITH_BYTECODE = 2.25
"""The size of a module with its bytecode, as a multiple of its source's size.

pip compiles each module. The bytecode of all modules together has 1.15 times the size of the sources; 0.1 is a margin.
"""


def test_a_servers_packages_are_small() -> None:
    sizes = {name: size_of(name) for name in needed_here()}
    assert len(sizes) > 40
    told = sorted(sizes.items(), key=lambda item: -item[1])[:10]
    assert sum(sizes.values()) < _MOST_MEGABYTES * 2**20, told


def needed_here() -> list[str]:
    """Returns the names of a server's packages, without those that only another system or another Python needs."""
    pins = _PIN.findall(_LOCK.read_text())
    return [name for name, marker in pins if not marker or Marker(marker).evaluate()]


def size_of(name: str) -> float:
    """Returns the estimated size of an installed package with its bytecode, in bytes: whole disk blocks.

    Each Python file counts `_WITH_BYTECODE` times, and compiled files are left out. Raises `PackageNotFoundError` if the package is not installed or does not list its files.
    """
    files = distribution(name).files
    if files is None:
        raise PackageNotFoundError(name)
    paths = [Path(str(each.locate())) for each in files if each.suffix != ".pyc"]
    return sum(blocks(path) for path in paths if path.is_file())


def blocks(path: Path) -> float:
    size = path.stat().st_blocks * 512
    return size * _WITH_BYTECODE if path.suffix == ".py" else size
