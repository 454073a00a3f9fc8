"""Reads the files of `deploy/` for the tests."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from amrutam.core.settings import Settings

TOP = Path(__file__).parents[2]
DEPLOY = TOP / "deploy"
UNITS = DEPLOY / "systemd"
_COMMON = UNITS / "amrutam-.service.d" / "common.conf"
_NAME = re.compile(r"\bAMRUTAM_[A-Z_]*[A-Z]\b")


@cache
def compose() -> dict[str, Any]:
    """Returns `compose.yaml` with its anchors resolved."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def compose_json() -> str:
    """Returns `compose.yaml` as JSON, with each variable `${NAME:-default}` replaced by its default."""
    return re.sub(r"\$\{\w+:-(.*?)\}", r"\1", json.dumps(compose()))


def known_settings() -> set[str]:
    """The names of all settings of the processes and of the website's
    server, as environment variables (AMRUTAM_...).
    """
    ours = {f"AMRUTAM_{name.upper()}" for name in Settings.model_fields}
    web = [TOP / "web" / "server.mjs", *(TOP / "web" / "server").rglob("*.mjs")]
    return ours | {name for file in web for name in _NAME.findall(file.read_text())}


def named_settings() -> dict[str, set[str]]:
    """The names of settings (AMRUTAM_...) in each file of `deploy/`, by
    the file's path from the top of the repository.
    """
    ours = [path for path in DEPLOY.rglob("*") if not {"secrets", "__pycache__"} & {*path.parts}]
    files = [path for path in ours if path.is_file()]
    return {
        str(file.relative_to(TOP)): set(_NAME.findall(file.read_text())) for file in sorted(files)
    }


@dataclass(frozen=True, slots=True)
class Unit:
    """A systemd unit.

    `own` are the options in its file, `common` those in the drop-in that all units share, as (name, value); an option
    may occur several times.
    """

    name: str
    own: tuple[tuple[str, str], ...]
    common: tuple[tuple[str, str], ...]

    def all(self, option: str) -> list[str]:
        return [value for name, value in (*self.own, *self.common) if name == option]

    def one(self, option: str) -> str:
        (value,) = self.all(option)
        return value


def unit(name: str) -> Unit:
    """Returns the unit of this name.

    For an instance such as `amrutam-api@8010.service`, the specifier `%i` of the template is replaced by the
    instance's name.
    """
    instance = name.partition("@")[2].removesuffix(".service")
    file = UNITS / (name.replace(instance, "", 1) if instance else name)
    own = [(key, value.replace("%i", instance)) for key, value in _options(file)]
    return Unit(name, tuple(own), tuple(_options(_COMMON)))


def unit_files() -> list[Path]:
    return sorted(UNITS.glob("*.service"))


def _options(file: Path) -> list[tuple[str, str]]:
    lines = [line for line in file.read_text().splitlines() if re.match(r"[A-Z]\w*=", line)]
    return [(line.partition("=")[0], line.partition("=")[2]) for line in lines]
