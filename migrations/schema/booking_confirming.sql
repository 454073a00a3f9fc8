-- Confirming a hold: the transaction that books.

-- Books appointments. Returns for each request, in the order of the requests: NULL if the appointment was booked, or the stored
-- answer of the same earlier request. One refused request undoes all, and the caller then repeats each request alone. Everything
-- that can be refused comes first, booking by booking; rows that follow from a claim are written for all bookings at once.
-- p_keep: how long idempotency keys are kept. Refuses with AM001 to AM005, AM007, AM008 and AM010 to AM012, which booking_shared.sql
-- lists. A start in a month without a partition raises a check violation (23514).
CREATE FUNCTION book_appointments(
    p_bookings booking_request[], p_keep interval, p_limits person_limits DEFAULT NULL
) RETURNS SETOF bytea LANGUAGE plpgsql AS $$
DECLARE
    b booking_request;
    stored bytea;
    booked booking_request[];
    its_kind text;
BEGIN
    FOREACH b IN ARRAY p_bookings LOOP
        stored := take_key(b.account_id, 'book', b.key, b.body_hash, b.answer_sealed, p_keep);
        IF stored IS NULL THEN
            booked := booked || b;
        END IF;
        RETURN NEXT stored;
    END LOOP;
    IF booked IS NULL THEN
        RETURN;
    END IF;
    IF p_limits IS NOT NULL THEN
        PERFORM lock_accounts(ARRAY(SELECT account_id FROM unnest(booked)));
    END IF;
    FOREACH b IN ARRAY booked LOOP
        PERFORM check_time(b.deadline, b.starts_at);
        PERFORM check_schedule(b.doctor_id, b.schedule_version);
        IF b.note_sealed IS NOT NULL THEN
            PERFORM end_pause(b.doctor_id, b.starts_at);
        END IF;
        PERFORM claim_times(b.id, b.doctor_id, b.patient_id, b.starts_at, b.ends_at, b.busy_until);
        its_kind := check_kind(b.type_id, b.patient_id, b.doctor_id, b.starts_at);
        IF b.role = 'patient' THEN
            PERFORM count_appointment(b, its_kind = 'therapy', p_limits);
        END IF;
    END LOOP;
    INSERT INTO appointment (id, starts_at, ends_at, reference, doctor_id, patient_id, account_id,
        consultation_type_id, mode, clinic_id, fee_amount, fee_currency, time_zone, reason_sealed,
        created_at)
    SELECT id, starts_at, ends_at, reference, doctor_id, patient_id, patient_account_id,
        type_id, mode, clinic_id, fee_amount, fee_currency, time_zone, reason_sealed, created_at
    FROM unnest(booked);
    INSERT INTO appointment_place SELECT id, doctor_id, starts_at FROM unnest(booked);
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at, clinic_id, note_sealed, note_hash)
    SELECT id, 1, 'booked', account_id, role, starts_at, clinic_id, note_sealed, sha256(note_sealed)
    FROM unnest(booked);
    INSERT INTO free_day_change (doctor_id, at) SELECT doctor_id, starts_at FROM unnest(booked);
    PERFORM enqueue_changed(ARRAY(SELECT id FROM unnest(booked)), 1);
    PERFORM check_patients(ARRAY(SELECT patient_id FROM unnest(booked)));
END $$;
