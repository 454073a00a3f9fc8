"""The clinics of a doctor `d`, as SQL of several statements."""

from __future__ import annotations

SHOWN = """json_build_object('id', c.id, 'name', c.name, 'address', c.address,
    'city', (SELECT e.name FROM city AS e WHERE e.slug = c.city), 'phone', c.phone,
    'location', CASE WHEN c.latitude IS NOT NULL
        THEN json_build_object('latitude', c.latitude, 'longitude', c.longitude) END)"""
"""Of a row `c` of `clinic`: the JSON of `models.Clinic`."""

CLINICS = f"""coalesce((SELECT json_agg({SHOWN} ORDER BY c.is_practice DESC, c.name, c.id)
    FROM doctor_clinic AS w JOIN clinic AS c ON c.id = w.clinic_id WHERE w.doctor_id = d.id), '[]')"""
"""Where the doctor may work: the own practice first."""
