"""`amrutam check`: looks for mistakes in the settings and servers of a deployment. `checks/` has the checks."""

from __future__ import annotations

from amrutam.core.settings import Settings
from amrutam.roles.checks.accounts import account_findings
from amrutam.roles.checks.finding import Finding
from amrutam.roles.checks.keys import key_findings
from amrutam.roles.checks.mail import mail_findings
from amrutam.roles.checks.postgresql import postgresql_findings
from amrutam.roles.checks.redis import redis_findings
from amrutam.roles.checks.settings import settings_findings
from amrutam.roles.checks.website import website_findings


async def check(settings: Settings) -> list[Finding]:
    """Runs all checks and returns their findings.

    A server that cannot be reached, and a statement that fails, are findings and raise nothing.
    """
    found = [*settings_findings(settings)]
    for looked in (postgresql_findings, redis_findings, mail_findings, website_findings):
        found += [finding async for finding in looked(settings)]
    found += await key_findings(settings)
    found += await account_findings(settings)
    return found


def exit_code(found: list[Finding]) -> int:
    """The exit code of `amrutam check`: 1 if any finding is bad, otherwise 0."""
    return 1 if any(finding.grade == "bad" for finding in found) else 0
