"""Whole numbers in bodies as JSON Schema has them: 160.0 is one, "160" and true are none."""

from __future__ import annotations

from pydantic import BeforeValidator


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""For strict integers, after their bounds: `Annotated[int, Field(strict=True, ge=1), WHOLE]`."""
