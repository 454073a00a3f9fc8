-- Moving an appointment to another time, and with a handover to another doctor.

-- Moves booked appointments one after the other. The patient stays; the doctor of the new time is the appointment's own, or the
-- doctor of its handover. Returns what book_appointments returns. Refuses with AM001 to AM011, which booking_shared.sql lists. A
-- start in a month without a partition raises a check violation (23514).
CREATE FUNCTION move_appointments(
    p_moves move_request[], p_keep interval, p_limits person_limits DEFAULT NULL
) RETURNS SETOF bytea LANGUAGE plpgsql AS $$
DECLARE
    m move_request;
    stored bytea;
    place appointment_place;
    its_kind text;
    its_account uuid;
    changed timestamptz;
BEGIN
    FOREACH m IN ARRAY p_moves LOOP
        stored := take_key(m.account_id, 'move', m.key, m.body_hash, m.answer_sealed, p_keep);
        RETURN NEXT stored;
        CONTINUE WHEN stored IS NOT NULL;
        PERFORM check_time(m.deadline, m.starts_at);
        IF m.role = 'patient' AND p_limits IS NOT NULL THEN
            PERFORM lock_accounts(ARRAY[m.account_id]);
        END IF;
        SELECT * INTO place FROM appointment_place WHERE id = m.id FOR UPDATE;
        PERFORM FROM appointment WHERE doctor_id = place.doctor_id AND id = m.id AND starts_at = place.starts_at
            AND version = m.version AND status = 'booked' AND patient_id = m.patient_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
        END IF;
        PERFORM check_schedule(m.doctor_id, m.schedule_version);
        PERFORM drop_proposal(m.id);
        its_account := NULL;
        IF m.doctor_id <> place.doctor_id THEN
            its_account := change_doctor(m.id, m.doctor_id);
        END IF;
        DELETE FROM time_claim WHERE appointment_id = m.id;
        IF m.note_sealed IS NOT NULL THEN
            PERFORM end_pause(m.doctor_id, m.starts_at);
        END IF;
        PERFORM claim_times(m.id, m.doctor_id, m.patient_id, m.starts_at, m.ends_at, m.busy_until);
        its_kind := check_kind(m.type_id, m.patient_id, m.doctor_id, m.starts_at);
        IF m.role = 'patient' AND its_account IS NULL THEN
            PERFORM count_move(m.account_id, m.id, its_kind = 'therapy', m.ends_at, p_limits);
        ELSE
            -- A move by staff, and a move to another doctor after a handover, is no change of the patient's own, so no
            -- limit refuses it.
            SELECT account_id INTO its_account FROM appointment
            WHERE doctor_id = m.doctor_id AND id = m.id AND starts_at = place.starts_at;
            UPDATE counted_appointment SET open_until = m.ends_at, is_therapy = (its_kind = 'therapy')
            WHERE account_id = its_account AND appointment_id = m.id;
        END IF;
        changed := clock_timestamp();
        UPDATE appointment SET starts_at = m.starts_at, ends_at = m.ends_at, version = m.version + 1,
            consultation_type_id = m.type_id, mode = m.mode, clinic_id = m.clinic_id,
            fee_amount = m.fee_amount, fee_currency = m.fee_currency, time_zone = m.time_zone,
            attendance = 'expected', updated_at = changed
        WHERE doctor_id = m.doctor_id AND id = m.id AND starts_at = place.starts_at;
        UPDATE appointment_place SET starts_at = m.starts_at WHERE id = m.id;
        INSERT INTO appointment_event (appointment_id, version, kind, actor_account_id, actor_role,
            starts_at, previous_starts_at, doctor_id, previous_doctor_id, clinic_id, note_sealed, note_hash)
        VALUES (m.id, m.version + 1, 'moved', m.account_id, m.role, m.starts_at, place.starts_at,
            NULLIF(m.doctor_id, place.doctor_id), NULLIF(place.doctor_id, m.doctor_id),
            m.clinic_id, m.note_sealed, sha256(m.note_sealed));
        INSERT INTO free_day_change (doctor_id, at)
        VALUES (place.doctor_id, place.starts_at), (m.doctor_id, m.starts_at);
        PERFORM enqueue_changed(m.id, m.version + 1);
    END LOOP;
END $$;
