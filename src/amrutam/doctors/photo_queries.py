"""Statements that read, replace and delete doctors' photos."""

from __future__ import annotations

from amrutam.core.database import Statement

WRITE = Statement(
    "write_doctor_photo",
    """
    INSERT INTO doctor_photo (doctor_id, version, image) VALUES ($1, $2, $3)
    ON CONFLICT (doctor_id) DO UPDATE SET version = excluded.version, image = excluded.image, updated_at = now()
    """,
)

DROP = Statement(
    "drop_doctor_photo", "DELETE FROM doctor_photo WHERE doctor_id = $1 RETURNING true"
)

READ = Statement(
    "doctor_photo", "SELECT image FROM doctor_photo WHERE doctor_id = $1 AND version = $2"
)
