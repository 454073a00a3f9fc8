"""Parses the answer of Redis's INFO command."""

from __future__ import annotations

from amrutam.core.redis.client import CallName

INFO = CallName("info")


def parse_info(info: bytes) -> dict[str, str]:
    """The fields of INFO's answer by name, such as `used_memory`; values are texts."""
    pairs = (line.partition(":") for line in info.decode().splitlines())
    return {name: value for name, colon, value in pairs if colon}
