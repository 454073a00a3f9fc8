"""Runs a program that ends with its parent: `python -I -S die_with_parent.py <settings> <program> <args>`.

The launcher starts this file by its path, possibly as another user. The file imports nothing of the
package, so that it takes a few milliseconds only. `<settings>` is JSON: `signal` that the program
gets when the parent dies, `parent` (its pid), `user` (`[uid, gid]` to become, or null), `folder` (a
directory to open before the user is changed, or null). `{folder}` in an argument is replaced by a
path to that open directory.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

_PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


def become(user: list[int] | None) -> None:
    """Changes the process's user to `[uid, gid]`; None keeps the present user.

    Raises `PermissionError` if the process may not change its user.
    """
    if user is None:
        return
    os.setgroups([])
    os.setgid(user[1])
    os.setuid(user[0])


def tie(signal: int, parent: int) -> None:
    """Asks the kernel (Linux only) to send `signal` to this process when `parent` (a pid) dies.

    Ends this process with exit code 1 if `parent` is dead already. Call it after the user was changed: the kernel
    clears the death signal when credentials change.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # the parent died before the signal was requested
        sys.exit(1)


def opened(folder: str | None) -> str:
    """Opens the folder, and returns a path by which the program reaches it; returns "" for None.

    The path goes through the open file descriptor (Linux only), so the program needs no right to enter the folders
    above, such as a home of mode 0700. Raises `OSError` if the folder cannot be opened.
    """
    if folder is None:
        return ""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.set_inheritable(descriptor, True)
    return f"/proc/self/fd/{descriptor}"


def main() -> None:
    """Replaces this process by the program that the command line names; exits with 1 if it may not change its user.

    Raises `OSError` if the folder cannot be opened or the program cannot be executed.
    """
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
