"""Errors of seeding and racing."""

from __future__ import annotations


class Refused(Exception):
    """The command refuses to run; the message says why, and what to do."""


class AlreadySeeded(Refused):
    """The people of this seed number are in the database already."""
