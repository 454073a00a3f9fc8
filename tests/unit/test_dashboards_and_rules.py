"""The committed dashboards match their code; every alert has a runbook and a severity."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from deploy.grafana import make

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy" / "prometheus" / "rules"
RUNBOOKS = ROOT / "docs" / "runbooks"
SECTIONS = ("## What it means", "## What to look at", "## What to do")
BOARDS = {name: json.loads(text) for name, text in make.texts().items()}


def alerts() -> list[dict[str, Any]]:
    groups = [
        group for file in RULES.iterdir() for group in yaml.safe_load(file.read_text())["groups"]
    ]
    return [rule for group in groups for rule in group["rules"] if "alert" in rule]


def test_the_committed_dashboards_are_made_of_their_code() -> None:
    committed = {path.name: path.read_text() for path in make.FOLDER.iterdir()}
    assert committed == make.texts(), "run `.venv/bin/python -m deploy.grafana.make`"


@pytest.mark.parametrize("name", BOARDS)
def test_a_dashboard_has_few_panels_and_each_says_its_question(name: str) -> None:
    panels = BOARDS[name]["panels"]
    assert 4 <= len(panels) <= 10
    assert all(
        panel["description"].rstrip(".").endswith("?") or "?" in panel["description"]
        for panel in panels
    )
    assert len({panel["id"] for panel in panels}) == len(panels)
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len(places) == len(panels), "two panels have the same position"


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: alert["alert"])
def test_an_alert_says_how_urgent_it_is_and_has_a_runbook_that_names_it(
    alert: dict[str, Any],
) -> None:
    assert alert["labels"]["severity"] in ("page", "ticket")
    runbook = (ROOT / alert["annotations"]["runbook_url"]).read_text()
    assert f"`{alert['alert']}`" in runbook
    assert all(section in runbook for section in SECTIONS)


def test_runbooks_name_no_alert_that_does_not_exist() -> None:
    known = {alert["alert"] for alert in alerts()}
    named = {
        name
        for page in RUNBOOKS.iterdir()
        for name in re.findall(r"`(Amrutam\w+)`", page.read_text())
    }
    assert named == known


def test_runbooks_name_dashboards_and_panels_that_exist() -> None:
    panels = {
        board["title"].removeprefix("Amrutam: ").lower(): {
            panel["title"] for panel in board["panels"]
        }
        for board in BOARDS.values()
    }
    pages = [page.read_text() for page in RUNBOOKS.iterdir()]
    named = [
        found for page in pages for found in re.findall(r"Dashboard \*([^*]+)\*([^\n]*)", page)
    ]
    assert len(named) >= 10
    for title, rest in named:
        assert set(re.findall(r'"([A-Z][^"]+)"', rest)) <= panels[title.lower()]
