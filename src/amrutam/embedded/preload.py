"""Imported by the fork server alone: loads every role's code and ties the server to its launcher.

Loading takes two seconds of processor time; a role forked afterwards starts in milliseconds.
"""

from __future__ import annotations

import gc
import os
import signal
from importlib import import_module

from amrutam.embedded.die_with_parent import tie

FORK_SERVER = os.getpid()

os.setsid()  # a terminal's Ctrl-C, or its end, is for the launcher alone
# The standard library ends a fork server after its last child, and not with the launcher.
tie(signal.SIGTERM, os.getppid())
gc.disable()  # what is loaded here stays, and all children share it

for name in (
    "uvloop",
    "uvicorn.protocols.http.httptools_impl",
    "amrutam.roles.serving",
    "amrutam.roles.api",
    "amrutam.roles.worker",
    "amrutam.roles.realtime",
):
    import_module(name)
gc.freeze()
