"""Wall clocks that a test moves, each for the processes that were started with it.

libfaketime does the same and comes from no index that locks what is installed; a C compiler is
there anyway.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_SOURCE = Path(__file__).with_name("clock.c")


def build_clock(folder: Path) -> Path:
    """The library; the folder's name has no space."""
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
        """From the true time, at once, for all that was started with its environment."""
        self.offset_seconds = offset_seconds
        with self._file.open("r+b") as file:
            file.write(offset_seconds.to_bytes(8, "little", signed=True))
