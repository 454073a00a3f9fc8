"""Facts about seeding and racing."""

from __future__ import annotations


class Refused(Exception):
    """The tool will not do this; the message says why, and what to do instead."""
