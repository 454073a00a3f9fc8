"""The distribution column of each table that Citus distributes, and the tables that Citus copies to every node.

All other tables stay on the node to which the processes connect. tests/unit/test_citus_rules.py
enforces the rules that let these tables be distributed.
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
"""Maps each distributed table to its distribution column."""

REFERENCE = ("specialization", "city", "search_term")
"""Reference tables, which are copied to every node. Only commands with the schema owner's rights write to them."""
