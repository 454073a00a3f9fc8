"""Runs a command in a pseudo-terminal, sends keys and window sizes to
it, and reads the screens (frames) that it draws.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

PATIENCE_SECONDS = 60  # a long timeout for a busy machine, because no duration is tested here
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"  # enter and leave the alternate screen
HIDDEN, SHOWN = b"\x1b[?25l", b"\x1b[?25h"  # hide and show the cursor
_HOME = b"\x1b[H"  # each frame begins at the upper left corner
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


_SIZE = {"COLUMNS", "LINES"}
"""Variables that programs prefer to the terminal's own size, so the
command gets neither from the environment of the tests.
"""


class Terminal:
    """A terminal in whose session a command runs; `said` is all that the command has written."""

    def __init__(self, columns: int, rows: int) -> None:
        self._ours, self._theirs = pty.openpty()
        self.resize(columns, rows)
        self.said = b""
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Starts the command in a session of its own, which this terminal controls."""
        left = {name: value for name, value in environment.items() if name not in _SIZE}
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command], env={**left, "TERM": "xterm-256color"},
            stdin=self._theirs, stdout=self._theirs, stderr=self._theirs,
        )  # fmt: skip

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def mode(self) -> list[Any]:
        """Returns the terminal's mode, as `termios.tcgetattr` returns it."""
        return termios.tcgetattr(self._theirs)

    def press(self, key: bytes) -> None:
        os.write(self._ours, key)

    def frames(self) -> list[str]:
        """Returns the frames so far, without escape sequences and empty frames; the
        newest is left out, because it may be incomplete.
        """
        drawn = self.said.split(_HOME)[1:-1]
        found = [_CODES.sub("", each.decode().replace("\r", "")) for each in drawn]
        return [each for each in found if each.strip()]

    def wait_for(self, check: Callable[[list[str]], bool]) -> str:
        """Reads output until `check`, called with all frames, is true; returns the last complete frame.

        Fails the test after `PATIENCE_SECONDS`.
        """
        ends = monotonic() + PATIENCE_SECONDS
        while not check(self.frames()):
            assert monotonic() < ends, self.said.decode()
            self._read()
        return self.frames()[-1]

    def wait_for_end(self) -> int:
        """Reads until the command has ended; returns its exit code. Fails the test after `PATIENCE_SECONDS`."""
        assert self.process
        ends = monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None:
            assert monotonic() < ends, self.said.decode()
            self._read()
        while self._read():
            pass
        return self.process.returncode

    def _read(self) -> bytes:
        if not select.select([self._ours], [], [], 0.05)[0]:
            return b""
        read = os.read(self._ours, 65_536)
        self.said += read
        return read

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)


@contextmanager
def terminal(columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    opened = Terminal(columns, rows)
    try:
        yield opened
    finally:
        opened.close()
