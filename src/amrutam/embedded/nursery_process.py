"""Loads what every role needs once, then forks roles from itself, each in a few milliseconds.

`python -m amrutam.embedded.nursery_process <socket's descriptor> <launcher's pid>`. On the socket,
one JSON object a line. The launcher asks `{"name", "role", "environment", "log"}`; answers are
`{"name", "pid"}` when a process was born, and `{"pid", "code"}` when it ended.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

from amrutam.embedded.tether import tie

_PR_SET_NAME = 15  # <linux/prctl.h>


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    tie(signal.SIGTERM, int(sys.argv[2]))
    gc.disable()  # what is loaded here stays, and is shared by all that are born
    load("api")
    wake, woken = socket.socketpair()
    for end in (wake, woken):
        end.setblocking(False)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    _Nursery(control, wake).run()


def load(role: str) -> None:
    """Everything that a role will import; at once the second time."""
    for name in ("amrutam.roles.serving", "uvloop", "uvicorn.protocols.http.httptools_impl"):
        import_module(name)
    module = import_module(f"amrutam.roles.{role}")
    for name in getattr(module, "TASKS", ()):
        if find_spec(name):
            import_module(name)
    gc.freeze()


class _Nursery:
    def __init__(self, control: socket.socket, wake: socket.socket) -> None:
        self._control = control
        self._wake = wake
        self._pending = b""

    def run(self) -> None:
        """Until the launcher closes its end."""
        while True:
            readable, _, _ = select.select([self._control, self._wake], [], [])
            if self._wake in readable:
                self._wake.recv(4096)
                self._report_ended()
            if self._control in readable:
                received = self._control.recv(65536)
                if not received:
                    return
                *lines, self._pending = (self._pending + received).split(b"\n")
                for line in lines:
                    self._bear(json.loads(line))

    def _bear(self, request: dict[str, Any]) -> None:
        load(request["role"])  # the first api does not wait for what only workers need
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._control.close()
            self._wake.close()
            _live(request, parent)
        self._tell({"name": request["name"], "pid": pid})

    def _report_ended(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._tell({"pid": pid, "code": os.waitstatus_to_exitcode(status)})

    def _tell(self, fact: dict[str, Any]) -> None:
        self._control.sendall(json.dumps(fact).encode() + b"\n")


def _live(request: dict[str, Any], parent: int) -> NoReturn:
    """The born process, from its first step to its last: nothing of its parent's loop runs here."""
    code = 1
    try:
        _become(request, parent)
        serving = import_module("amrutam.roles.serving")
        serving.serve(import_module(f"amrutam.roles.{request['role']}"))
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - it must not return into the nursery, whatever happens
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _become(request: dict[str, Any], parent: int) -> None:
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` may have it ignored
    tie(signal.SIGINT, parent)  # the launcher has died, and the proxy with it: no time to serve on
    log = os.open(request["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.close(log)
    os.environ.clear()
    os.environ.update(request["environment"])
    if sys.platform.startswith("linux"):  # for ps and top: fifteen letters
        ctypes.CDLL(None).prctl(_PR_SET_NAME, f"amrutam {request['name']}".encode()[:15], 0, 0, 0)


if __name__ == "__main__":
    main()
