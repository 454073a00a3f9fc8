"""Converts appointments to dictionaries with the fields of the GraphQL schema."""

from __future__ import annotations

from typing import Any

import msgspec

from amrutam.booking.models import Appointment

_decode = msgspec.json.Decoder().decode


def appointment_of_json(answer: bytes) -> dict[str, Any]:
    """Converts the JSON of an appointment, as actions return it, to the same dictionary as `appointment_of`."""
    return _with_place(_decode(answer))


def appointment_of(appointment: Appointment) -> dict[str, Any]:
    """Returns an appointment as a dictionary with the fields of the GraphQL type `Appointment`, without `events`."""
    return _with_place(msgspec.to_builtins(appointment))


def _with_place(appointment: dict[str, Any]) -> dict[str, Any]:
    place = appointment["place"]
    place["__typename"] = "Call" if "join_url" in place else "Workplace"
    return appointment
