-- What one person may have and change is bounded, in the transactions of 0001, 0003 and 0004. Further refusals:
-- AM008 too-many-appointments, AM009 too-many-changes (the detail of both: the limit's name and number),
-- AM010 follow-up-not-offered.

-- How long before the start a patient moves or cancels at the latest, and how long after a visit a follow-up is offered.
ALTER TABLE doctor ADD COLUMN change_notice_minutes int NOT NULL DEFAULT 0;
ALTER TABLE doctor ADD COLUMN follow_up_days int NOT NULL DEFAULT 30;
ALTER TABLE doctor ADD CONSTRAINT doctor_changes
    CHECK (change_notice_minutes BETWEEN 0 AND 43200 AND follow_up_days BETWEEN 1 AND 366) NOT VALID;

-- As in 0002_screens.sql, with the notice at its end.
CREATE OR REPLACE VIEW appointment_shown AS
SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.time_zone, a.mode, a.fee_amount,
    a.fee_currency, a.reason_sealed, a.version, a.created_at, a.account_id,
    a.doctor_id, d.name AS doctor_name, d.registration_number, d.account_id AS doctor_account_id,
    d.buffer_minutes, d.address AS doctor_address, s.name AS specialization,
    a.patient_id, p.name AS patient_name,
    a.consultation_type_id, t.name AS type_name, t.minutes AS type_minutes, d.meeting_url,
    d.change_notice_minutes
FROM appointment a
JOIN doctor d ON d.id = a.doctor_id
JOIN specialization s ON s.slug = d.specialization
JOIN patient p ON p.id = a.patient_id
JOIN consultation_type t ON t.id = a.consultation_type_id;

-- Whether the patient has a visit with the doctor that has begun and was neither cancelled nor missed, at most the
-- doctor's number of days before that start.
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

-- The type's kind, if the patient may have it at that time.
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

-- A patient's own bookings, for as long as they count against a limit: an open appointment until its end, each until a
-- day after it was made and last changed. `changed_at`: when its patient moved or cancelled it. What staff book for
-- themselves is not counted.
CREATE TABLE counted_appointment (
    account_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    doctor_id uuid NOT NULL,
    is_therapy boolean NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    open_until timestamptz NOT NULL,
    changed_at timestamptz[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, appointment_id)
);

INSERT INTO counted_appointment
SELECT a.account_id, a.id, a.patient_id, a.doctor_id, t.kind = 'therapy', a.created_at, a.ends_at,
    ARRAY(SELECT at FROM appointment_event e
        WHERE e.appointment_id = a.id AND e.kind = 'moved' AND e.actor_role = 'patient')
FROM appointment a
JOIN account o ON o.id = a.account_id AND o.role = 'patient'
JOIN consultation_type t ON t.id = a.consultation_type_id
WHERE a.status = 'booked' AND a.ends_at > now();

-- The settings of the same names; NULL for those who do not count.
CREATE TYPE person_limits AS (
    open_per_doctor int, open_per_account int, open_per_family_member int, open_per_account_at_most int,
    made_per_day int, therapies int, moves_per_appointment int, changes_per_day int
);

-- Bookings of one account are decided one after the other: each then sees what the others have written. Accounts are
-- locked in one order, so that two transactions of many bookings do not wait for each other.
CREATE FUNCTION lock_accounts(p_accounts uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM account WHERE id = ANY (p_accounts) ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION refuse_appointments(p_limit text, p_most int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'AM008', MESSAGE = 'too-many-appointments',
        DETAIL = p_limit || ' ' || p_most;
END $$;

CREATE FUNCTION refuse_changes(p_limit text, p_most int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'AM009', MESSAGE = 'too-many-changes',
        DETAIL = p_limit || ' ' || p_most;
END $$;

-- Refuses when the account, whose lock the caller has, has more than it may. Therapies, of which a treatment has many,
-- count apart.
CREATE FUNCTION check_appointments(
    p_account uuid, p_patient uuid, p_doctor uuid, p_is_therapy boolean, l person_limits
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    have record;
    patients int;
BEGIN
    SELECT count(*) FILTER (WHERE open_until > now()) AS open,
        count(*) FILTER (WHERE open_until > now() AND patient_id = p_patient AND doctor_id = p_doctor)
            AS with_doctor,
        count(*) FILTER (WHERE made_at > now() - interval '1 day') AS made
    INTO have
    FROM counted_appointment WHERE account_id = p_account AND is_therapy = p_is_therapy;
    IF p_is_therapy THEN
        IF greatest(have.open, have.made) > l.therapies THEN
            PERFORM refuse_appointments('therapies', l.therapies);
        END IF;
        RETURN;
    END IF;
    IF have.with_doctor > l.open_per_doctor THEN
        PERFORM refuse_appointments('open_per_doctor', l.open_per_doctor);
    ELSIF have.made > l.made_per_day THEN
        PERFORM refuse_appointments('made_per_day', l.made_per_day);
    ELSIF have.open > l.open_per_account THEN
        SELECT count(*) INTO patients FROM patient WHERE account_id = p_account;
        l.open_per_account := least(l.open_per_account_at_most,
            l.open_per_account + l.open_per_family_member * greatest(patients - 1, 0));
        IF have.open > l.open_per_account THEN
            PERFORM refuse_appointments('open_per_account', l.open_per_account);
        END IF;
    END IF;
END $$;

CREATE FUNCTION count_appointment(b booking_request, p_is_therapy boolean, l person_limits)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counted_appointment
        (account_id, appointment_id, patient_id, doctor_id, is_therapy, open_until)
    VALUES (b.account_id, b.id, b.patient_id, b.doctor_id, p_is_therapy, b.ends_at);
    IF l IS NOT NULL THEN
        PERFORM check_appointments(b.account_id, b.patient_id, b.doctor_id, p_is_therapy, l);
    END IF;
END $$;

-- As in 0003_together.sql, with the limits; processes of the version before this one give none.
-- squawk-ignore ban-drop-function
DROP FUNCTION book_appointments;
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
        PERFORM claim_times(b.id, b.doctor_id, b.patient_id, b.starts_at, b.ends_at, b.busy_until);
        its_kind := check_kind(b.type_id, b.patient_id, b.doctor_id, b.starts_at);
        IF b.role = 'patient' THEN
            PERFORM count_appointment(b, its_kind = 'therapy', p_limits);
        END IF;
    END LOOP;
    INSERT INTO appointment (id, starts_at, ends_at, reference, doctor_id, patient_id, account_id,
        consultation_type_id, mode, fee_amount, fee_currency, time_zone, reason_sealed, created_at)
    SELECT id, starts_at, ends_at, reference, doctor_id, patient_id, account_id,
        type_id, mode, fee_amount, fee_currency, time_zone, reason_sealed, created_at
    FROM unnest(booked);
    INSERT INTO appointment_place SELECT id, starts_at FROM unnest(booked);
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at)
    SELECT id, 1, 'booked', account_id, role, starts_at FROM unnest(booked);
    INSERT INTO free_day_change (doctor_id, at) SELECT doctor_id, starts_at FROM unnest(booked);
    PERFORM enqueue_changed(ARRAY(SELECT id FROM unnest(booked)), 1);
END $$;

-- Refuses when the account, whose lock the caller has, has moved and cancelled more than it may in 24 hours.
CREATE FUNCTION check_changes(p_account uuid, l person_limits) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF l.changes_per_day < (
        SELECT count(*) FROM counted_appointment, unnest(changed_at) AS at
        WHERE account_id = p_account AND at > now() - interval '1 day') THEN
        PERFORM refuse_changes('changes_per_day', l.changes_per_day);
    END IF;
END $$;

-- Its patient has cancelled an appointment, or staff have (not counted, as they are not its patient's doing).
CREATE FUNCTION count_cancel(p_account uuid, p_appointment uuid, p_role text, l person_limits)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE counted_appointment SET open_until = now(),
        changed_at = CASE WHEN p_role = 'patient' THEN changed_at || now() ELSE changed_at END
    WHERE account_id = p_account AND appointment_id = p_appointment;
    IF p_role = 'patient' AND l IS NOT NULL THEN
        PERFORM check_changes(p_account, l);
    END IF;
END $$;

-- Its patient has moved an appointment. One that becomes a therapy, or no longer is one, counts among the others.
CREATE FUNCTION count_move(
    p_account uuid, p_appointment uuid, p_is_therapy boolean, p_ends timestamptz, l person_limits
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    counted record;
BEGIN
    UPDATE counted_appointment
    SET open_until = p_ends, changed_at = changed_at || now(), is_therapy = p_is_therapy
    WHERE account_id = p_account AND appointment_id = p_appointment
    RETURNING old.is_therapy AS was_therapy, new.* INTO counted;
    IF l IS NULL OR NOT FOUND THEN
        RETURN;
    END IF;
    IF cardinality(counted.changed_at) > l.moves_per_appointment THEN
        PERFORM refuse_changes('moves_per_appointment', l.moves_per_appointment);
    END IF;
    PERFORM check_changes(p_account, l);
    IF counted.was_therapy <> counted.is_therapy THEN
        PERFORM check_appointments(
            p_account, counted.patient_id, counted.doctor_id, counted.is_therapy, l);
    END IF;
END $$;

-- As in 0001_booking.sql, with the limits.
-- squawk-ignore ban-drop-function
DROP FUNCTION move_appointment;
CREATE FUNCTION move_appointment(
    p_key text, p_body_hash bytea, p_answer bytea, p_keep interval, p_deadline timestamptz,
    p_id uuid, p_version int, p_account uuid, p_role text, p_doctor uuid, p_patient uuid,
    p_starts timestamptz, p_ends timestamptz, p_busy_until timestamptz,
    p_schedule_version bigint, p_type uuid, p_mode text, p_fee bigint, p_currency text, p_zone text,
    p_limits person_limits DEFAULT NULL
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    stored bytea := take_key(p_account, 'move', p_key, p_body_hash, p_answer, p_keep);
    place appointment_place;
    its_kind text;
BEGIN
    IF stored IS NOT NULL THEN
        RETURN stored;
    END IF;
    PERFORM check_time(p_deadline, p_starts);
    IF p_role = 'patient' AND p_limits IS NOT NULL THEN
        PERFORM lock_accounts(ARRAY[p_account]);
    END IF;
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
    its_kind := check_kind(p_type, p_patient, p_doctor, p_starts);
    IF p_role = 'patient' THEN
        PERFORM count_move(p_account, p_id, its_kind = 'therapy', p_ends, p_limits);
    END IF;
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

-- squawk-ignore ban-drop-function
DROP FUNCTION end_appointment;
CREATE FUNCTION end_appointment(
    p_key text, p_body_hash bytea, p_answer bytea, p_keep interval,
    p_id uuid, p_version int, p_status text, p_account uuid, p_role text, p_note bytea,
    p_limits person_limits DEFAULT NULL
) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    stored bytea;
    place appointment_place;
    ended record;
BEGIN
    IF p_key IS NOT NULL THEN
        stored := take_key(p_account, 'cancel', p_key, p_body_hash, p_answer, p_keep);
        IF stored IS NOT NULL THEN
            RETURN stored;
        END IF;
    END IF;
    IF p_role = 'patient' AND p_limits IS NOT NULL THEN
        PERFORM lock_accounts(ARRAY[p_account]);
    END IF;
    SELECT * INTO place FROM appointment_place WHERE id = p_id FOR UPDATE;
    UPDATE appointment SET status = p_status, version = p_version + 1,
        updated_at = clock_timestamp()
    WHERE id = p_id AND starts_at = place.starts_at AND version = p_version AND status = 'booked'
    RETURNING doctor_id, account_id INTO ended;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
    END IF;
    IF p_status = 'cancelled' THEN
        DELETE FROM time_claim WHERE appointment_id = p_id;
        INSERT INTO free_day_change (doctor_id, at) VALUES (ended.doctor_id, place.starts_at);
        PERFORM count_cancel(ended.account_id, p_id, p_role, p_limits);
    END IF;
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at, note_sealed)
    VALUES (p_id, p_version + 1, p_status, p_account, p_role, place.starts_at, p_note);
    PERFORM enqueue_changed(p_id, p_version + 1);
    RETURN NULL;
END $$;
