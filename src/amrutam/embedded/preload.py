"""Imported by the fork server only: loads the code of all roles and makes the fork server end with its launcher.

Loading takes two seconds of processor time; a role that is forked afterwards starts in
milliseconds.
"""

from __future__ import annotations

import gc
import os
import signal
from importlib import import_module

from amrutam.embedded.die_with_parent import tie

FORK_SERVER = os.getpid()

os.setsid()  # signals of the terminal (Ctrl-C, hang-up) are handled by the launcher alone
# The standard library ends a fork server after its last child; this one must also end with the
# launcher.
tie(signal.SIGTERM, os.getppid())
gc.disable()  # a collection would write to the loaded objects, whose memory all forked processes share

for name in (
    "uvloop",
    "uvicorn.protocols.http.httptools_impl",
    "amrutam.roles.serving",
    "amrutam.roles.api",
    "amrutam.roles.availability",
    "amrutam.roles.worker",
    "amrutam.roles.realtime",
):
    import_module(name)
gc.freeze()
