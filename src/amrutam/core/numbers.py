"""Whole numbers in JSON bodies, as JSON Schema defines them: 160.0 is a whole number; "160" and true are not."""

from __future__ import annotations

from pydantic import BeforeValidator


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""A validator that turns a float without a fraction into an int, and passes other values on unchanged.

Use it for a strict integer, after the field's bounds: `Annotated[int, Field(strict=True, ge=1), WHOLE]`.
"""
