"""Converts a doctor's slots to the fields of the GraphQL schema."""

from __future__ import annotations

from typing import Any


def shown_slots(answer: dict[str, Any]) -> dict[str, Any]:
    """Changes the decoded JSON of a doctor's slots to the fields of the GraphQL type `DoctorSlots`, and returns it.

    Each slot without `clinic` (an online slot) gets `clinic` None.
    """
    for day in answer["days"]:
        for slot in day["slots"]:
            slot.setdefault("clinic", None)
    return answer
