-- Appointments: the tables, and the monthly partitions of appointment. The types, views and functions of booking are in the files
-- booking_*.sql, named by what they are for.

-- Needed for the primary key of a uuid and a range (time_claim).
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ---------------------------------------------------------------- tables

-- A claim: one party's exclusive use of a period, which prevents double booking. The party is a doctor or a patient. WITHOUT
-- OVERLAPS refuses overlapping periods of one party, and also an empty period, which would overlap nothing.
CREATE TABLE time_claim (
    party_id uuid NOT NULL,
    -- A doctor's claim ends with the pause after the visit, a patient's claim with the visit.
    during tstzrange NOT NULL,
    appointment_id uuid NOT NULL,
    -- The length of the doctor's pause at the end of the period. A later change of the pause does not change the claim.
    pause_minutes int NOT NULL DEFAULT 0,
    PRIMARY KEY (party_id, during WITHOUT OVERLAPS)
);
CREATE INDEX time_claim_of_appointment ON time_claim (appointment_id);
-- Serves the worker, which deletes claims that ended long ago.
CREATE INDEX time_claim_end ON time_claim (upper(during));

-- A booked consultation. Partitions are months of starts_at, so starts_at is part of the key; a move to another month moves the row
-- to another partition. There are no foreign keys, because the transaction has just read the referenced rows and a second check
-- would slow down bookings.
CREATE TABLE appointment (
    id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    -- A booking number for the telephone, such as AMR-7K2QM-X94TB.
    reference text NOT NULL,
    status text NOT NULL DEFAULT 'booked'
        CHECK (status IN ('booked', 'cancelled', 'completed', 'no_show')),
    -- Where the patient of a booked visit is, as the doctor or the clinic's desk recorded it. A move resets the
    -- attendance.
    attendance text NOT NULL DEFAULT 'expected' CHECK (attendance IN ('expected', 'arrived', 'in_room')),
    doctor_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    -- The account that manages the patient.
    account_id uuid NOT NULL,
    -- This and the next five columns: type, mode, clinic (NULL for online), fee (in minor units),
    -- currency and the doctor's zone, as they were at the booking or the last move.
    consultation_type_id uuid NOT NULL,
    mode text NOT NULL CHECK (mode IN ('online', 'in_person')),
    clinic_id uuid,
    fee_amount bigint NOT NULL,
    fee_currency text NOT NULL,
    time_zone text NOT NULL,
    -- The patient's reason for the visit, sealed; NULL if there is none.
    reason_sealed bytea,
    -- The version, which every change increments; a change names the version that it expects.
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (doctor_id, id, starts_at)
) PARTITION BY RANGE (starts_at);
CREATE INDEX appointment_of_doctor ON appointment (doctor_id, starts_at);
CREATE INDEX appointment_of_account ON appointment (account_id, starts_at);
CREATE INDEX appointment_of_patient ON appointment (patient_id, starts_at);
CREATE INDEX appointment_of_reference ON appointment (reference);

-- Maps an appointment's id to the key of its row. Every change of the appointment locks this row first.
CREATE TABLE appointment_place (
    id uuid PRIMARY KEY,
    doctor_id uuid NOT NULL,
    starts_at timestamptz NOT NULL
);

-- One change of an appointment. A ledger: rows are only added. An erasure deletes notes, and their hashes stay.
CREATE TABLE appointment_event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    appointment_id uuid NOT NULL,
    -- The appointment's version after the change.
    version int NOT NULL,
    kind text NOT NULL
        CHECK (kind IN ('booked', 'moved', 'reason_changed', 'cancelled', 'completed', 'no_show', 'reopened', 'arrived', 'in_room',
            'arrival_undone', 'move_proposed', 'move_withdrawn', 'move_declined', 'handover_asked')),
    actor_account_id uuid NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The appointment's start after the change. previous_starts_at: its start before the change, if the change was a move.
    starts_at timestamptz NOT NULL,
    previous_starts_at timestamptz,
    -- The new doctor, if a move changes the doctor; or the doctor whom staff ask the patient to see instead. previous_doctor_id:
    -- the doctor before a move that changes the doctor.
    doctor_id uuid,
    previous_doctor_id uuid,
    -- The clinic of the time, after a booking of a visit in person or a move to one.
    clinic_id uuid,
    -- The sealed note of staff: the reason for a cancellation, or for a booking or move to a time that is not offered. Its SHA-256
    -- stays when an erasure deletes the note, because the audit chain covers the hash.
    note_sealed bytea,
    note_hash bytea,
    PRIMARY KEY (appointment_id, id)
);
-- Serves the audit chain, which reads by id.
CREATE INDEX appointment_event_id ON appointment_event (id);
-- Serves a doctor's calendar link, which shows as cancelled what moved to another doctor.
CREATE INDEX appointment_event_handed_over ON appointment_event (previous_doctor_id, previous_starts_at)
    WHERE previous_doctor_id IS NOT NULL;
