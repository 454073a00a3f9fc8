"""Follows docs/how-to/deploy-with-compose.md to a running platform. Docker is replaced by docker.py; test_images.py starts the images."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from amrutam.embedded.binaries import postgres_programs, valkey_program
from amrutam.embedded.program import unprivileged
from tests.cast.postgreses import open_folder
from tests.cast.shell import Shell
from tests.operate.deployed import TOP, compose
from tests.operate.machine import machine, shared_network
from tests.operate.pages import runnable

pytestmark = pytest.mark.requires(
    "unshare",
    "nsenter",
    "ip",
    "setpriv",
    "systemd-sysusers",
    "psql",
    "pg_isready",
    "openssl",
    "curl",
    root=True,
)
NAMES = "".join(
    f"{address} {name}\n"
    for name, each in compose()["services"].items()
    if (address := ((each.get("networks") or {}).get("default") or {}).get("ipv4_address"))
)
SET_UP = f"""
mkdir /opt/checkout
cp -R deploy /opt/checkout
cd /opt/checkout
install -m 755 "$VALKEY" /usr/local/bin
getent passwd 999 >/dev/null || echo 'in-container:x:999:999::/:/bin/sh' >>/etc/passwd
cat >>/etc/hosts <<'END'
{NAMES}END
printf '#!/bin/sh\\nexec env PYTHONPATH="%s" "%s" -m tests.operate.docker "$@"\\n' {shlex.quote(str(TOP))} {shlex.quote(sys.executable)} >/usr/local/bin/docker
chmod 755 /usr/local/bin/docker
{shlex.quote(sys.executable)} -m amrutam.embedded.mailbox 1025 1026 >>/var/lib/mailbox.log 2>&1 &
"""
# Makes the certificate and its key, for which deploy-with-compose.md has no commands.
BY_HAND = """
name=$(sed -n 's#^AMRUTAM_PUBLIC_URL=https://##p' deploy/amrutam.env)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \\
    -keyout deploy/secrets/certificate.key -out deploy/secrets/certificate.pem 2>/dev/null
"""
VISIT = """
ask() { curl --silent --show-error --fail --insecure --resolve "$name:8443:127.0.0.1" "https://$name:8443$1"; }
ask /livez
ask '/v1/doctors?limit=3'
echo
ask /en | grep '<html lang="en"' >/dev/null
"""


@pytest.fixture(scope="module")
def release() -> Iterator[Path]:
    """The folder of a release, with the files that the images of the roles and of the website contain."""
    with TemporaryDirectory(prefix="amrutam-release-", dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        installed = Path(name) / "release"
        subprocess.run(
            [TOP / "scripts" / "install-release", installed], check=True, capture_output=True,
            env=os.environ | {"PYTHON": "/usr/bin/python3", "UV_SYSTEM_CERTS": "1"},
        )  # fmt: skip
        yield installed


@pytest.fixture
async def host(release: Path) -> AsyncIterator[Shell]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        network = stack.enter_context(shared_network("172.28.84.1"))
        environment = os.environ | {
            "RELEASE": str(release), "VALKEY": str(valkey_program()), "SMTP_URL": "smtp://127.0.0.1:1025",
            "PATH": f"{os.environ['PATH']}:{postgres_programs(unprivileged())}",
        }  # fmt: skip
        opened = await stack.enter_async_context(machine(network, folder / "host", environment))
        await opened.run(SET_UP)
        yield opened


async def test_the_page_leads_to_a_running_platform(host: Shell) -> None:
    settings, secrets, start = runnable("deploy-with-compose.md")
    say = host.run
    await say(settings + BY_HAND)
    await say(secrets)
    told = await say(f"{start} 2>&1")
    assert "ok    postgresql   the processes' role owns nothing" in told
    assert "password" in told
    assert not [line for line in told.splitlines() if line.startswith("bad")]
    assert '"items"' in await say(VISIT)
