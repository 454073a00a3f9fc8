"""Copies installed packages with the file modes of an installation by root with umask 077: only the owner has access."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path


def install_closed(name: str, site: Path, wanted: Callable[[str], bool]) -> None:
    """Copies those files of the package `name` of which `wanted` is true to `site`, without access for other users.

    `wanted` is called with a path relative to `site`. The copied RECORD lists only the copied files.
    """
    for file in distribution(name).files or ():
        if wanted(str(file)):
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(file.locate()), site / file)
            (site / file).chmod(Path(str(file.locate())).stat().st_mode & 0o700)
    (record,) = site.glob("*.dist-info/RECORD")
    lines = record.read_text().splitlines(keepends=True)
    record.write_text("".join(line for line in lines if wanted(line.split(",")[0])))
    site.chmod(0o700)
