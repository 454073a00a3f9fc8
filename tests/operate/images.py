"""Builds container images without a registry: their base images are made
of Debian's packages and of the Node of `.venv`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from amrutam.embedded.binaries import node_program

TOP = Path(__file__).parents[2]
_FOLDER = TOP / ".venv" / "images"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PYTHON_BASE, NODE_BASE = "localhost/amrutam-python-base", "localhost/amrutam-node-base"


def environment() -> dict[str, str]:
    """The environment of buildah: a storage folder of these tests, and isolation by chroot, which needs no container runtime."""
    _FOLDER.mkdir(exist_ok=True)
    configuration = _FOLDER / "storage.conf"
    configuration.write_text(
        f'[storage]\ndriver = "overlay"\ngraphroot = "{_FOLDER}/root"\nrunroot = "{_FOLDER}/run"\n'
    )
    return os.environ | {
        "CONTAINERS_STORAGE_CONF": str(configuration), "BUILDAH_ISOLATION": "chroot",
        "BUILDER": "buildah", "PYTHON_BASE": PYTHON_BASE, "NODE_BASE": NODE_BASE,
    }  # fmt: skip


def buildah(*arguments: str | Path) -> str:
    done = subprocess.run(
        ["buildah", *arguments], env=environment(), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def make_bases() -> None:
    """Makes the base images if they do not exist yet; they are kept from one run to the next."""
    if NODE_BASE in buildah("images", "--format", "{{.Name}}").split():
        return
    # debootstrap fails in a path with a space, and the path of this repository can contain one.
    with TemporaryDirectory(dir="/var/tmp") as made:
        folder = Path(made, "debian")
        packages = "--include=python3,python3-venv,ca-certificates"
        subprocess.run(
            ["debootstrap", "--variant=minbase", packages, "bookworm", folder], check=True
        )
        # The images trust this machine's certificate authorities, because the package index may have a
        # certificate that one of these authorities signed.
        trusted = Path("etc/ssl/certs/ca-certificates.crt")
        shutil.copy(Path("/") / trusted, folder / trusted)
        _commit("scratch", PYTHON_BASE, (folder, "/"))
    node = node_program()
    npm = node.parents[1] / "lib" / "node_modules"
    _commit(
        PYTHON_BASE, NODE_BASE, (node, "/usr/local/bin/node"), (npm, "/usr/local/lib/node_modules")
    )


def _commit(base: str, name: str, *copied: tuple[Path, str]) -> None:
    container = buildah("from", base)
    for source, target in copied:
        buildah("copy", "--quiet", container, source, target)
    buildah("config", "--env", f"PATH={_PATH}", container)
    if name == NODE_BASE:
        link = ["ln", "-s", "../lib/node_modules/npm/bin/npm-cli.js", "/usr/local/bin/npm"]
        buildah("run", container, "--", *link)
    buildah("commit", "--quiet", "--rm", container, name)


def configuration(image: str) -> dict[str, Any]:
    """The image's configuration as Docker stores it, by name: `Env`, `User`, `Healthcheck`, `Labels`, ..."""
    told: dict[str, Any] = json.loads(buildah("inspect", "--type", "image", image))
    found: dict[str, Any] = told["Docker"]["config"]
    return found


def in_read_only_root(root: Path, user: str, *command: str) -> list[str]:
    """The command line that runs `command` as `user` below `root`, which is mounted read-only."""
    script = (
        'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && mount -t proc proc "$1/proc" && '
        'exec chroot --userspec="$2" "$@"'
    )
    script = script.replace('"$@"', '"$1" "${@:3}"')
    return ["unshare", "--mount", "bash", "-c", script, "bash", str(root), user, *command]
