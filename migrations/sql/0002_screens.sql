-- What the screens need beside booking itself.

-- Doctors that wait for approval: few among many. A row a doctor, so that building it takes no time.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX doctor_booking_waiting ON doctor_booking (doctor_id) WHERE NOT approved;

-- Where online consultations take place; shown to those who have an appointment, never in public.
ALTER TABLE doctor ADD COLUMN meeting_url text;
ALTER TABLE doctor ADD CONSTRAINT doctor_meeting_url
    CHECK (meeting_url LIKE 'https://%' AND length(meeting_url) <= 500) NOT VALID;

-- As in 0001_booking.sql, with the place at its end.
CREATE OR REPLACE VIEW appointment_shown AS
SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.time_zone, a.mode, a.fee_amount,
    a.fee_currency, a.reason_sealed, a.version, a.created_at, a.account_id,
    a.doctor_id, d.name AS doctor_name, d.registration_number, d.account_id AS doctor_account_id,
    d.buffer_minutes, d.address AS doctor_address, s.name AS specialization,
    a.patient_id, p.name AS patient_name,
    a.consultation_type_id, t.name AS type_name, t.minutes AS type_minutes, d.meeting_url
FROM appointment a
JOIN doctor d ON d.id = a.doctor_id
JOIN specialization s ON s.slug = d.specialization
JOIN patient p ON p.id = a.patient_id
JOIN consultation_type t ON t.id = a.consultation_type_id;

-- A doctor's calendar as other programs subscribe to it: whoever has the token reads it. It is found by
-- its hash, and shown again to the doctor from its seal.
CREATE TABLE calendar_link (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    token_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What people read out on the telephone, for administrators who look it up. Partitions get theirs.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX appointment_of_reference ON appointment (reference);

-- Consent to a version of the notice, given and withdrawn: never changed, only added to.
CREATE TABLE consent_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    version text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('given', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX consent_event_of ON consent_event (account_id, version, id);
