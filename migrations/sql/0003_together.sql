-- Holds and bookings that arrive together are asked and written together: one call, one transaction.

CREATE TYPE hold_request AS (
    doctor_id uuid, account_id uuid, patient_id uuid,
    starts_at timestamptz, busy_until timestamptz, reschedules uuid
);

CREATE TYPE booking_request AS (
    key text, body_hash bytea, answer_sealed bytea, deadline timestamptz, id uuid, reference text,
    account_id uuid, role text, doctor_id uuid, patient_id uuid,
    starts_at timestamptz, ends_at timestamptz, busy_until timestamptz,
    schedule_version bigint, type_id uuid, mode text, fee_amount bigint, fee_currency text,
    time_zone text, reason_sealed bytea, created_at timestamptz
);

CREATE FUNCTION enqueue_changed(p_ids uuid[], p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pgqueuer (priority, status, entrypoint, payload)
    SELECT 0, 'queued', 'appointment_changed', convert_to(
        '{"appointment_id":"' || id || '","version":' || p_version || '}', 'UTF8')
    FROM unnest(p_ids) AS id;
END $$;

-- Of each booking, in their order: NULL when booked, or the stored sealed answer of the same request made
-- before. One that is refused undoes all, and each may be tried by itself. What may be refused comes first,
-- booking by booking; what follows from a claim is written for all at once.
CREATE FUNCTION book_appointments(p_bookings booking_request[], p_keep interval)
RETURNS SETOF bytea LANGUAGE plpgsql AS $$
DECLARE
    b booking_request;
    stored bytea;
    booked booking_request[];
BEGIN
    FOREACH b IN ARRAY p_bookings LOOP
        stored := take_key(b.account_id, 'book', b.key, b.body_hash, b.answer_sealed, p_keep);
        IF stored IS NULL THEN
            PERFORM check_time(b.deadline, b.starts_at);
            PERFORM check_schedule(b.doctor_id, b.schedule_version);
            PERFORM claim_times(
                b.id, b.doctor_id, b.patient_id, b.starts_at, b.ends_at, b.busy_until);
            booked := booked || b;
        END IF;
        RETURN NEXT stored;
    END LOOP;
    IF booked IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO appointment (id, starts_at, ends_at, reference, doctor_id, patient_id, account_id,
        consultation_type_id, mode, fee_amount, fee_currency, time_zone, reason_sealed, created_at)
    SELECT id, starts_at, ends_at, reference, doctor_id, patient_id, account_id,
        type_id, mode, fee_amount, fee_currency, time_zone, reason_sealed, created_at
    FROM unnest(booked);
    INSERT INTO appointment_place SELECT id, starts_at FROM unnest(booked);
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at)
    SELECT id, 1, 'booked', account_id, role, starts_at FROM unnest(booked);
    INSERT INTO free_day_change (doctor_id, at) SELECT doctor_id, starts_at FROM unnest(booked);
    PERFORM enqueue_changed(ARRAY(SELECT id FROM unnest(booked)), 1);
END $$;
