"""Which tables Citus would distribute by which column, and which would stand whole on every node.

All others stay plain tables of the node that the processes connect to. The rules that let these tables be
distributed are enforced by tests/unit/test_citus_rules.py.
"""

from __future__ import annotations

from collections.abc import Mapping

DISTRIBUTED: Mapping[str, str] = {
    "time_claim": "party_id",
    "appointment": "doctor_id",
    "appointment_place": "id",
    "appointment_event": "appointment_id",
    "doctor_booking": "doctor_id",
    "idempotency_key": "account_id",
    "counted_appointment": "account_id",
}
"""Each table's distribution column."""

REFERENCE = ("specialization", "city", "search_term")
"""Lists that only `amrutam migrate` writes."""
