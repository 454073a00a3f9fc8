"""Runs a command as if on one of several separate machines: `unshare ... python -m tests.operate.machine <folder> <command> ...`.

The command can write to /etc, /opt, /usr/local, /usr/sbin and /var/lib without changing the real machine; the changes
are stored in `<folder>`, a path that must not exist. The simulated machines share one network.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import sleep

from tests.cast.shell import Shell, shell
from tests.operate.deployed import TOP
from tests.operate.host import cover, equip


@contextmanager
def shared_network(*addresses: str) -> Iterator[Sequence[str]]:
    """Makes a network namespace with these IPv4 addresses and without a connection to other networks.

    Yields the beginning of the command line of programs that run in this network.
    """
    holder = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
    inside = ["nsenter", f"--net=/proc/{holder.pid}/ns/net"]
    try:
        while Path(f"/proc/{holder.pid}/ns/net").readlink() == Path("/proc/self/ns/net").readlink():
            sleep(0.01)  # unshare has not made the network yet
        subprocess.run([*inside, "ip", "link", "set", "lo", "up"], check=True)
        for each in addresses:
            added = ["ip", "address", "add", f"{each}/24", "dev", "lo"]
            subprocess.run([*inside, *added], check=True)
        yield inside
    finally:
        holder.kill()
        holder.wait()


@asynccontextmanager
async def machine(
    network: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> AsyncIterator[Shell]:
    """Starts a machine, and yields a shell of its root; all processes of the machine end with the shell.

    `network`: what `shared_network` yielded. `folder`: a path that does not exist, for the machine's files.
    """
    separate = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    become = [sys.executable, "-m", "tests.operate.machine", str(folder)]
    async with shell(environment, TOP, (*network, *separate, *become)) as opened:
        yield opened


if __name__ == "__main__":
    own = Path(sys.argv[1])
    own.mkdir()
    own.chmod(0o711)
    cover(own)
    equip()
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - the test's own command
