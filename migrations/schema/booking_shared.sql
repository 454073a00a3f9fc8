-- The checks and steps that booking, moving, closing and proposing share.

-- Refusals are raised, so that everything the call wrote is rolled back. PostgreSQL does not use their SQLSTATE class AM. The
-- message names the reason:
--   AM001 slot-taken             AM008 too-many-appointments  (detail: the limit's name and number)
--   AM002 patient-busy           AM009 too-many-changes       (detail: the limit's name and number)
--   AM003 schedule-changed       AM010 follow-up-not-offered
--   AM004 deadline-passed        AM020 not-yet
--   AM005 starts-in-the-past     AM021 closed-by-another
--   AM006 stale-version          AM022 closed-too-long-ago
--   AM007 key-reused             AM025 no-proposal
--   AM011 account-closed         AM012 patient-removed

-- Stores the idempotency key with the answer and returns NULL, or returns the stored answer of the same earlier request. If
-- another open transaction has stored the key, the function waits for that transaction, at most lock_timeout (error 55P03).
-- Refuses (AM007) a key that was used with another body. p_keep: how long a key is kept.
CREATE FUNCTION take_key(
    p_account uuid, p_route text, p_key text, p_body_hash bytea, p_answer bytea,
    p_keep interval
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    stored record;
    oldest timestamptz := now() - p_keep;
BEGIN
    INSERT INTO idempotency_key AS k (account_id, route, key, body_hash, answer_sealed)
    VALUES (p_account, p_route, p_key, p_body_hash, p_answer)
    ON CONFLICT (account_id, key, route) DO UPDATE
        SET body_hash = excluded.body_hash, answer_sealed = excluded.answer_sealed, created_at = excluded.created_at
        WHERE k.created_at < oldest;
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

-- Refuses a booking after the deadline of its hold (AM004), and a start that is not in the future (AM005).
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

-- Refuses (AM003) if the doctor's schedule is not at p_version, against which the caller checked the time, or if the doctor is not
-- approved. Locks the version until the transaction ends.
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

-- Shortens the doctor's claim whose pause contains p_starts, so that the pause ends at p_starts and a time from there on can be
-- claimed. Does nothing if p_starts is in no pause.
CREATE FUNCTION end_pause(p_doctor uuid, p_starts timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    shortened time_claim;
BEGIN
    DELETE FROM time_claim
    WHERE party_id = p_doctor AND during @> p_starts
        AND upper(during) - make_interval(mins => pause_minutes) <= p_starts
    RETURNING * INTO shortened;
    IF FOUND THEN
        INSERT INTO time_claim VALUES (p_doctor, tstzrange(lower(shortened.during), p_starts), shortened.appointment_id,
            shortened.pause_minutes - extract(epoch FROM upper(shortened.during) - p_starts) / 60)
        ON CONFLICT DO NOTHING;
    END IF;
END $$;

-- Refuses (AM012) if one of the patients was removed; closing an account removes its patients. Locks the patients' accounts, as
-- removing a patient and closing an account do, so that either the booking sees the removal or the removal sees the booking.
CREATE FUNCTION check_patients(p_patients uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    present int;
BEGIN
    WITH locked AS (
        SELECT p.id FROM account a JOIN patient p ON p.account_id = a.id
        WHERE p.id = ANY (p_patients) AND p.removed_at IS NULL
        ORDER BY a.id FOR NO KEY UPDATE OF a FOR SHARE OF p)
    SELECT count(*) INTO present FROM locked;
    IF present <> (SELECT count(DISTINCT id) FROM unnest(p_patients) AS id) THEN
        RAISE EXCEPTION USING ERRCODE = 'AM012', MESSAGE = 'patient-removed';
    END IF;
END $$;

-- Claims the doctor until the end of the pause (refuses with AM001) and the patient until the end
-- of the visit (AM002). Claims are written with ON CONFLICT DO NOTHING, because the errors of the
-- doctor's and the patient's claim, both of the primary key, would differ by their text only.
CREATE FUNCTION claim_times(
    p_appointment uuid, p_doctor uuid, p_patient uuid,
    p_starts timestamptz, p_ends timestamptz, p_busy_until timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO time_claim VALUES (p_doctor, tstzrange(p_starts, p_busy_until), p_appointment,
        extract(epoch FROM p_busy_until - p_ends) / 60)
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

-- Returns whether the patient may book a follow-up that starts at p_starts: an earlier visit with the doctor has begun, was neither
-- cancelled nor missed, and started at most doctor.follow_up_days days before p_starts.
CREATE FUNCTION follow_up_offered(p_patient uuid, p_doctor uuid, p_starts timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    earliest timestamptz;
BEGIN
    SELECT p_starts - make_interval(days => follow_up_days) INTO earliest FROM doctor WHERE id = p_doctor;
    RETURN EXISTS (SELECT FROM appointment
        WHERE patient_id = p_patient AND doctor_id = p_doctor AND starts_at BETWEEN earliest AND now()
            AND status IN ('booked', 'completed'));
END $$;

-- Returns the kind of the consultation type p_type; refuses (AM010) a follow-up that is not offered.
CREATE FUNCTION check_kind(p_type uuid, p_patient uuid, p_doctor uuid, p_starts timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    its_kind text;
BEGIN
    SELECT kind INTO its_kind FROM consultation_type WHERE id = p_type;
    IF its_kind = 'follow_up' AND NOT follow_up_offered(p_patient, p_doctor, p_starts) THEN
        RAISE EXCEPTION USING ERRCODE = 'AM010', MESSAGE = 'follow-up-not-offered';
    END IF;
    RETURN its_kind;
END $$;

-- Refuses (AM020) to close an appointment as completed or missed before it begins.
CREATE FUNCTION check_begun(p_status text, p_starts timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_status <> 'cancelled' AND p_starts > clock_timestamp() THEN
        RAISE EXCEPTION USING ERRCODE = 'AM020', MESSAGE = 'not-yet';
    END IF;
END $$;

-- Enqueues the job that reports a change of one appointment, in the caller's transaction. The job's payload holds ids only.
CREATE FUNCTION enqueue_changed(p_id uuid, p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pgqueuer (priority, status, entrypoint, payload)
    VALUES (0, 'queued', 'appointment_changed', convert_to(
        '{"appointment_id":"' || p_id || '","version":' || p_version || '}', 'UTF8'));
END $$;

-- Enqueues the jobs that report a change of several appointments, one job each. All appointments have the version p_version.
CREATE FUNCTION enqueue_changed(p_ids uuid[], p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pgqueuer (priority, status, entrypoint, payload)
    SELECT 0, 'queued', 'appointment_changed', convert_to(
        '{"appointment_id":"' || id || '","version":' || p_version || '}', 'UTF8')
    FROM unnest(p_ids) AS id;
END $$;
