"""Gives processes a wall clock that a test can change, by a small library for LD_PRELOAD (`clock.c`).

The library libfaketime does the same, but it is in no package index whose packages the lock files can pin by a hash.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_SOURCE = Path(__file__).with_name("clock.c")


def build_clock(folder: Path) -> Path:
    """Builds the library in `folder`, whose path must contain no space, and returns the library's path."""
    library = folder / "clock.so"
    command = ["gcc", "-O1", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


class Clock:
    def __init__(self, library: Path, file: Path) -> None:
        self._file = file
        self.offset_seconds = 0
        file.write_bytes(bytes(8))
        self.environment = {"LD_PRELOAD": str(library), "TEST_CLOCK_FILE": str(file)}

    def move(self, offset_seconds: int) -> None:
        """Sets the offset from the true time, in seconds; it replaces the earlier offset at once.

        It applies to all processes that were started with this clock's environment.
        """
        self.offset_seconds = offset_seconds
        with self._file.open("r+b") as file:
            file.write(offset_seconds.to_bytes(8, "little", signed=True))
