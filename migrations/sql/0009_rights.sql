-- Closing an appointment before it begins is refused, and a closing can be taken back for a day.
-- AM020 not-yet, AM021 not whoever closed it, AM022 closed too long ago.

-- squawk-ignore ban-drop-constraint
ALTER TABLE appointment_event DROP CONSTRAINT appointment_event_kind_check;
ALTER TABLE appointment_event ADD CONSTRAINT appointment_event_kind_check CHECK (
    kind IN ('booked', 'moved', 'cancelled', 'completed', 'no_show', 'reopened')) NOT VALID;

CREATE FUNCTION check_begun(p_status text, p_starts timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_status <> 'cancelled' AND p_starts > clock_timestamp() THEN
        RAISE EXCEPTION USING ERRCODE = 'AM020', MESSAGE = 'not-yet';
    END IF;
END $$;

-- As in 0001_booking.sql, with check_begun.
CREATE OR REPLACE FUNCTION end_appointment(
    p_key text, p_body_hash bytea, p_answer bytea, p_keep interval,
    p_id uuid, p_version int, p_status text, p_account uuid, p_role text, p_note bytea
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    stored bytea;
    place appointment_place;
    doctor uuid;
BEGIN
    IF p_key IS NOT NULL THEN
        stored := take_key(p_account, 'cancel', p_key, p_body_hash, p_answer, p_keep);
        IF stored IS NOT NULL THEN
            RETURN stored;
        END IF;
    END IF;
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    PERFORM check_begun(p_status, place.starts_at);
    UPDATE appointment SET status = p_status, version = p_version + 1,
        updated_at = clock_timestamp()
    WHERE id = p_id AND starts_at = place.starts_at AND version = p_version AND status = 'booked'
    RETURNING doctor_id INTO doctor;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    IF p_status = 'cancelled' THEN
        DELETE FROM time_claim WHERE appointment_id = p_id;
        INSERT INTO free_day_change (doctor_id, at) VALUES (doctor, place.starts_at);
    END IF;
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at, note_sealed)
    VALUES (p_id, p_version + 1, p_status, p_account, p_role, place.starts_at, p_note);
    PERFORM enqueue_changed(p_id, p_version + 1);
    RETURN NULL;
END $$;

-- A completed or missed appointment is booked again: its claims were never freed.
CREATE FUNCTION reopen_appointment(
    p_id uuid, p_version int, p_account uuid, p_role text, p_within interval
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    closing appointment_event;
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    SELECT * INTO closing FROM appointment_event
    WHERE appointment_id = p_id AND version = p_version AND kind IN ('completed', 'no_show');
    UPDATE appointment SET status = 'booked', version = p_version + 1,
        updated_at = clock_timestamp()
    WHERE id = p_id AND starts_at = place.starts_at AND version = p_version
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
