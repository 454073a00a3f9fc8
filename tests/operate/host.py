"""Runs the commands of a how-to page as on a separate host.

Usage: `unshare --mount --pid --fork --kill-child python -m tests.operate.host`; standard input is a shell
script with the page's commands. In mount and network namespaces /etc, /opt, /usr/local, /usr/sbin and /var/lib
can be written without changing the machine, and every port is free. PostgreSQL, two Valkeys and a mail server
run at the addresses that they have on an installed host. The host also has the addresses 10.0.0.5, where the
same PostgreSQL listens, and 10.0.0.7, from which connections to 10.0.0.5 come: a page's second machine. The
script's line `host_is_up` separates the commands that need a package index from those that run on the host,
which has no other network.
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from amrutam.embedded import postgres, valkey
from amrutam.embedded.binaries import nginx_program, postgres_programs
from amrutam.embedded.postgres import Passwords, Postgres
from amrutam.embedded.program import unprivileged
from amrutam.embedded.valkey import Valkey

TOP = Path(__file__).parents[2]
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET of <linux/sched.h>
PRIMARY, SECOND = "10.0.0.5", "10.0.0.7"
_SUPERUSER, _VALKEY = "superuser-of-the-test", "valkey-of-the-test"
_SYSTEMCTL = f'#!/bin/sh\nexec "{sys.executable}" "{TOP}/tests/operate/systemctl.py" "$@"\n'


def cover(folder: Path) -> None:
    """Mounts overlays on /etc, /opt, /usr/local, /usr/sbin and /var/lib, and an empty tmpfs on /run.

    Files that are written to the overlays are stored below `folder`, and are seen in this mount
    namespace only.
    """
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    for name in ("etc", "opt", "usr/local", "usr/sbin", "var/lib"):
        upper, work = folder / name / "upper", folder / name / "work"
        upper.mkdir(parents=True)
        work.mkdir()
        options = f"lowerdir=/{name},upperdir={upper},workdir={work}"
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, f"/{name}"], check=True)


def equip() -> None:
    """Adds what an installed host has: `systemctl` (systemctl.py), nginx, PostgreSQL's user, and Valkey's password."""
    Path("/etc/systemd/system").mkdir(parents=True, exist_ok=True)
    Path("/usr/local/bin/systemctl").write_text(_SYSTEMCTL)
    Path("/usr/local/bin/systemctl").chmod(0o755)
    nginx = Path("/usr/sbin/nginx")
    if not nginx.exists():
        nginx.write_bytes(nginx_program().program.read_bytes())
        nginx.chmod(0o755)
    subprocess.run(["systemd-sysusers", "--inline", "u postgres -"], check=True)
    secrets = Path("/etc/amrutam/secrets")  # `make-secrets` keeps files that exist
    secrets.mkdir(parents=True, mode=0o700)
    (secrets / "valkey_password").write_text(_VALKEY)


def part_from_the_network() -> None:
    """Moves this process, and those that it starts from now on, to a network namespace with a loopback device only.

    The device also has the addresses `PRIMARY` and `SECOND`, and connections to `PRIMARY` come from `SECOND`.
    Raises OSError if the namespace cannot be made.
    """
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        request = struct.pack("16sh", b"lo", 1)  # IFF_UP of <net/if.h>: turns the device on
        # SIOCSIFFLAGS of <linux/sockios.h>: sets the flags of a network device.
        fcntl.ioctl(asking, 0x8914, request)
    for address in (PRIMARY, SECOND):
        subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)
    route = ["ip", "route", "change", "local", PRIMARY, "dev", "lo", "table", "local"]
    subprocess.run([*route, "src", SECOND], check=True)


def start_servers(folder: Path) -> list[subprocess.Popen[bytes]]:
    data = folder / "postgres"
    settings = (
        ("listen_addresses", f"127.0.0.1,{PRIMARY}"),
        ("hba_file", str(data / "pg_hba.conf")),
    )
    database = Postgres(data, 5432, Passwords(_SUPERUSER, "", ""), settings)
    holds = Valkey(folder / "valkey", 6379, _VALKEY)
    pages = Valkey(folder / "valkey-pages", 6380, '""')
    database.prepare()
    holds.prepare()
    pages.prepare()
    mail = [sys.executable, "-m", "amrutam.embedded.mailbox", "1025", "1026"]
    commands = [database.command(), holds.command(), pages.command(), mail]
    with (folder / "servers.log").open("w") as log:
        started = [subprocess.Popen(each, stdout=log, stderr=log) for each in commands]
    asyncio.run(database.wait_ready())
    asyncio.run(holds.wait_ready())
    return started


def main(script: str) -> int:
    installing, _, running = script.partition("host_is_up\n")
    assert running
    with tempfile.TemporaryDirectory(prefix="amrutam-host-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        cover(folder)
        equip()
        shared = folder / "variables"
        keep = f"declare -p version >{shared}"
        # The script uses Debian's Python, because other users cannot run a Python below /root.
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{installing}\n{keep}"], check=True,
            env=os.environ | {"PYTHON": "/usr/bin/python3", "UV_SYSTEM_CERTS": "1"},
        )  # fmt: skip
        part_from_the_network()
        servers = start_servers(folder)
        environment = os.environ | {
            "SMTP_URL": "smtp://127.0.0.1:1025", "PGHOST": "127.0.0.1", "PGPASSWORD": _SUPERUSER,
            "primary_data": str(folder / "postgres"),
            "PATH": f"{postgres_programs(unprivileged())}:{os.environ['PATH']}",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f". {shared}\n{running}"],
            env=environment,
            check=False,
        )
        if done.returncode:
            for log in sorted(Path("/run/amrutam-test").glob("*.log")):
                print(f"--- {log.name}\n{log.read_text()[-1500:]}", file=sys.stderr)  # noqa: T201 - pytest shows it if the test fails
        for server, stop in zip(
            servers, (postgres.STOP, valkey.STOP, valkey.STOP, signal.SIGTERM), strict=True
        ):
            server.send_signal(stop)
            server.wait()
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.stdin.read()))
