-- Changing the patient's reason for a visit.

-- Replaces the patient's reason for the visit; NULL removes it. No message is sent, because the doctor sees the reason with the
-- appointment. Refuses (AM006) another version than p_version, and an appointment that is not booked.
CREATE FUNCTION change_reason(
    p_id uuid, p_version int, p_account uuid, p_role text, p_reason_sealed bytea
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    changed timestamptz := clock_timestamp();
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    UPDATE appointment SET reason_sealed = p_reason_sealed, version = p_version + 1, updated_at = changed
    WHERE doctor_id = place.doctor_id AND id = p_id AND starts_at = place.starts_at AND version = p_version
        AND status = 'booked';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at)
    VALUES (p_id, p_version + 1, 'reason_changed', p_account, p_role, place.starts_at);
END $$;
