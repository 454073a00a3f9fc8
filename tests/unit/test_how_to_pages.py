"""The how-to pages name only settings, defaults, alerts, files and commands that exist."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from typer.main import get_command

from amrutam.cli import main
from amrutam.core.settings import Settings
from tests.operate.deployed import DEPLOY, TOP, known_settings
from tests.operate.pages import HOW_TO, blocks

PAGES = sorted(page.name for page in HOW_TO.glob("*.md"))
_DEFAULT = re.compile(r"`AMRUTAM_([A-Z_]+)`\s+\(([\d,.]+)(?: s)?\)")
_COMMAND = re.compile(r"(?<![\w./-])(?:\.venv/bin/)?amrutam ([a-z].*)")


def _text(page: str) -> str:
    return (HOW_TO / page).read_text()


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_exists(page: str) -> None:
    named = set(re.findall(r"\bAMRUTAM_[A-Z_]*[A-Z]\b", _text(page)))
    assert named - known_settings() == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_default_is_the_setting_s(page: str) -> None:
    for name, said in _DEFAULT.findall(_text(page)):
        default = Settings.model_fields[name.lower()].default
        assert float(said.replace(",", "")) == default, name


def test_defaults_are_found() -> None:
    assert len(_DEFAULT.findall(_text("prepare-for-a-rush.md"))) >= 5


@pytest.mark.parametrize("page", PAGES)
def test_every_alert_and_file_exists(page: str) -> None:
    rules = [yaml.safe_load(file.read_text()) for file in (DEPLOY / "prometheus/rules").iterdir()]
    alerts = {
        rule.get("alert") for each in rules for group in each["groups"] for rule in group["rules"]
    }
    assert set(re.findall(r"`(Amrutam[A-Z]\w+)`", _text(page))) <= alerts
    made = re.compile(r"deploy/(secrets|amrutam\.env$)")  # the reader makes these
    for path in re.findall(r"(?<![\w./$-])((?:deploy|scripts)/[\w./*-]*\w)", _text(page)):
        assert made.match(path) or list(TOP.glob(path)), path


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_exists(page: str) -> None:
    for block in blocks(page):
        for said in _COMMAND.findall(block.text):
            words = re.split(r"[|;&)#>\"`]", said)[0].split()
            command, rest = _command(words)
            known = {
                option for each in command.params for option in (*each.opts, *each.secondary_opts)
            }
            assert {word for word in rest if word.startswith("--")} <= known, said


def _command(words: list[str]) -> tuple[Any, list[str]]:
    command: Any = get_command(main)
    while hasattr(command, "commands"):
        name, *words = words
        assert name in command.commands, f"amrutam {name}"
        command = command.commands[name]
    return command, words
