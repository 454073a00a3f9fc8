-- Closing an appointment as cancelled, completed or missed, and reopening it.

-- Ends booked appointments one after the other, as cancelled, completed or no_show; only cancelled frees the claims. Returns what
-- book_appointments returns. Only a cancellation has an idempotency key. Refuses with AM006, AM007, AM009, AM011 and AM020, which
-- booking_shared.sql lists.
CREATE FUNCTION end_appointments(
    p_endings end_request[], p_keep interval, p_limits person_limits DEFAULT NULL
) RETURNS SETOF bytea LANGUAGE plpgsql AS $$
DECLARE
    e end_request;
    stored bytea;
    place appointment_place;
    ended record;
    changed timestamptz;
BEGIN
    FOREACH e IN ARRAY p_endings LOOP
        stored := NULL;
        IF e.key IS NOT NULL THEN
            stored := take_key(e.account_id, 'cancel', e.key, e.body_hash, e.answer_sealed, p_keep);
        END IF;
        RETURN NEXT stored;
        CONTINUE WHEN stored IS NOT NULL;
        IF e.role = 'patient' AND p_limits IS NOT NULL THEN
            PERFORM lock_accounts(ARRAY[e.account_id]);
        END IF;
        SELECT * INTO place FROM appointment_place WHERE id = e.id FOR UPDATE;
        PERFORM check_begun(e.status, place.starts_at);
        changed := clock_timestamp();
        UPDATE appointment SET status = e.status, version = e.version + 1, updated_at = changed
        WHERE doctor_id = place.doctor_id AND id = e.id AND starts_at = place.starts_at
            AND version = e.version AND status = 'booked'
        RETURNING doctor_id, account_id INTO ended;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
        END IF;
        PERFORM drop_proposal(e.id);
        DELETE FROM handover WHERE appointment_id = e.id;
        IF e.status = 'cancelled' THEN
            DELETE FROM time_claim WHERE appointment_id = e.id;
            INSERT INTO free_day_change (doctor_id, at) VALUES (ended.doctor_id, place.starts_at);
            PERFORM count_cancel(ended.account_id, e.id, e.role, p_limits);
        END IF;
        INSERT INTO appointment_event
            (appointment_id, version, kind, actor_account_id, actor_role, starts_at, note_sealed, note_hash)
        VALUES (e.id, e.version + 1, e.status, e.account_id, e.role, place.starts_at, e.note_sealed,
            sha256(e.note_sealed));
        PERFORM enqueue_changed(e.id, e.version + 1);
    END LOOP;
END $$;

-- Reopens a completed or missed appointment within p_within of its closing, for the account that closed it or for an administrator.
-- The claims still exist, because closing does not free them. Refuses with AM006 (also if the appointment is neither completed nor
-- missed), AM021 (closed by another account) and AM022 (closed too long ago).
CREATE FUNCTION reopen_appointment(
    p_id uuid, p_version int, p_account uuid, p_role text, p_within interval
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    closing appointment_event;
    changed timestamptz;
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    SELECT * INTO closing FROM appointment_event
    WHERE appointment_id = p_id AND version = p_version AND kind IN ('completed', 'no_show');
    changed := clock_timestamp();
    UPDATE appointment SET status = 'booked', version = p_version + 1, updated_at = changed
    WHERE doctor_id = place.doctor_id AND id = p_id AND starts_at = place.starts_at AND version = p_version
        AND status = closing.kind;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    ELSIF p_role <> 'admin' AND closing.actor_account_id <> p_account THEN
        RAISE EXCEPTION USING ERRCODE = 'AM021', MESSAGE = 'closed-by-another';
    ELSIF closing.at < clock_timestamp() - p_within THEN
        RAISE EXCEPTION USING ERRCODE = 'AM022', MESSAGE = 'closed-too-long-ago';
    END IF;
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at)
    VALUES (p_id, p_version + 1, 'reopened', p_account, p_role, place.starts_at);
    PERFORM enqueue_changed(p_id, p_version + 1);
END $$;
