"""What keeps a process from starting: settings and accounts that `amrutam check` calls bad."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable

import structlog

from amrutam.core.settings import Settings
from amrutam.roles.checks.accounts import account_findings
from amrutam.roles.checks.finding import Finding
from amrutam.roles.checks.settings import settings_findings

log = structlog.get_logger("amrutam.settings")


def refused_settings(settings: Settings) -> list[str]:
    return _refusals(settings_findings(settings))


async def refused_accounts(settings: Settings) -> list[str]:
    """Production on a demo's data.

    A database that is away keeps no process from starting: its made-up accounts are refused one by one.
    """
    if settings.environment != "production":
        return []
    return _refusals(await account_findings(settings))


def leave_if_refused(settings: Settings) -> None:
    """Says on stderr what is wrong, and exits 2."""
    refused = refused_settings(settings) or asyncio.run(refused_accounts(settings))
    for each in refused:
        print(f"amrutam: {each}", file=sys.stderr)  # noqa: T201 - no log is set up yet
    if refused:
        sys.exit(2)


def log_warnings(settings: Settings) -> None:
    for finding in settings_findings(settings):
        if finding.grade == "warn":
            log.warning("setting", said=finding.said, fix=finding.fix)


def _refusals(findings: Iterable[Finding]) -> list[str]:
    return [f"{each.said}; {each.fix}" for each in findings if each.grade == "bad"]
