"""Checks that a mistyped path ends a command with exit code 2 and a message, before anything is done."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from amrutam.cli import main
from amrutam.privacy.erasing_again import Erased


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_text("not a schema {")
    return path


@pytest.mark.parametrize(
    "command",
    [
        "graphql MISSING", "graphql FOLDER", "graphql FILE", "letters FILE", "up --data FILE", "up --data FILE/data",
        "check --data FILE", "proxy watch MISSING", "proxy watch FOLDER", "proxy watch FILE", "erase --again MISSING",
        "erase --again FILE", "erase --again FOLDER",
    ],
)  # fmt: skip
def test_a_path_that_does_not_fit_is_refused_with_2(
    tmp_path: Path, file: Path, command: str
) -> None:
    paths = {"MISSING": tmp_path / "missing", "FOLDER": tmp_path, "FILE": file}
    words = command
    for name, path in paths.items():
        words = words.replace(name, str(path))
    done = CliRunner().invoke(main, words.split())
    assert done.exit_code == 2, (done.output, done.exception)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_the_message_names_the_line_that_is_no_erasure() -> None:
    with pytest.raises(ValueError, match="line 3 "):
        Erased.parse_all(f"{uuid4()},\n\neverybody\n")
    assert Erased.parse_all("\n") == []
