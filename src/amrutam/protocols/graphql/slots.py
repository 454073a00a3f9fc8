"""Free times as the schema has them."""

from __future__ import annotations

from typing import Any


def shown_slots(answer: dict[str, Any]) -> dict[str, Any]:
    """`clinic` is left out of times that are online only."""
    for day in answer["days"]:
        for slot in day["slots"]:
            slot.setdefault("clinic", None)
    return answer
