"""Runs the machine's Prometheus beside the platform for `amrutam up --watch`, and Alertmanager if it is installed.

They listen on loopback, keep their data below `watch/` of the data directory, and read a copy of the rules in
`deploy/prometheus`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from amrutam.core.settings import Settings
from amrutam.embedded.options import BadRequest
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.supervised_process import Part, execute
from amrutam.embedded.waiting import serves_http

_INSTALLED = Path(__file__).parents[1] / "prometheus"
_CHECKOUT = Path(__file__).parents[3] / "deploy" / "prometheus"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
_ALERTMANAGERS = ("prometheus-alertmanager", "alertmanager")
"""The names of Alertmanager's program: in Debian, and as its authors publish it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Prometheus and Alertmanager beside the platform.

    `alertmanager` is None where it is not installed; alerts are then shown by Prometheus only.
    """

    folder: Path
    prometheus: str
    alertmanager: str | None
    port: int
    alertmanager_port: int

    @property
    def url(self) -> str:
        """The URL of Prometheus."""
        return f"http://{LOOPBACK}:{self.port}"

    def write(self, settings: Settings, watched: Iterable[Part]) -> None:
        """Writes the configuration of Prometheus and Alertmanager, which replaces that of an earlier start.

        `watched` are the platform's parts; those with metrics are scraped.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        shutil.rmtree(self.folder / "rules", ignore_errors=True)
        shutil.copytree(FOLDER / "rules", self.folder / "rules")
        shutil.copy(FOLDER / "alertmanager.yml", self.folder)
        (self.folder / "targets.json").write_bytes(msgspec.json.encode(_targets(watched)))
        configuration = _configuration(settings.watch_scrape_seconds, self.alertmanager_port)
        # JSON is also YAML
        (self.folder / "prometheus.yml").write_bytes(msgspec.json.encode(configuration))


def find_watch(folder: Path, port: int, alertmanager_port: int) -> Watch:
    """Finds the installed Prometheus and Alertmanager; Alertmanager is optional.

    `folder`: for their configuration and data. `port` and `alertmanager_port`: the loopback ports on which they will
    listen. Raises `BadRequest` if there is no Prometheus on PATH.
    """
    prometheus = shutil.which("prometheus")
    if prometheus is None:
        raise BadRequest(
            "--watch needs Prometheus, and there is none on PATH. Debian and Ubuntu have it:"
            " apt install prometheus prometheus-alertmanager; or start without --watch"
        )
    alertmanager = next(filter(None, map(shutil.which, _ALERTMANAGERS)), None)
    return Watch(folder, prometheus, alertmanager, port, alertmanager_port)


def watch_parts(
    watch: Watch, settings: Settings, logs: Path, watched: Iterable[Part]
) -> list[Part]:
    """Writes the configuration and returns the processes to run: Prometheus, and Alertmanager if it is installed.

    `watched`: the platform's parts; those with metrics are scraped. `logs`: the folder of log files.
    """
    watch.write(settings, watched)
    prometheus = [
        watch.prometheus, f"--config.file={watch.folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={watch.folder / 'prometheus'}",
        f"--storage.tsdb.retention.time={settings.watch_retention_days}d",
        f"--web.listen-address={LOOPBACK}:{watch.port}",
    ]  # fmt: skip
    parts = [_part("prometheus", prometheus, watch.port, logs)]
    if watch.alertmanager:
        alertmanager = [
            watch.alertmanager, f"--config.file={watch.folder / 'alertmanager.yml'}",
            f"--storage.path={watch.folder / 'alertmanager'}", "--cluster.listen-address=",
            f"--web.listen-address={LOOPBACK}:{watch.alertmanager_port}",
        ]  # fmt: skip
        parts.append(_part("alertmanager", alertmanager, watch.alertmanager_port, logs))
    return parts


def _part(name: str, command: list[str], port: int, logs: Path) -> Part:
    log = logs / f"{name}.log"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    start = partial(execute, partial(tied_to_parent, command), environment, log)
    return Part(name, start, log, port=port, is_ready=partial(serves_http, port, "/-/ready"))


def _targets(watched: Iterable[Part]) -> list[dict[str, object]]:
    return [
        {
            "targets": [f"{LOOPBACK}:{part.port}"],
            "labels": {
                "role": _role(part.name),
                "part": part.name,
                "__metrics_path__": part.metrics_path,
            },
        }
        for part in watched
        if part.metrics_path
    ]


def _role(name: str) -> str:
    return "worker" if name == "codes" else name.partition("-")[0]


def _configuration(scrape_seconds: float, alertmanager_port: int) -> dict[str, object]:
    interval = f"{round(scrape_seconds * 1000)}ms"
    return {
        "global": {
            "scrape_interval": interval,
            "scrape_timeout": interval,
            "evaluation_interval": interval,
        },
        "rule_files": ["rules/*.yml"],
        "alerting": {
            "alertmanagers": [
                {"static_configs": [{"targets": [f"{LOOPBACK}:{alertmanager_port}"]}]}
            ]
        },
        "scrape_configs": [
            {"job_name": "amrutam", "file_sd_configs": [{"files": ["targets.json"]}]}
        ],
    }
