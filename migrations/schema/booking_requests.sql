-- The types of the requests that the processes pass to the functions of booking_holding.sql, booking_confirming.sql,
-- booking_moving.sql and booking_closing.sql.

-- A time that somebody wants to hold: doctor, account that manages the patient, patient (NULL: the account's own patient record),
-- start of the visit, end of the pause after it, and appointment to move (NULL for a new one). Requests that arrive at the same
-- time are passed to one statement, as arrays of hold_request, booking_request, move_request or end_request.
CREATE TYPE hold_request AS (
    doctor_id uuid, account_id uuid, patient_id uuid,
    starts_at timestamptz, busy_until timestamptz, reschedules uuid
);

-- A booking: its idempotency key and the answer to store, the caller (account_id), the appointment to make, and the account that
-- manages its patient. note_sealed: the reason for a time that is not offered; NULL for an offered time.
CREATE TYPE booking_request AS (
    key text, body_hash bytea, answer_sealed bytea, deadline timestamptz, id uuid, reference text,
    account_id uuid, role text, doctor_id uuid, patient_id uuid,
    starts_at timestamptz, ends_at timestamptz, busy_until timestamptz,
    schedule_version bigint, type_id uuid, mode text, fee_amount bigint, fee_currency text,
    time_zone text, reason_sealed bytea, created_at timestamptz, clinic_id uuid,
    patient_account_id uuid, note_sealed bytea
);

-- A move: its idempotency key and the answer to store, the appointment at the expected version, and the new time. note_sealed: the
-- reason for a time that is not offered; NULL for an offered time.
CREATE TYPE move_request AS (
    key text, body_hash bytea, answer_sealed bytea, deadline timestamptz, id uuid, version int,
    account_id uuid, role text, doctor_id uuid, patient_id uuid,
    starts_at timestamptz, ends_at timestamptz, busy_until timestamptz,
    schedule_version bigint, type_id uuid, mode text, fee_amount bigint, fee_currency text,
    time_zone text, clinic_id uuid, note_sealed bytea
);

-- A cancellation (with an idempotency key), or a closing as completed or no_show (without one).
CREATE TYPE end_request AS (
    key text, body_hash bytea, answer_sealed bytea, id uuid, version int, status text,
    account_id uuid, role text, note_sealed bytea
);
