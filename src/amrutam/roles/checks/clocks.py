"""Checks that a server's clock agrees with this machine's."""

from __future__ import annotations

from amrutam.roles.checks.finding import Finding, bad, ok

_MOST_SKEW_SECONDS = 2.0


def skew(part: str, seconds: float, most_seconds: float = _MOST_SKEW_SECONDS) -> Finding:
    """Returns a finding about the clock of `part`: bad if it is wrong by more than `most_seconds`, otherwise ok.

    `seconds`: how far that clock is ahead of this machine's; negative if it is behind.
    """
    said = f"its clock is {abs(seconds):.1f} s {'ahead of' if seconds > 0 else 'behind'} this one"
    if abs(seconds) > most_seconds:
        return bad(part, said, "let both machines follow the same time server (chrony, NTP)")
    return ok(part, "its clock agrees with this one")
