-- Booking, moving and ending an appointment: each one call, one transaction.
--
-- Refusals are raised, so that everything the call wrote is rolled back; the SQLSTATE class AM
-- is ours and its message is the fact: AM001 slot-taken, AM002 patient-busy, AM003
-- schedule-changed, AM004 deadline-passed, AM005 starts-in-the-past, AM006 stale-version,
-- AM007 key-reused. Claims are written with ON CONFLICT DO NOTHING only, and counted.

-- Takes the idempotency key, or returns the stored answer of an earlier success. A key in flight
-- is waited for until lock_timeout (55P03).
CREATE FUNCTION take_key(
    p_account uuid, p_route text, p_key text, p_body_hash bytea, p_answer bytea,
    p_keep interval
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    stored record;
BEGIN
    INSERT INTO idempotency_key AS k (account_id, route, key, body_hash, answer_sealed)
    VALUES (p_account, p_route, p_key, p_body_hash, p_answer)
    ON CONFLICT (account_id, key, route) DO UPDATE
        SET body_hash = p_body_hash, answer_sealed = p_answer, created_at = now()
        WHERE k.created_at < now() - p_keep;
    IF FOUND THEN
        RETURN NULL;
    END IF;
    SELECT body_hash, answer_sealed INTO STRICT stored FROM idempotency_key
    WHERE account_id = p_account AND route = p_route AND key = p_key;
    IF stored.body_hash <> p_body_hash THEN
        RAISE EXCEPTION USING ERRCODE = 'AM007', MESSAGE = 'key-reused';
    END IF;
    RETURN stored.answer_sealed;
END $$;

-- Refuses when the doctor's schedule is not the one the caller checked the time against.
CREATE FUNCTION check_schedule(p_doctor uuid, p_version bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    present record;
BEGIN
    SELECT schedule_version, approved INTO present
    FROM doctor_booking WHERE doctor_id = p_doctor FOR SHARE;
    IF NOT FOUND OR NOT present.approved OR present.schedule_version <> p_version THEN
        RAISE EXCEPTION USING ERRCODE = 'AM003', MESSAGE = 'schedule-changed';
    END IF;
END $$;

-- Claims the doctor until the buffer's end and the patient until the consultation's.
CREATE FUNCTION claim_times(
    p_appointment uuid, p_doctor uuid, p_patient uuid,
    p_starts timestamptz, p_ends timestamptz, p_busy_until timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO time_claim VALUES (p_doctor, tstzrange(p_starts, p_busy_until), p_appointment)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM001', MESSAGE = 'slot-taken';
    END IF;
    INSERT INTO time_claim VALUES (p_patient, tstzrange(p_starts, p_ends), p_appointment)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM002', MESSAGE = 'patient-busy';
    END IF;
END $$;

CREATE FUNCTION check_time(p_deadline timestamptz, p_starts timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF clock_timestamp() > p_deadline THEN
        RAISE EXCEPTION USING ERRCODE = 'AM004', MESSAGE = 'deadline-passed';
    END IF;
    IF p_starts <= clock_timestamp() THEN
        RAISE EXCEPTION USING ERRCODE = 'AM005', MESSAGE = 'starts-in-the-past';
    END IF;
END $$;

-- The job that tells of a change, in this transaction; ids only in the payload.
CREATE FUNCTION enqueue_changed(p_id uuid, p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pgqueuer (priority, status, entrypoint, payload)
    VALUES (0, 'queued', 'appointment_changed', convert_to(
        '{"appointment_id":"' || p_id || '","version":' || p_version || '}', 'UTF8'));
END $$;

-- What callers see of appointments, and whose they are.
CREATE VIEW appointment_shown AS
SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.time_zone, a.mode, a.fee_amount,
    a.fee_currency, a.reason_sealed, a.version, a.created_at, a.account_id,
    a.doctor_id, d.name AS doctor_name, d.registration_number, d.account_id AS doctor_account_id,
    d.buffer_minutes, d.address AS doctor_address, s.name AS specialization,
    a.patient_id, p.name AS patient_name,
    a.consultation_type_id, t.name AS type_name, t.minutes AS type_minutes
FROM appointment a
JOIN doctor d ON d.id = a.doctor_id
JOIN specialization s ON s.slug = d.specialization
JOIN patient p ON p.id = a.patient_id
JOIN consultation_type t ON t.id = a.consultation_type_id;

-- By way of the place, in two steps: the start is then known when the second is made ready, and one
-- partition is opened instead of all. A plan that is kept does not know which, expects a row of each,
-- and would read whole indexes of doctors and types to merge them in.
CREATE FUNCTION appointment_by_id(p_id uuid) RETURNS SETOF appointment_shown
LANGUAGE plpgsql STABLE ROWS 1 SET enable_mergejoin = off SET enable_hashjoin = off AS $$
DECLARE
    starts timestamptz;
BEGIN
    SELECT l.starts_at INTO starts FROM appointment_place l WHERE l.id = p_id;
    RETURN QUERY SELECT * FROM appointment_shown v WHERE v.id = p_id AND v.starts_at = starts;
END $$;

-- Moves a booked appointment to a new time of the same doctor and patient.
CREATE FUNCTION move_appointment(
    p_key text, p_body_hash bytea, p_answer bytea, p_keep interval, p_deadline timestamptz,
    p_id uuid, p_version int, p_account uuid, p_role text, p_doctor uuid, p_patient uuid,
    p_starts timestamptz, p_ends timestamptz, p_busy_until timestamptz,
    p_schedule_version bigint, p_type uuid, p_mode text, p_fee bigint, p_currency text, p_zone text
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    stored bytea := take_key(p_account, 'move', p_key, p_body_hash, p_answer, p_keep);
    place appointment_place;
BEGIN
    IF stored IS NOT NULL THEN
        RETURN stored;
    END IF;
    PERFORM check_time(p_deadline, p_starts);
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    PERFORM FROM appointment WHERE id = p_id AND starts_at = place.starts_at
        AND version = p_version AND status = 'booked'
        AND doctor_id = p_doctor AND patient_id = p_patient;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    PERFORM check_schedule(p_doctor, p_schedule_version);
    DELETE FROM time_claim WHERE appointment_id = p_id;
    PERFORM claim_times(p_id, p_doctor, p_patient, p_starts, p_ends, p_busy_until);
    UPDATE appointment SET starts_at = p_starts, ends_at = p_ends, version = p_version + 1,
        consultation_type_id = p_type, mode = p_mode, fee_amount = p_fee,
        fee_currency = p_currency, time_zone = p_zone, updated_at = clock_timestamp()
    WHERE id = p_id AND starts_at = place.starts_at;
    UPDATE appointment_place SET starts_at = p_starts WHERE id = p_id;
    INSERT INTO appointment_event (appointment_id, version, kind, actor_account_id, actor_role,
        starts_at, previous_starts_at)
    VALUES (p_id, p_version + 1, 'moved', p_account, p_role, p_starts, place.starts_at);
    INSERT INTO free_day_change (doctor_id, at)
    VALUES (p_doctor, place.starts_at), (p_doctor, p_starts);
    PERFORM enqueue_changed(p_id, p_version + 1);
    RETURN NULL;
END $$;

-- Ends a booked appointment: cancelled (its claims are freed), completed or no_show.
CREATE FUNCTION end_appointment(
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
