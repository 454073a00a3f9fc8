"""Reads the key `q` from the terminal while the live screen waits."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic, sleep

Wait = Callable[[float], bool]
"""Waits for the given seconds and returns False.

Returns True as soon as the user presses `q` or the terminal is closed.
"""


def pause(seconds: float) -> bool:
    """Waits without reading keys, so that the result is always False."""
    sleep(seconds)
    return False


@contextmanager
def waiting_for_q() -> Iterator[Wait]:
    """Context manager that yields a `Wait` for the key `q`.

    Within the block, the terminal delivers keys at once, without showing them, and Ctrl-C still
    interrupts; the terminal's mode is restored at the end. If the standard input is no terminal, the `Wait`
    is `pause`.
    """
    if not sys.stdin.isatty():
        yield pause
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    try:
        yield partial(_pressed_q, terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _pressed_q(terminal: int, seconds: float) -> bool:
    ends = monotonic() + seconds
    while (left := ends - monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            keys = os.read(terminal, 64)
            if not keys or b"q" in keys.lower():  # no keys: the terminal was closed
                return True
    return False
