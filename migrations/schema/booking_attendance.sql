-- Recording where the patient of a booked visit is.

-- Records where the patient of a booked visit is: expected, arrived or in_room. This is allowed from p_before ahead of the start
-- (otherwise AM020). An earlier state can be set again until p_within after the last record that the patient arrived or was in the
-- room (otherwise AM022). Refuses (AM006) another version than p_version, and an appointment that is not booked.
CREATE FUNCTION set_attendance(
    p_id uuid, p_version int, p_attendance text, p_account uuid, p_role text, p_before interval, p_within interval
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
    present text;
    changed timestamptz := clock_timestamp();
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    SELECT attendance INTO present FROM appointment
    WHERE doctor_id = place.doctor_id AND id = p_id AND starts_at = place.starts_at AND version = p_version
        AND status = 'booked';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    ELSIF place.starts_at > changed + p_before THEN
        RAISE EXCEPTION USING ERRCODE = 'AM020', MESSAGE = 'not-yet';
    ELSIF (p_attendance = 'expected' OR present = 'in_room') AND changed - p_within > (
        SELECT max(at) FROM appointment_event WHERE appointment_id = p_id AND kind IN ('arrived', 'in_room')) THEN
        RAISE EXCEPTION USING ERRCODE = 'AM022', MESSAGE = 'closed-too-long-ago';
    END IF;
    UPDATE appointment SET attendance = p_attendance, version = p_version + 1, updated_at = changed
    WHERE doctor_id = place.doctor_id AND id = p_id AND starts_at = place.starts_at;
    INSERT INTO appointment_event (appointment_id, version, kind, actor_account_id, actor_role, starts_at)
    VALUES (p_id, p_version + 1, CASE p_attendance WHEN 'expected' THEN 'arrival_undone' ELSE p_attendance END,
        p_account, p_role, place.starts_at);
END $$;
