"""Replaces Docker where it cannot run: `docker compose run`, `up` and `kill` with the services of `compose.yaml` in the working directory.

Each service's process has the user, environment, secrets, volumes and dependencies that
`compose.yaml` gives it. The files of the images are replaced: the roles and the website run from
the release in $RELEASE; PostgreSQL, Valkey and nginx are the programs that `amrutam up` uses. All
services share one network, so each listens on its own address. Limits and confinement are ignored;
test_deploy_files.py checks them.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

import yaml

from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.program import unprivileged

STATE, VOLUMES = Path("/run/docker-test"), Path("/var/lib/docker-test")
IMAGES = Path(__file__).parents[2] / "deploy" / "images"
START_SECONDS = 240  # a long timeout for a busy machine, because no duration is tested here
RELEASE = Path(os.environ["RELEASE"])
# Does what PostgreSQL's image does at its start: the first time initdb and the mounted scripts, then always the server.
POSTGRES = """
export PGHOST=/var/run/postgresql PGDATA=/var/lib/postgresql/18/docker POSTGRES_USER=postgres PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE") PATH=$PROGRAMS:$PATH
if [ ! -e "$PGDATA/PG_VERSION" ]; then
    mkdir -p "$PGDATA"
    initdb --username=postgres --pwfile="$POSTGRES_PASSWORD_FILE" $POSTGRES_INITDB_ARGS
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl -w -o '-c listen_addresses= -c unix_socket_directories=/var/run/postgresql' start
    for each in /docker-entrypoint-initdb.d/*; do sh "$each"; done
    pg_ctl -w -m fast stop
fi
exec "$@" -c unix_socket_directories=/var/run/postgresql
"""
# Runs a command in a root folder that shows this machine's folders except /tmp and /run, and the mounts that $MOUNTS adds.
ROOT = """
set -euo pipefail
root=$(mktemp -d -p /run)
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$root"
for each in /*; do
    if [ -L "$each" ]; then cp -P "$each" "$root$each"
    elif [ -d "$each" ] && [ "$each" != /tmp ] && [ "$each" != /run ]; then mkdir "$root$each"; mount --rbind "$each" "$root$each"
    fi
done
mkdir -p -m 1777 "$root/tmp" "$root/run"
eval "$MOUNTS"
exec chroot --userspec="$OWNER" --groups= "$root" \\
    sh -c 'cd "$1"; shift; exec "$@"' sh "$FOLDER" "$@"
"""


class Service:
    def __init__(self, name: str) -> None:
        text = re.sub(r"\$\{\w+:-(.*?)\}", r"\1", Path("compose.yaml").read_text())
        self.all = yaml.safe_load(text)
        self.name, self.described = name, self.all["services"][name]
        self.image = self.described["image"].rpartition(":")[0].rpartition("/")[2]
        networks: dict[str, dict[str, str]] = self.described.get("networks") or {}
        self.address = networks.get("default", {}).get("ipv4_address", "172.28.84.100")
        self.pid_file, self.log = STATE / f"{name}.pid", STATE / f"{name}.log"

    @property
    def owner(self) -> str:
        return str(self.described.get("user", "10001:10001"))

    def command(self, arguments: list[str] | None = None) -> list[str]:
        given = list(arguments or self.described.get("command", []))
        if self.image == "amrutam":
            return [str(RELEASE / "bin" / "amrutam"), *given]
        if self.image == "website":
            return [str(RELEASE / "bin" / "node"), *given]
        if self.image == "postgres":
            listens = f"-clisten_addresses={self.address},127.0.0.1"
            return ["bash", "-euo", "pipefail", "-c", POSTGRES, "postgres", *given, listens]
        if self.image == "valkey":
            return [*given, "--bind", self.address]
        assert self.image == "nginx"
        return list(self.described["entrypoint"])

    @property
    def folder(self) -> str:
        return {"website": str(RELEASE / "website"), "valkey": "/data"}.get(self.image, "/")

    def environment(self) -> dict[str, str]:
        found = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/"}
        file = IMAGES / f"{self.image}.Containerfile"
        if file.exists():
            found |= dict(
                re.findall(r"^(?:ENV)? +(AMRUTAM_\w+)=(\S+)", file.read_text(), re.MULTILINE)
            )
        for each in self.described.get("env_file", []):
            lines = shlex.split(Path(each).read_text(), comments=True)
            found |= dict(line.split("=", 1) for line in lines)
        found |= {key: str(value) for key, value in self.described.get("environment", {}).items()}
        found |= (
            {"PROGRAMS": str(postgres_programs(unprivileged()))} if self.image == "postgres" else {}
        )
        host = {"amrutam": "AMRUTAM_HOST", "website": "AMRUTAM_WEB_HOST"}.get(self.image)
        return found | ({host: self.address} if host else {})

    def mounts(self) -> str:
        """Shell commands that mount the service's temporary folders, volumes and secrets below $root."""
        lines = []
        for each in self.described.get("tmpfs", []):
            target, _, options = each.partition(":")
            target = target.replace("/var/run/", "/run/")
            lines += [
                f'mkdir -p "$root{target}"; mount -t tmpfs -o mode=1777{options and "," + options} tmpfs "$root{target}"'
            ]
        for each in self.described.get("volumes", []):
            source, target, *_ = each.split(":")
            lines += [_bound(self._volume(source), target)]
        for each in self.described.get("secrets", []):
            name = each if isinstance(each, str) else each["source"]
            target = f"/run/secrets/{name}" if isinstance(each, str) else each["target"]
            lines += [_bound(Path(self.all["secrets"][name]["file"]).resolve(), target)]
        return "\n".join(lines)

    def _volume(self, source: str) -> Path:
        """The folder on this machine for a volume's `source`: the path itself
        if it begins with a dot, else one in `VOLUMES`.

        A folder in `VOLUMES` that does not exist yet is made, and belongs to the service's user, as in the image.
        """
        if source.startswith("."):
            return Path(source).resolve()
        folder = VOLUMES / source
        if not folder.exists():
            folder.mkdir(parents=True)
            uid, _, gid = self.owner.partition(":")
            os.chown(folder, int(uid), int(gid))
        return folder

    def started(self, arguments: list[str] | None = None, **more: Any) -> subprocess.Popen[bytes]:
        environment = self.environment()
        needed = {"MOUNTS": self.mounts(), "OWNER": self.owner, "FOLDER": self.folder}
        enter = ["unshare", "--mount", "bash", "-c", ROOT, self.name, *self.command(arguments)]
        return subprocess.Popen(enter, env=environment | needed, **more)

    def up(self) -> None:
        if self.pid() is not None:
            return
        for name, wanted in _dependencies(self.described).items():
            Service(name).reach(wanted["condition"])
        with self.log.open("ab") as log:
            process = self.started(stdout=log, stderr=log, start_new_session=True)
        self.pid_file.write_text(str(process.pid))
        process.returncode = 0  # the service outlives this command, so no ResourceWarning is wanted

    def reach(self, condition: str) -> None:
        if condition == "service_completed_successfully":
            if not self.pid_file.exists():
                for name, wanted in _dependencies(self.described).items():
                    Service(name).reach(wanted["condition"])
                with self.log.open("ab") as log:
                    assert self.started(stdout=log, stderr=log).wait() == 0, self.log.read_text()
                self.pid_file.write_text("done")
            return
        self.up()
        if condition == "service_healthy":
            self.wait()

    def wait(self) -> None:
        ends = monotonic() + START_SECONDS
        while not self.is_healthy():
            if self.pid() is None or monotonic() > ends:
                raise TimeoutError(f"{self.name}: {self.log.read_text()[-3000:]}")
            sleep(0.2)

    def is_healthy(self) -> bool:
        test = self.described.get("healthcheck", {}).get("test", [])
        if self.image == "valkey":
            return _accepts(self.address, 6379)
        if test:
            return subprocess.run(test[1:], check=False, stderr=subprocess.DEVNULL).returncode == 0
        path = {"amrutam": ":8010/livez", "website": ":3000/internal/health"}[self.image]
        return self.described.get("healthcheck", {}).get("disable") or _answers(self.address + path)

    def pid(self) -> int | None:
        try:
            pid = int(self.pid_file.read_text())
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                return pid
        except (FileNotFoundError, ValueError):
            pass
        return None


def _dependencies(described: dict[str, Any]) -> dict[str, dict[str, str]]:
    return dict(described.get("depends_on", {}))


def _bound(source: Path, target: str) -> str:
    where, what = f'"$root{target}"', shlex.quote(str(source))
    made = (
        f"mkdir -p {where}" if source.is_dir() else f'mkdir -p "$(dirname {where})"; touch {where}'
    )
    return f"{made}; mount --bind {what} {where}"


def _accepts(address: str, port: int) -> bool:
    done = subprocess.run(
        ["bash", "-c", f"</dev/tcp/{address}/{port}"], check=False, stderr=subprocess.DEVNULL
    )
    return done.returncode == 0


def _answers(url: str) -> bool:
    try:
        with urlopen(f"http://{url}", timeout=5):
            return True
    except OSError:
        return False


def main(*words: str) -> int:
    assert words[0] == "compose"
    STATE.mkdir(exist_ok=True)
    verb, *rest = words[1:]
    flags = list(takewhile(lambda word: word.startswith("-"), rest))
    named = rest[len(flags) :]
    if verb == "run":
        service, *arguments = named
        if "--no-deps" not in flags:
            for name, wanted in _dependencies(Service(service).described).items():
                Service(name).reach(wanted["condition"])
        return Service(service).started(arguments).wait()
    if verb == "kill":
        which, service = named
        pid = Service(service).pid()
        assert pid
        os.kill(pid, signal.Signals[f"SIG{which}"])
        return 0
    assert verb == "up"
    described = yaml.safe_load(Path("compose.yaml").read_text())["services"]
    started = [
        Service(name) for name in named or described if named or "profiles" not in described[name]
    ]
    for each in started:
        once = each.described["restart"] == "on-failure"
        each.reach("service_completed_successfully" if once else "service_started")
    for each in started if "--wait" in flags else []:
        if each.described["restart"] != "on-failure":
            each.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
