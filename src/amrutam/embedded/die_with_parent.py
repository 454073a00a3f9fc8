"""Runs a program that ends with its parent: `python -I -S die_with_parent.py <settings> <program> <args>`.

Started by path, by whatever user the launcher is; imports nothing of the package, so that it costs
a few milliseconds. `<settings>` is JSON: `signal` that the program gets when the parent dies,
`parent` (its pid), `user` (`[uid, gid]` to become, or null), `folder` (a directory to open before
the user is changed, or null). `{folder}` in an argument becomes that open directory's path.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def become(user: list[int] | None) -> None:
    if user is None:
        return
    os.setgroups([])
    os.setgid(user[1])
    os.setuid(user[0])


def tie(signal: int, parent: int) -> None:
    """After the user was changed: the kernel forgets the signal when credentials change."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # it died before the signal was asked for
        sys.exit(1)


def opened(folder: str | None) -> str:
    """A way to the folder that needs no right to walk through its parents (a 0700 home)."""
    if folder is None:
        return ""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.set_inheritable(descriptor, True)
    return f"/proc/self/fd/{descriptor}"


def main() -> None:
    settings = json.loads(sys.argv[1])
    way = opened(settings["folder"])
    try:
        become(settings["user"])
    except PermissionError:
        sys.exit(
            "amrutam: PostgreSQL refuses to run as root, and changing user is not allowed here"
        )
    tie(settings["signal"], settings["parent"])
    command = [argument.replace("{folder}", way) for argument in sys.argv[2:]]
    os.execv(command[0], command)  # noqa: S606 - becoming the program is the purpose  # nosec B606


if __name__ == "__main__":
    main()
