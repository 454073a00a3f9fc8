-- Moves and endings that arrive together are written together, as bookings are since 0003.

CREATE TYPE move_request AS (
    key text, body_hash bytea, answer_sealed bytea, deadline timestamptz, id uuid, version int,
    account_id uuid, role text, doctor_id uuid, patient_id uuid,
    starts_at timestamptz, ends_at timestamptz, busy_until timestamptz,
    schedule_version bigint, type_id uuid, mode text, fee_amount bigint, fee_currency text,
    time_zone text
);

CREATE TYPE end_request AS (
    key text, body_hash bytea, answer_sealed bytea, id uuid, version int, status text,
    account_id uuid, role text, note_sealed bytea
);
