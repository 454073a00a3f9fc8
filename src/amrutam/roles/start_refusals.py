"""Finds the reasons for which a process does not start: findings of grade `bad` about its settings and accounts."""

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
    """Returns a sentence for each fault of the settings with which a process must not start; empty without a fault."""
    return _refusals(settings_findings(settings))


async def refused_accounts(settings: Settings) -> list[str]:
    """Returns a sentence for each kind of made-up account (demo, seeded) in the database; empty outside production.

    An unreachable database does not keep a process from starting; made-up accounts are then refused
    at sign-in.
    """
    if settings.environment != "production":
        return []
    return _refusals(await account_findings(settings))


def leave_if_refused(settings: Settings) -> None:
    """Writes the sentences of `refused_settings` and `refused_accounts` to stderr; exits with 2 if there are any."""
    refused = refused_settings(settings) or asyncio.run(refused_accounts(settings))
    for each in refused:
        print(f"amrutam: {each}", file=sys.stderr)  # noqa: T201 - no log is set up yet
    if refused:
        sys.exit(2)


def log_warnings(settings: Settings) -> None:
    """Logs the findings of grade `warn` about the settings, which do not keep a process from starting."""
    for finding in settings_findings(settings):
        if finding.grade == "warn":
            log.warning("setting_unsafe", said=finding.said, fix=finding.fix)


def _refusals(findings: Iterable[Finding]) -> list[str]:
    return [f"{each.said}; {each.fix}" for each in findings if each.grade == "bad"]
