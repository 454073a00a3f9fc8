"""SQL fragments for the clinics of a doctor `d`, shared by several statements."""

from __future__ import annotations

_FIELDS = """'id', c.id, 'name', c.name, 'address', c.address,
    'city', (SELECT e.name FROM city AS e WHERE e.slug = c.city), 'phone', c.phone,
    'location', CASE WHEN c.latitude IS NOT NULL
        THEN json_build_object('latitude', c.latitude, 'longitude', c.longitude) END"""

SHOWN = f"json_build_object({_FIELDS})"
"""SQL that makes the JSON of `models.Clinic` from a row `c` of `clinic`."""

CLINICS = f"""coalesce((
    SELECT json_agg(json_build_object({_FIELDS}, 'closed', c.closed_at IS NOT NULL)
        ORDER BY c.is_practice DESC, c.name, c.id)
    FROM doctor_clinic AS w JOIN clinic AS c ON c.id = w.clinic_id WHERE w.doctor_id = d.id), '[]')"""
"""SQL that makes a JSON array of `models.Workplace`, the clinics of `doctor_clinic`, the doctor's own practice first."""
