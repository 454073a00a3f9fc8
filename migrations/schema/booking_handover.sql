-- Handing an appointment over to another doctor, because its doctor leaves.

-- Gives the appointment to the doctor of its handover, deletes the handover, and returns the account that manages the patient.
-- Refuses (AM006) a doctor who is not that of the handover, or whom the patient has declined. The function runs with the rights
-- of the schema's owner, because the processes' role may not change an appointment's doctor. The row is written anew: Citus does
-- not update a distribution column.
CREATE FUNCTION change_doctor(p_id uuid, p_doctor uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place appointment_place;
    given appointment;
BEGIN
    DELETE FROM handover WHERE appointment_id = p_id AND doctor_id = p_doctor AND declined_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    DELETE FROM appointment WHERE doctor_id = place.doctor_id AND id = p_id AND starts_at = place.starts_at
        AND status = 'booked'
    RETURNING * INTO STRICT given;
    given.doctor_id := p_doctor;
    INSERT INTO appointment SELECT given.*;
    UPDATE appointment_place SET doctor_id = p_doctor WHERE id = p_id;
    UPDATE counted_appointment SET doctor_id = p_doctor WHERE account_id = given.account_id AND appointment_id = p_id;
    RETURN given.account_id;
END $$;
REVOKE ALL ON FUNCTION change_doctor FROM PUBLIC;

-- Begins the appointment's handover. If there is a handover already, its doctor and its asked_at
-- are replaced.
CREATE FUNCTION begin_handover(p_id uuid, p_doctor uuid, p_asked_at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover (appointment_id, doctor_id, asked_at) VALUES (p_id, p_doctor, p_asked_at)
    ON CONFLICT (appointment_id) DO UPDATE
        SET doctor_id = excluded.doctor_id, asked_at = excluded.asked_at, declined_at = NULL;
END $$;

-- Asks the patient of the booked appointment to choose a time of another doctor, who is not free at the appointment's present time.
-- Nothing is claimed. An earlier proposal is deleted. Refuses (AM006) another version than p_version, an appointment that is not
-- booked, and the appointment's own doctor.
CREATE FUNCTION ask_to_choose(
    p_id uuid, p_version int, p_doctor uuid, p_asked_at timestamptz, p_account uuid, p_role text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place appointment_place;
BEGIN
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    IF place.doctor_id = p_doctor THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    PERFORM drop_proposal(p_id);
    PERFORM begin_handover(p_id, p_doctor, p_asked_at);
    PERFORM note_change(place, p_version, 'handover_asked', p_account, p_role, p_doctor);
END $$;
