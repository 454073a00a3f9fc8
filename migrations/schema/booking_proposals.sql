-- Proposing another time for a booked appointment, and the patient's answer.

-- Deletes the appointment's proposal and frees the time that it claims. Returns whether there was a proposal. The caller has locked
-- the appointment's row in appointment_place.
CREATE FUNCTION drop_proposal(p_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    gone move_proposal;
BEGIN
    DELETE FROM move_proposal WHERE appointment_id = p_id RETURNING * INTO gone;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM time_claim WHERE party_id = gone.doctor_id AND appointment_id = p_id
        AND lower(during) = gone.starts_at;  -- a desk's booking can have shortened the pause of the claim
    INSERT INTO free_day_change (doctor_id, at) VALUES (gone.doctor_id, gone.starts_at);
    RETURN true;
END $$;

-- Adds an event to the appointment, increments its version and enqueues the job that reports the change; nothing else of the
-- appointment's row changes. p_doctor: the other doctor that the change is about; NULL if there is none. Refuses (AM006) another
-- version than p_version, and an appointment that is not booked.
CREATE FUNCTION note_change(
    place appointment_place, p_version int, p_kind text, p_account uuid, p_role text, p_doctor uuid DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    changed timestamptz := clock_timestamp();
BEGIN
    UPDATE appointment SET version = p_version + 1, updated_at = changed
    WHERE doctor_id = place.doctor_id AND id = place.id AND starts_at = place.starts_at AND version = p_version
        AND status = 'booked';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    INSERT INTO appointment_event (appointment_id, version, kind, actor_account_id, actor_role, starts_at, doctor_id)
    VALUES (place.id, p_version + 1, p_kind, p_account, p_role, place.starts_at, p_doctor);
    PERFORM enqueue_changed(place.id, p_version + 1);
END $$;

-- Proposes another time for the booked appointment and claims the doctor for it; an earlier proposal is deleted. p_asked_at: for a
-- time of another doctor, when the visits were handed over to that doctor; NULL for the appointment's own doctor. Refuses with
-- AM001, AM003 to AM006 and AM010, which booking_shared.sql lists.
CREATE FUNCTION propose_move(
    p_id uuid, p_version int, p_doctor uuid, p_starts timestamptz, p_ends timestamptz, p_busy_until timestamptz,
    p_clinic uuid, p_type uuid, p_patient uuid, p_schedule_version bigint, p_expires timestamptz, p_account uuid,
    p_role text, p_asked_at timestamptz DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    IF (place.doctor_id <> p_doctor) <> (p_asked_at IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    PERFORM check_time(p_expires, p_starts);
    PERFORM check_schedule(p_doctor, p_schedule_version);
    PERFORM drop_proposal(p_id);
    INSERT INTO time_claim VALUES (p_doctor, tstzrange(p_starts, p_busy_until), p_id,
        extract(epoch FROM p_busy_until - p_ends) / 60)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM001', MESSAGE = 'slot-taken';
    END IF;
    PERFORM check_kind(p_type, p_patient, p_doctor, p_starts);
    INSERT INTO move_proposal VALUES
        (p_id, p_doctor, p_type, p_starts, p_ends, p_busy_until, p_clinic, p_expires);
    INSERT INTO free_day_change (doctor_id, at) VALUES (p_doctor, p_starts);
    IF p_asked_at IS NOT NULL THEN
        PERFORM begin_handover(p_id, p_doctor, p_asked_at);
    END IF;
    PERFORM note_change(place, p_version, 'move_proposed', p_account, p_role, NULLIF(p_doctor, place.doctor_id));
END $$;

-- Ends the appointment's proposal: p_kind is 'move_declined' (by the patient) or 'move_withdrawn' (by staff). A handover of the
-- appointment is declined or withdrawn too, unless the proposal is a time of the appointment's own doctor. Refuses with AM006,
-- and with AM025 if there is neither a proposal that has not expired nor a handover to end.
CREATE FUNCTION end_proposal(p_id uuid, p_version int, p_kind text, p_account uuid, p_role text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    proposed uuid;
    other uuid;
    is_proposed boolean;
    changed timestamptz := clock_timestamp();
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    SELECT doctor_id INTO proposed FROM move_proposal WHERE appointment_id = p_id AND expires_at > changed;
    is_proposed := FOUND;
    IF proposed IS DISTINCT FROM place.doctor_id THEN
        IF p_kind = 'move_declined' THEN
            UPDATE handover SET declined_at = changed WHERE appointment_id = p_id AND declined_at IS NULL
            RETURNING doctor_id INTO other;
        ELSE
            DELETE FROM handover WHERE appointment_id = p_id RETURNING doctor_id INTO other;
        END IF;
    END IF;
    PERFORM drop_proposal(p_id);
    IF NOT is_proposed AND other IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'AM025', MESSAGE = 'no-proposal';
    END IF;
    PERFORM note_change(place, p_version, p_kind, p_account, p_role, other);
END $$;

-- Moves the appointment to the proposed time that its patient has accepted. The move does not count against the limits of the
-- patient's changes. Returns what book_appointments returns for one request. Refuses (AM025) if there is no proposal or the
-- proposal has expired, and as move_appointments does.
CREATE FUNCTION accept_proposal(
    p_key text, p_body_hash bytea, p_answer bytea, p_deadline timestamptz, p_keep interval, p_id uuid, p_version int,
    p_account uuid, p_role text
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    proposed move_proposal;
    present appointment;
    schedule bigint;
    zone text;
    stored bytea;
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    SELECT * INTO proposed FROM move_proposal WHERE appointment_id = p_id AND expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM025', MESSAGE = 'no-proposal';
    END IF;
    SELECT * INTO present FROM appointment
    WHERE doctor_id = place.doctor_id AND id = p_id AND starts_at = place.starts_at;
    SELECT schedule_version INTO schedule FROM doctor_booking WHERE doctor_id = proposed.doctor_id FOR SHARE;
    SELECT time_zone INTO zone FROM doctor WHERE id = proposed.doctor_id;
    -- A desk can have booked a part of the pause after the proposed time, which shortens the claim.
    SELECT upper(during) INTO proposed.busy_until FROM time_claim
    WHERE party_id = proposed.doctor_id AND appointment_id = p_id AND lower(during) = proposed.starts_at;
    SELECT * INTO stored FROM move_appointments(ARRAY[ROW(
        p_key, p_body_hash, p_answer, p_deadline, p_id, p_version, p_account, p_role, proposed.doctor_id,
        present.patient_id, proposed.starts_at, proposed.ends_at, proposed.busy_until, schedule,
        proposed.consultation_type_id, present.mode, present.fee_amount, present.fee_currency, zone,
        proposed.clinic_id, NULL)::move_request], p_keep);
    IF stored IS NULL AND proposed.doctor_id = place.doctor_id THEN
        UPDATE counted_appointment SET changed_at = trim_array(changed_at, 1)
        WHERE account_id = p_account AND appointment_id = p_id AND cardinality(changed_at) > 0;
    END IF;
    RETURN stored;
END $$;

-- Deletes up to 500 proposals that were not answered in time, the oldest first, and returns the ids of the doctors whose times are
-- free again.
CREATE FUNCTION drop_ended_proposals() RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    its_doctor uuid;
BEGIN
    FOR place IN SELECT l.* FROM appointment_place l WHERE l.id IN (
        SELECT appointment_id FROM move_proposal WHERE expires_at <= now() ORDER BY expires_at LIMIT 500)
        FOR UPDATE SKIP LOCKED
    LOOP
        SELECT doctor_id INTO its_doctor FROM move_proposal WHERE appointment_id = place.id AND expires_at <= now();
        IF FOUND AND drop_proposal(place.id) THEN
            RETURN NEXT its_doctor;
        END IF;
    END LOOP;
END $$;
