"""Errors of seeding and racing."""

from __future__ import annotations


class Refused(Exception):
    """The command refuses to run, or cannot go on; the message says why."""
