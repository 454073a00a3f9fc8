"""A host of its own for how-to pages: `unshare --mount --pid --fork --kill-child python -m tests.operate.host <script>`.

In mount and network namespaces /etc, /opt, /usr/local and /var/lib can be written without a trace, and every port is
free. It has PostgreSQL, two Valkeys and a mail server where an installed host has them. The script is a shell's;
`host_is_up` in it parts what needs a package index from what runs on the host.
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
from amrutam.embedded.binaries import nginx_program
from amrutam.embedded.postgres import Passwords, Postgres
from amrutam.embedded.valkey import Valkey

TOP = Path(__file__).parents[2]
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_SUPERUSER, _VALKEY = "superuser-of-the-test", "valkey-of-the-test"
_SYSTEMCTL = f'#!/bin/sh\nexec "{sys.executable}" "{TOP}/tests/operate/systemctl.py" "$@"\n'


def cover(folder: Path) -> None:
    """What is written to these folders from now on goes elsewhere, and is gone with the namespace."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    for name in ("etc", "opt", "usr/local", "usr/sbin", "var/lib"):
        upper, work = folder / name / "upper", folder / name / "work"
        upper.mkdir(parents=True)
        work.mkdir()
        options = f"lowerdir=/{name},upperdir={upper},workdir={work}"
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, f"/{name}"], check=True)


def equip() -> None:
    """What an installed host has: systemctl, nginx, PostgreSQL's user."""
    Path("/etc/systemd/system").mkdir(parents=True, exist_ok=True)
    Path("/usr/local/bin/systemctl").write_text(_SYSTEMCTL)
    Path("/usr/local/bin/systemctl").chmod(0o755)
    nginx = Path("/usr/sbin/nginx")
    if not nginx.exists():
        nginx.write_bytes(nginx_program().program.read_bytes())
        nginx.chmod(0o755)
    subprocess.run(["systemd-sysusers", "--inline", "u postgres -"], check=True)
    secrets = Path("/etc/amrutam/secrets")  # `make-secrets` leaves what is there
    secrets.mkdir(parents=True, mode=0o700)
    (secrets / "valkey_password").write_text(_VALKEY)


def part_from_the_network() -> None:
    """Leaves this process, and those it starts from now on, with a loopback device alone."""
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        request = struct.pack("16sh", b"lo", 1)  # IFF_UP
        fcntl.ioctl(asking, 0x8914, request)  # SIOCSIFFLAGS


def start_servers(folder: Path) -> list[subprocess.Popen[bytes]]:
    database = Postgres(folder / "postgres", 5432, Passwords(_SUPERUSER, "", ""))
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
        # Debian's Python: one below /root is none for other users.
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{installing}\n{keep}"], check=True,
            env=os.environ | {"PYTHON": "/usr/bin/python3", "UV_SYSTEM_CERTS": "1"},
        )  # fmt: skip
        part_from_the_network()
        servers = start_servers(folder)
        environment = os.environ | {
            "SMTP_URL": "smtp://127.0.0.1:1025", "PGHOST": "127.0.0.1", "PGPASSWORD": _SUPERUSER,
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f". {shared}\n{running}"],
            env=environment,
            check=False,
        )
        if done.returncode:
            for log in sorted(Path("/run/amrutam-test").glob("*.log")):
                print(f"--- {log.name}\n{log.read_text()[-1500:]}", file=sys.stderr)  # noqa: T201 - the test shows it
        for server, stop in zip(
            servers, (postgres.STOP, valkey.STOP, valkey.STOP, signal.SIGTERM), strict=True
        ):
            server.send_signal(stop)
            server.wait()
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.stdin.read()))
