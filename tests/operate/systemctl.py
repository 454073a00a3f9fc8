"""Replaces `systemctl` where systemd does not run: `start`, `stop`, `restart`, `reload` and `enable --now`.

This script reads the units in /etc/systemd/system and implements the options without which a service would
not work: user, capabilities, environment, credentials, folders, readiness. It ignores options that
confine a service, which test_units.py checks with `systemd-analyze`. Other verbs do nothing.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from pwd import getpwnam
from time import monotonic, sleep

FOLDER, STATE = Path("/etc/systemd/system"), Path("/run/amrutam-test")
START_SECONDS = 240  # a long timeout for a busy machine, because no duration is tested here


class Service:
    def __init__(self, name: str) -> None:
        self.name = name if "." in name else f"{name}.service"
        self.instance = self.name.partition("@")[2].removesuffix(".service")
        file = FOLDER / re.sub(r"@.+\.service", "@.service", self.name)
        drop_ins = sorted((FOLDER / "amrutam-.service.d").glob("*.conf")) if _is_ours(file) else []
        drop_ins += sorted((FOLDER / f"{file.name}.d").glob("*.conf"))
        texts = [each.read_text() for each in (file, *drop_ins)]
        self.options = [
            (line.partition("=")[0], self._specified(line.partition("=")[2]))
            for text in texts for line in text.splitlines() if re.match(r"[A-Z]\w*=", line)
        ]  # fmt: skip
        self.pid_file = STATE / f"{self.name}.pid"

    def _specified(self, value: str) -> str:
        return value.replace("%i", self.instance).replace("%d", str(self.credentials))

    @property
    def credentials(self) -> Path:
        return STATE / "credentials" / self.name

    def all(self, option: str) -> list[str]:
        return [value for name, value in self.options if name == option]

    def last(self, option: str, default: str = "") -> str:
        return [default, *self.all(option)][-1]

    def environment(self) -> dict[str, str]:
        found = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "LANG": "C.UTF-8"}
        for line in self.all("Environment"):
            found |= dict(each.split("=", 1) for each in shlex.split(line))
        for file in self.all("EnvironmentFile"):
            lines = shlex.split(Path(file).read_text(), comments=True)
            found |= dict(each.split("=", 1) for each in lines)
        return found

    def prepare(self) -> None:
        user = getpwnam(self.last("User"))
        shutil.rmtree(self.credentials, ignore_errors=True)
        self.credentials.mkdir(parents=True)
        for each in self.all("LoadCredential"):
            name, _, source = each.partition(":")
            shutil.copy(source, self.credentials / name)
        for file in (self.credentials, *self.credentials.iterdir()):
            os.chown(file, user.pw_uid, user.pw_gid)
        for each in self.all("StateDirectory"):
            Path("/var/lib", each).mkdir(exist_ok=True)
            os.chown(Path("/var/lib", each), user.pw_uid, user.pw_gid)

    def command(self, line: str, environment: dict[str, str]) -> list[str]:
        words = [
            part
            for word in shlex.split(line)
            for part in (shlex.split(environment[word[1:]]) if word[0] == "$" else [word])
        ]
        capabilities = ",".join(
            f"+{each.removeprefix('CAP_').lower()}" for each in self.all("AmbientCapabilities")
        )
        ambient = [f"--inh-caps={capabilities}", f"--ambient-caps={capabilities}"]
        return [
            "setpriv", f"--reuid={self.last('User')}", f"--regid={self.last('Group')}",
            "--init-groups", "--no-new-privs", *(ambient if capabilities else []), *words,
        ]  # fmt: skip

    def start(self) -> None:
        if self.pid():
            return
        self.prepare()
        environment = self.environment()
        for line in self.all("ExecStartPre"):
            self.run(line, environment)
        if self.last("Type") == "oneshot":
            self.run(self.last("ExecStart"), environment)
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            address = str(STATE / f"{self.name}.notify")
            Path(address).unlink(missing_ok=True)
            told.bind(address)
            Path(address).chmod(0o777)
            notify = {"NOTIFY_SOCKET": address} if self.last("Type") == "notify" else {}
            with (STATE / f"{self.name}.log").open("a") as log:
                process = subprocess.Popen(
                    self.command(self.last("ExecStart"), environment), env=environment | notify,
                    cwd=self.last("WorkingDirectory", "/"), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip
            self.pid_file.write_text(str(process.pid))
            if notify:
                told.settimeout(START_SECONDS)
                assert told.recv(100) == b"READY=1"
        process.returncode = 0  # the service outlives this command, so no ResourceWarning is wanted

    def run(self, line: str, environment: dict[str, str]) -> None:
        subprocess.run(self.command(line, environment), env=environment, check=True)

    def pid(self) -> int | None:
        try:
            pid = int(self.pid_file.read_text())
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                return pid
        except FileNotFoundError:
            pass
        return None

    def stop(self) -> None:
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.Signals[self.last("KillSignal", "SIGTERM")])
        until = monotonic() + START_SECONDS
        while self.pid():
            if monotonic() > until:
                raise TimeoutError(f"{self.name} does not end")
            sleep(0.05)

    def reload(self) -> None:
        environment = self.environment() | {"MAINPID": str(self.pid())}
        for line in self.all("ExecReload"):
            self.run(line, environment)


def _is_ours(file: Path) -> bool:
    return file.name.startswith("amrutam-")


def services(name: str) -> list[Service]:
    if "*" in name:  # systemd compares patterns with the names of units that run
        running = [each.name.removesuffix(".pid") for each in STATE.glob("*.service.pid")]
        return [Service(each) for each in fnmatch.filter(running, f"{name}.service")]
    if not name.endswith(".target"):
        return [Service(name)]
    lines = (FOLDER / name).read_text().splitlines()
    wanted = [line.removeprefix("Wants=").split() for line in lines if line.startswith("Wants=")]
    return [Service(each) for names in wanted for each in names]


def main(verb: str, *names: str) -> None:
    STATE.mkdir(exist_ok=True)
    STATE.chmod(0o755)
    if verb == "enable" and "--now" not in names:
        return
    for name in names:
        if name.startswith("-"):
            continue
        found = services(name)
        together_named = {each.name for each in found}
        later = [
            each for each in found if together_named & set(" ".join(each.all("After")).split())
        ]
        for together in ([each for each in found if each not in later], later):
            with ThreadPoolExecutor() as side_by_side:
                list(side_by_side.map(partial(do, verb), together))


def do(verb: str, service: Service) -> None:
    if verb in ("stop", "restart"):
        service.stop()
    if verb in ("start", "restart", "enable"):
        service.start()
    if verb == "reload":
        service.reload()


if __name__ == "__main__":
    main(*sys.argv[1:])
