"""Available slots in the schema's form."""

from __future__ import annotations

from typing import Any


def shown_slots(answer: dict[str, Any]) -> dict[str, Any]:
    """Converts the JSON object of a doctor's slots to a dictionary with the fields of the GraphQL type.

    Adds the fields that the GraphQL schema requires: `clinic` is None for times that are online
    only.
    """
    for day in answer["days"]:
        for slot in day["slots"]:
            slot.setdefault("clinic", None)
    return answer
