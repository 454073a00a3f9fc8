"""What keeps a process from starting: the settings that `amrutam check` calls bad."""

from __future__ import annotations

import sys

import structlog

from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding
from amrutam.roles.checks.settings import settings_findings

log = structlog.get_logger("amrutam.settings")


def refuse_bad_settings(settings: Settings) -> None:
    """Says each on stderr, and exits 2."""
    refused = [finding for finding in settings_findings(settings) if finding.grade == "bad"]
    if refused:
        leave(refused)


def log_warnings(settings: Settings) -> None:
    for finding in settings_findings(settings):
        if finding.grade == "warn":
            log.warning("setting", said=finding.said, fix=finding.fix)


def sentence(finding: Finding) -> str:
    return f"{finding.said}; {finding.fix}"


def leave(refused: list[Finding]) -> None:
    for finding in refused:
        print(f"amrutam: {sentence(finding)}", file=sys.stderr)  # noqa: T201 - no log is set up yet
    sys.exit(2)
