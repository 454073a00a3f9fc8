"""Checks the content of the repository: packages are pinned and hashed, the checked folders contain no secret of a
known form, and pages name files that exist and contain diagrams that can be drawn.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "tests", "docs", "deploy", "migrations", "scripts", "bench", ".ci")
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bglpat-[\w-]{20}"
    r"|\bxox[baprs]-[\w-]{10,}|\bsk_live_[A-Za-z0-9]{16,}|\bAIza[\w-]{35}"
)


@pytest.mark.parametrize(
    "name",
    [
        "requirements.lock",
        "requirements-embedded.lock",
        "requirements-photos.lock",
        "requirements-tracing.lock",
        "requirements-dev.lock",
    ],
)
def test_each_package_is_pinned_and_hashed_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert len(packages) > 50
    for package in packages:
        assert "==" in package.partition("\n")[0], package
        assert "--hash=sha256:" in package, package
    assert "://" not in text


def test_no_secret_is_kept_with_the_code() -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    assert len(files) > 200
    for path in files:
        if not {"__pycache__", "node_modules"} & set(path.parts):
            assert not SECRETS.search(path.read_text(errors="replace")), path


NAMED = re.compile(
    r"`((?!\S*NNNN)(?:src|tests|docs|bench|scripts|migrations|web|deploy)/[\w./-]+\.\w+)`"
    r"|\]\((?!https?:)([^)#\s]+)"
)


@pytest.mark.parametrize(
    "page",
    sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]),
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_each_file_that_a_page_names_exists(page: Path) -> None:
    for ours, linked in NAMED.findall(page.read_text()):
        named = ROOT / ours if ours else page.parent / linked
        assert named.exists(), f"{page.name} names {ours or linked}"


DIAGRAM = re.compile(r"^```mermaid\n(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LABEL = re.compile(r'"[^"]*"|\(\[.*?\]\)|\[\(.*?\)\]|\[.*?\]')
ARROW = re.compile(r"\s(?:-->|-- .*?-->|-\. .*?\.->)\s")


@pytest.mark.parametrize("page", ["README.md", "docs/explanation/architecture.md"])
def test_each_line_of_a_diagram_is_one_statement(page: str) -> None:
    """Each line of a Mermaid diagram is one statement: Mermaid refuses two, and a formatter of texts may join lines."""
    diagrams = DIAGRAM.findall((ROOT / page).read_text())
    assert diagrams
    for kind, body in diagrams:
        for line in filter(None, map(str.strip, body.splitlines())):
            if line.split()[0] in {"participant", "subgraph", "opt", "end"}:
                continue
            if kind == "sequenceDiagram":
                assert re.fullmatch(r"\w+-{1,2}>>\w+: (?:(?!->).)+", line), line
            else:
                for parts in ARROW.split(LABEL.sub("", line)):
                    assert re.fullmatch(r"\w+( & \w+)*", parts), line