-- Serves the count of bookings in the last hour. Rows are in the order of time, so a BRIN index of a few bytes finds them and
-- costs a booking almost nothing.
CREATE INDEX appointment_event_at ON appointment_event
    USING brin (at) WITH (autosummarize = on, pages_per_range = 32);

-- A proposal: another time that staff propose for a booked appointment. The doctor's time is claimed for the appointment until the
-- patient answers, the appointment changes, or the proposal ends. The patient's time is not claimed.
CREATE TABLE move_proposal (
    appointment_id uuid PRIMARY KEY,
    -- The doctor whose time is proposed: the appointment's own doctor, or the doctor of its handover.
    doctor_id uuid NOT NULL,
    consultation_type_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    -- The end of the doctor's pause after the proposed visit.
    busy_until timestamptz NOT NULL,
    clinic_id uuid,
    -- When the proposal ends if the patient does not answer: not later than the start of the present or the proposed time.
    expires_at timestamptz NOT NULL
);
CREATE INDEX move_proposal_end ON move_proposal (expires_at);

-- A handover: the patient of a booked appointment is asked to see another doctor, because the appointment's doctor leaves. There
-- can also be a proposal of the same time with the other doctor; if there is none, the patient chooses a time. The row is deleted
-- when the appointment gets its new doctor, is closed, or the handover is withdrawn.
CREATE TABLE handover (
    appointment_id uuid PRIMARY KEY,
    -- The doctor whom the patient is asked to see instead.
    doctor_id uuid NOT NULL,
    -- When the administrator handed the visits over, which can be before this patient was asked.
    asked_at timestamptz NOT NULL,
    -- When the patient declined to see the other doctor; NULL until then.
    declined_at timestamptz
);

-- An idempotency key of a request and its answer: a repeated request has one effect and gets the same answer.
CREATE TABLE idempotency_key (
    account_id uuid NOT NULL,
    -- The kind of request: book, move, cancel, number (of a clinic queue), receipt (a payment) or take_back (its reversal).
    route text NOT NULL,
    key text NOT NULL,
    -- Hash of the request's body: the same key with a different body is refused.
    body_hash bytea NOT NULL,
    answer_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, key, route)
);
-- Rows are in the order of their age, so this BRIN index costs a booking almost nothing.
CREATE INDEX idempotency_key_age ON idempotency_key USING brin (created_at);

-- Appointments that patients booked themselves, as long as a limit on persons (booking_limits.sql) counts them. An open
-- appointment counts until it ends. A new booking counts for a day after the booking, and each move or cancellation for a day
-- after the change. Bookings that staff make for themselves are not counted.
CREATE TABLE counted_appointment (
    account_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    doctor_id uuid NOT NULL,
    -- Therapies count separately, because a treatment consists of many.
    is_therapy boolean NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    -- The end of the visit; after a cancellation, the time of the cancellation.
    open_until timestamptz NOT NULL,
    -- When the patient moved or cancelled the appointment, one entry for each time.
    changed_at timestamptz[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, appointment_id)
);

-- ---------------------------------------------------------------- partitions

-- Makes the partitions of appointment that are missing, from months_back months before the present month (in UTC) to months_ahead
-- months after it, and returns their number. The function runs with the rights of the schema's owner, so that the processes' role
-- can make partitions without owning a table.
CREATE FUNCTION make_appointment_partitions(months_back int, months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    month date;
    name text;
    made int := 0;
BEGIN
    IF months_back NOT BETWEEN 0 AND 120 OR months_ahead NOT BETWEEN 0 AND 120 THEN
        RAISE EXCEPTION 'between 0 and 120 months';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('make_appointment_partitions'));
    FOR month IN SELECT generate_series(
        date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => months_back),
        date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead),
        interval '1 month')::date
    LOOP
        name := 'appointment_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
        EXECUTE format('CREATE TABLE public.%I (LIKE public.appointment INCLUDING ALL)', name);
        EXECUTE format(
            'ALTER TABLE public.appointment ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
            name, to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION make_appointment_partitions FROM PUBLIC;

-- Returns the first instant after the last partition of appointment; NULL if there is no partition.
CREATE FUNCTION appointment_calendar_end() RETURNS timestamptz
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT max((to_date(substring(inhrelid::regclass::text FROM '\d{4}_\d{2}$'), 'YYYY_MM')
                + interval '1 month')::timestamptz)
    FROM pg_inherits WHERE inhparent = 'public.appointment'::regclass
$$;
