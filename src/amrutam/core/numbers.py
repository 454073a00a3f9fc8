"""Whole numbers in JSON bodies, as JSON Schema defines them: 160.0 is a whole number; "160" and true are not."""

from __future__ import annotations

from pydantic import BeforeValidator


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""A validator for strict integers; put it after their bounds: `Annotated[int, Field(strict=True, ge=1), WHOLE]`."""
