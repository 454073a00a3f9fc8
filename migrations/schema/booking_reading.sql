-- Reading appointments: a view with the names of everybody concerned, and the look-up of one appointment.

-- An appointment with the names of its doctor, type, patient and clinic, and with the accounts that own it.
CREATE VIEW appointment_shown AS
SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.time_zone, a.mode, a.fee_amount,
    a.fee_currency, a.reason_sealed, a.version, a.created_at, a.account_id,
    a.doctor_id, d.name AS doctor_name, d.registration_number, d.account_id AS doctor_account_id,
    d.buffer_minutes, s.name AS specialization,
    a.patient_id, p.name AS patient_name,
    a.consultation_type_id, t.kind AS type_kind, t.name AS type_name, t.minutes AS type_minutes, d.meeting_url,
    d.change_notice_minutes, a.clinic_id, c.name AS clinic_name, c.address AS clinic_address,
    e.name AS clinic_city, c.phone AS clinic_phone, c.latitude, c.longitude,
    a.attendance, l.minutes AS late_minutes, m.starts_at AS proposed_starts_at, m.ends_at AS proposed_ends_at,
    m.clinic_id AS proposed_clinic_id, n.name AS proposed_clinic_name, m.expires_at AS proposal_expires_at,
    m.doctor_id AS proposed_doctor_id, m.consultation_type_id AS proposed_type_id,
    h.doctor_id AS handover_doctor_id, o.name AS handover_doctor_name
FROM appointment a
JOIN doctor d ON d.id = a.doctor_id
JOIN specialization s ON s.slug = d.specialization
JOIN patient p ON p.id = a.patient_id
JOIN consultation_type t ON t.id = a.consultation_type_id
LEFT JOIN clinic c ON c.id = a.clinic_id
LEFT JOIN city e ON e.slug = c.city
LEFT JOIN running_late l ON l.doctor_id = a.doctor_id AND l.day_ends > now() AND a.status = 'booked'
    AND a.starts_at >= l.day_starts AND a.starts_at < l.day_ends
LEFT JOIN move_proposal m ON m.appointment_id = a.id AND m.expires_at > now()
LEFT JOIN clinic n ON n.id = m.clinic_id
LEFT JOIN handover h ON h.appointment_id = a.id AND h.declined_at IS NULL AND a.status = 'booked' AND a.starts_at > now()
LEFT JOIN doctor o ON o.id = h.doctor_id;

-- The type of a row of appointment_shown. A function cannot use the view itself as a type: Citus then refuses to distribute the
-- view's tables.
CREATE TYPE shown_appointment AS (
    id uuid, reference text, status text, starts_at timestamptz, ends_at timestamptz, time_zone text, mode text,
    fee_amount bigint, fee_currency text, reason_sealed bytea, version int, created_at timestamptz, account_id uuid,
    doctor_id uuid, doctor_name text, registration_number text, doctor_account_id uuid,
    buffer_minutes int, specialization text,
    patient_id uuid, patient_name text,
    consultation_type_id uuid, type_kind text, type_name text, type_minutes int, meeting_url text,
    change_notice_minutes int, clinic_id uuid, clinic_name text, clinic_address text,
    clinic_city text, clinic_phone text, latitude double precision, longitude double precision,
    attendance text, late_minutes int, proposed_starts_at timestamptz, proposed_ends_at timestamptz,
    proposed_clinic_id uuid, proposed_clinic_name text, proposal_expires_at timestamptz,
    proposed_doctor_id uuid, proposed_type_id uuid, handover_doctor_id uuid, handover_doctor_name text
);

-- Returns the appointment. The function reads appointment_place first, so that the start is known when the second statement is
-- planned and one partition is opened instead of all. Merge and hash joins are off: a cached plan does not know the partition,
-- expects a row from each, and would read whole indexes of doctors and types for the join.
CREATE FUNCTION appointment_by_id(p_id uuid) RETURNS SETOF shown_appointment
LANGUAGE plpgsql STABLE ROWS 1 SET enable_mergejoin = off SET enable_hashjoin = off AS $$
DECLARE
    doctor uuid;
    starts timestamptz;
BEGIN
    SELECT l.doctor_id, l.starts_at INTO doctor, starts FROM appointment_place l WHERE l.id = p_id;
    RETURN QUERY SELECT * FROM appointment_shown v WHERE v.doctor_id = doctor AND v.id = p_id AND v.starts_at = starts;
END $$;
