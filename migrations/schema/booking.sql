-- Appointments: who has which time, what became of it, and the transactions that book, move and end.

-- For a key of a uuid and a range (time_claim).
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ---------------------------------------------------------------- tables

-- One party's exclusive use of a period: the guarantee against double booking. The party is a doctor or a patient. WITHOUT
-- OVERLAPS refuses two periods of one party that overlap, and also an empty period, which would overlap nothing.
CREATE TABLE time_claim (
    party_id uuid NOT NULL,
    -- A doctor's claim ends with the pause after the visit, a patient's with the visit.
    during tstzrange NOT NULL,
    appointment_id uuid NOT NULL,
    -- How much of the period's end is the doctor's pause; pauses change, and claims stay.
    pause_minutes int NOT NULL DEFAULT 0,
    PRIMARY KEY (party_id, during WITHOUT OVERLAPS)
);
CREATE INDEX time_claim_of_appointment ON time_claim (appointment_id);
-- For the worker, which deletes claims that ended long ago.
CREATE INDEX time_claim_end ON time_claim (upper(during));

-- A booked consultation. Partitions are months of starts_at, so the key holds it; a move to another month moves the row to
-- another partition. No foreign keys: a booking does not pay for checking what its transaction has just read.
CREATE TABLE appointment (
    id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    -- What people read out on the telephone, such as AMR-7K2QM-X94TB.
    reference text NOT NULL,
    status text NOT NULL DEFAULT 'booked'
        CHECK (status IN ('booked', 'cancelled', 'completed', 'no_show')),
    doctor_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    -- The account that cares for the patient.
    account_id uuid NOT NULL,
    -- Type, mode, clinic (NULL online), fee (in minor units) and the doctor's zone as they were when the time was booked or last
    -- moved.
    consultation_type_id uuid NOT NULL,
    mode text NOT NULL CHECK (mode IN ('online', 'in_person')),
    clinic_id uuid,
    fee_amount bigint NOT NULL,
    fee_currency text NOT NULL,
    time_zone text NOT NULL,
    -- What the patient wrote, sealed; NULL: nothing.
    reason_sealed bytea,
    -- Raised by every change; a change names the version that it was made for.
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (doctor_id, id, starts_at)
) PARTITION BY RANGE (starts_at);
CREATE INDEX appointment_of_doctor ON appointment (doctor_id, starts_at);
CREATE INDEX appointment_of_account ON appointment (account_id, starts_at);
CREATE INDEX appointment_of_patient ON appointment (patient_id, starts_at);
CREATE INDEX appointment_of_reference ON appointment (reference);

-- The way from an appointment's id to its row, by the columns of that row's key; and the row that every change of the
-- appointment locks first.
CREATE TABLE appointment_place (
    id uuid PRIMARY KEY,
    doctor_id uuid NOT NULL,
    starts_at timestamptz NOT NULL
);

-- One change of an appointment. A ledger: rows are only added.
CREATE TABLE appointment_event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    appointment_id uuid NOT NULL,
    -- The appointment's version after the change.
    version int NOT NULL,
    kind text NOT NULL
        CHECK (kind IN ('booked', 'moved', 'cancelled', 'completed', 'no_show', 'reopened')),
    actor_account_id uuid NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The appointment's start after the change; before it, where it was moved.
    starts_at timestamptz NOT NULL,
    previous_starts_at timestamptz,
    -- Where it is after a booking or a move to a time in person.
    clinic_id uuid,
    -- What was written about a cancellation, sealed.
    note_sealed bytea,
    PRIMARY KEY (appointment_id, id)
);
-- For the chain, which goes by ids.
CREATE INDEX appointment_event_id ON appointment_event (id);
-- How many were booked in the last hour. Rows come in the order of their times, so that a few bytes for each stretch of the
-- table find them, and a booking pays next to nothing.
CREATE INDEX appointment_event_at ON appointment_event
    USING brin (at) WITH (autosummarize = on, pages_per_range = 32);

-- A client's name for one request and the answer that it got: repeated, the request has one effect and one answer.
CREATE TABLE idempotency_key (
    account_id uuid NOT NULL,
    -- book, move or cancel.
    route text NOT NULL,
    key text NOT NULL,
    -- Of the request's body: the same key with another body is refused.
    body_hash bytea NOT NULL,
    answer_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, key, route)
);
-- Rows come in the order of their age; a booking pays next to nothing for this.
CREATE INDEX idempotency_key_age ON idempotency_key USING brin (created_at);

-- A patient's own bookings, for as long as they count against a limit: an open appointment until its end, each until a day
-- after it was made and last changed. What staff book for themselves is not counted.
CREATE TABLE counted_appointment (
    account_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    doctor_id uuid NOT NULL,
    -- Therapies, of which a treatment has many, count apart.
    is_therapy boolean NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    -- The visit's end, or when it was cancelled.
    open_until timestamptz NOT NULL,
    -- When its patient moved or cancelled it.
    changed_at timestamptz[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, appointment_id)
);

-- ---------------------------------------------------------------- partitions

-- Makes the monthly partitions of appointment around now, and returns how many it made. It runs with the rights of the
-- schema's owner, so that the processes' role can make partitions without owning anything.
CREATE FUNCTION make_appointment_partitions(months_back int, months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    month date;
    name text;
    made int := 0;
BEGIN
    IF months_back NOT BETWEEN 0 AND 120 OR months_ahead NOT BETWEEN 0 AND 120 THEN
        RAISE EXCEPTION 'between 0 and 120 months';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('make_appointment_partitions'));
    FOR month IN SELECT generate_series(
        date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => months_back),
        date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead),
        interval '1 month')::date
    LOOP
        name := 'appointment_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
        EXECUTE format('CREATE TABLE public.%I (LIKE public.appointment INCLUDING ALL)', name);
        EXECUTE format(
            'ALTER TABLE public.appointment ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
            name, to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION make_appointment_partitions FROM PUBLIC;

-- Returns the first instant that no partition takes.
CREATE FUNCTION appointment_calendar_end() RETURNS timestamptz
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT max((to_date(substring(inhrelid::regclass::text FROM '\d{4}_\d{2}$'), 'YYYY_MM')
                + interval '1 month')::timestamptz)
    FROM pg_inherits WHERE inhparent = 'public.appointment'::regclass
$$;

-- ---------------------------------------------------------------- reading

-- What callers see of an appointment, and whose it is.
CREATE VIEW appointment_shown AS
SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.time_zone, a.mode, a.fee_amount,
    a.fee_currency, a.reason_sealed, a.version, a.created_at, a.account_id,
    a.doctor_id, d.name AS doctor_name, d.registration_number, d.account_id AS doctor_account_id,
    d.buffer_minutes, s.name AS specialization,
    a.patient_id, p.name AS patient_name,
    a.consultation_type_id, t.name AS type_name, t.minutes AS type_minutes, d.meeting_url,
    d.change_notice_minutes, a.clinic_id, c.name AS clinic_name, c.address AS clinic_address,
    e.name AS clinic_city, c.phone AS clinic_phone, c.latitude, c.longitude
FROM appointment a
JOIN doctor d ON d.id = a.doctor_id
JOIN specialization s ON s.slug = d.specialization
JOIN patient p ON p.id = a.patient_id
JOIN consultation_type t ON t.id = a.consultation_type_id
LEFT JOIN clinic c ON c.id = a.clinic_id
LEFT JOIN city e ON e.slug = c.city;

-- A row of appointment_shown. A function cannot be typed by the view itself: Citus refuses to distribute its tables then.
CREATE TYPE shown_appointment AS (
    id uuid, reference text, status text, starts_at timestamptz, ends_at timestamptz, time_zone text, mode text,
    fee_amount bigint, fee_currency text, reason_sealed bytea, version int, created_at timestamptz, account_id uuid,
    doctor_id uuid, doctor_name text, registration_number text, doctor_account_id uuid,
    buffer_minutes int, specialization text,
    patient_id uuid, patient_name text,
    consultation_type_id uuid, type_name text, type_minutes int, meeting_url text,
    change_notice_minutes int, clinic_id uuid, clinic_name text, clinic_address text,
    clinic_city text, clinic_phone text, latitude double precision, longitude double precision
);

-- Returns the appointment, in two steps by way of its place: the start is then known when the second statement is planned, and
-- one partition is opened instead of all. Merge and hash joins are off because a plan that is kept does not know the partition,
-- expects a row of each, and would read whole indexes of doctors and types to merge them in.
CREATE FUNCTION appointment_by_id(p_id uuid) RETURNS SETOF shown_appointment
LANGUAGE plpgsql STABLE ROWS 1 SET enable_mergejoin = off SET enable_hashjoin = off AS $$
DECLARE
    doctor uuid;
    starts timestamptz;
BEGIN
    SELECT l.doctor_id, l.starts_at INTO doctor, starts FROM appointment_place l WHERE l.id = p_id;
    RETURN QUERY SELECT * FROM appointment_shown v WHERE v.doctor_id = doctor AND v.id = p_id AND v.starts_at = starts;
END $$;

-- ---------------------------------------------------------------- requests

-- A time that somebody wants to hold. Requests that arrive together are asked in one statement, as arrays of these types.
CREATE TYPE hold_request AS (
    doctor_id uuid, account_id uuid, patient_id uuid,
    starts_at timestamptz, busy_until timestamptz, reschedules uuid
);

-- A booking: its idempotency key and the answer to store, who asks, and the appointment to make.
CREATE TYPE booking_request AS (
    key text, body_hash bytea, answer_sealed bytea, deadline timestamptz, id uuid, reference text,
    account_id uuid, role text, doctor_id uuid, patient_id uuid,
    starts_at timestamptz, ends_at timestamptz, busy_until timestamptz,
    schedule_version bigint, type_id uuid, mode text, fee_amount bigint, fee_currency text,
    time_zone text, reason_sealed bytea, created_at timestamptz, clinic_id uuid
);

-- A move: its idempotency key and the answer to store, the appointment at the version to change, and the new time.
CREATE TYPE move_request AS (
    key text, body_hash bytea, answer_sealed bytea, deadline timestamptz, id uuid, version int,
    account_id uuid, role text, doctor_id uuid, patient_id uuid,
    starts_at timestamptz, ends_at timestamptz, busy_until timestamptz,
    schedule_version bigint, type_id uuid, mode text, fee_amount bigint, fee_currency text,
    time_zone text, clinic_id uuid
);

-- A cancellation (with an idempotency key), or a closing as completed or no_show (without one).
CREATE TYPE end_request AS (
    key text, body_hash bytea, answer_sealed bytea, id uuid, version int, status text,
    account_id uuid, role text, note_sealed bytea
);

-- Returns of each hold, in their order: the doctor's version (NULL: absent, or not approved), the patient if it is the account's,
-- and whether anything but the appointment that is to move has the doctor's time. The limits keep each look a look by index,
-- whatever the planner expects.
CREATE FUNCTION hold_facts(p_holds hold_request[])
RETURNS TABLE (schedule_version bigint, patient_id uuid, patient_name text, claimed boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    h hold_request;
BEGIN
    FOREACH h IN ARRAY p_holds LOOP
        SELECT b.schedule_version INTO schedule_version
        FROM doctor_booking AS b WHERE b.doctor_id = h.doctor_id AND b.approved;
        SELECT p.id, p.name INTO patient_id, patient_name FROM patient AS p
        WHERE p.account_id = h.account_id
            AND (p.id = h.patient_id OR (h.patient_id IS NULL AND p.relation = 'self'))
        LIMIT 1;
        claimed := EXISTS (SELECT FROM time_claim AS c
            WHERE c.party_id = h.doctor_id AND c.during && tstzrange(h.starts_at, h.busy_until)
                AND c.appointment_id IS DISTINCT FROM h.reschedules);
        RETURN NEXT;
    END LOOP;
END $$;

-- The settings of the same names; NULL for callers that the limits do not bind.
CREATE TYPE person_limits AS (
    open_per_doctor int, open_per_account int, open_per_family_member int, open_per_account_at_most int,
    made_per_day int, therapies int, moves_per_appointment int, changes_per_day int
);

-- ---------------------------------------------------------------- checks that booking, moving and ending share
--
-- Refusals are raised, so that everything the call wrote is rolled back. Their SQLSTATE class AM is ours, and the message is the
-- fact:
--   AM001 slot-taken             AM008 too-many-appointments  (detail: the limit's name and number)
--   AM002 patient-busy           AM009 too-many-changes       (detail: the limit's name and number)
--   AM003 schedule-changed       AM010 follow-up-not-offered
--   AM004 deadline-passed        AM020 not-yet
--   AM005 starts-in-the-past     AM021 closed-by-another
--   AM006 stale-version          AM022 closed-too-long-ago
--   AM007 key-reused

-- Takes the idempotency key and returns NULL, or returns the stored answer of the same request made before. A key that another
-- transaction has taken is waited for until lock_timeout (55P03). p_keep: how long a key is remembered.
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

-- Refuses a booking after its hold's deadline, and a start that is not in the future.
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

-- Refuses when the doctor's schedule is not the one that the caller checked the time against.
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

-- Claims the doctor until the pause's end and the patient until the visit's. Claims are written with ON CONFLICT DO NOTHING and
-- counted: a constraint's error would have to be told apart by its text.
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

-- Returns whether the patient has a visit with the doctor that has begun and was neither cancelled nor missed, at most the
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

-- Returns the type's kind, or refuses a follow-up that is not offered.
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

-- Refuses to close an appointment as completed or missed before it begins.
CREATE FUNCTION check_begun(p_status text, p_starts timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_status <> 'cancelled' AND p_starts > clock_timestamp() THEN
        RAISE EXCEPTION USING ERRCODE = 'AM020', MESSAGE = 'not-yet';
    END IF;
END $$;

-- Adds the job that tells of a change of one appointment, in this transaction. Its payload holds ids only.
CREATE FUNCTION enqueue_changed(p_id uuid, p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pgqueuer (priority, status, entrypoint, payload)
    VALUES (0, 'queued', 'appointment_changed', convert_to(
        '{"appointment_id":"' || p_id || '","version":' || p_version || '}', 'UTF8'));
END $$;

-- The same for appointments that have the same version.
CREATE FUNCTION enqueue_changed(p_ids uuid[], p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pgqueuer (priority, status, entrypoint, payload)
    SELECT 0, 'queued', 'appointment_changed', convert_to(
        '{"appointment_id":"' || id || '","version":' || p_version || '}', 'UTF8')
    FROM unnest(p_ids) AS id;
END $$;

-- ---------------------------------------------------------------- limits that bind persons

-- Locks accounts, so that bookings of one account are decided one after the other and each sees what the others have written.
-- Always in the order of ids, so that two transactions of many bookings do not wait for each other.
CREATE FUNCTION lock_accounts(p_accounts uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM account WHERE id = ANY (p_accounts) ORDER BY id FOR NO KEY UPDATE;
END $$;

-- Raises AM008 with the limit's name and number.
CREATE FUNCTION refuse_appointments(p_limit text, p_most int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'AM008', MESSAGE = 'too-many-appointments',
        DETAIL = p_limit || ' ' || p_most;
END $$;

-- Raises AM009 with the limit's name and number.
CREATE FUNCTION refuse_changes(p_limit text, p_most int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'AM009', MESSAGE = 'too-many-changes',
        DETAIL = p_limit || ' ' || p_most;
END $$;

-- Refuses when the account, which the caller has locked, has more appointments than it may.
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

-- Refuses when the account, which the caller has locked, has moved and cancelled more than it may in 24 hours.
CREATE FUNCTION check_changes(p_account uuid, l person_limits) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF l.changes_per_day < (
        SELECT count(*) FROM counted_appointment, unnest(changed_at) AS at
        WHERE account_id = p_account AND at > now() - interval '1 day') THEN
        PERFORM refuse_changes('changes_per_day', l.changes_per_day);
    END IF;
END $$;

-- Counts a booking, and refuses one too many.
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

-- Counts a move by the patient, and refuses one too many. One that becomes a therapy, or no longer is one, counts among the
-- others from then on.
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

-- Counts a cancellation, and refuses one too many. What staff cancel ends the appointment, and is not one of its patient's
-- changes.
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

-- ---------------------------------------------------------------- booking, moving, ending

-- Books. Returns for each request, in their order: NULL when it was booked, or the stored answer of the same request made before.
-- One that is refused undoes all, and the caller tries each by itself. What may be refused comes first, booking by booking; what
-- follows from a claim is written for all at once. p_keep: how long idempotency keys are remembered.
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
        consultation_type_id, mode, clinic_id, fee_amount, fee_currency, time_zone, reason_sealed,
        created_at)
    SELECT id, starts_at, ends_at, reference, doctor_id, patient_id, account_id,
        type_id, mode, clinic_id, fee_amount, fee_currency, time_zone, reason_sealed, created_at
    FROM unnest(booked);
    INSERT INTO appointment_place SELECT id, doctor_id, starts_at FROM unnest(booked);
    INSERT INTO appointment_event
        (appointment_id, version, kind, actor_account_id, actor_role, starts_at, clinic_id)
    SELECT id, 1, 'booked', account_id, role, starts_at, clinic_id FROM unnest(booked);
    INSERT INTO free_day_change (doctor_id, at) SELECT doctor_id, starts_at FROM unnest(booked);
    PERFORM enqueue_changed(ARRAY(SELECT id FROM unnest(booked)), 1);
END $$;

-- Moves booked appointments, each to a new time of the same doctor and patient, one after the other. Returns as
-- book_appointments does.
CREATE FUNCTION move_appointments(
    p_moves move_request[], p_keep interval, p_limits person_limits DEFAULT NULL
) RETURNS SETOF bytea LANGUAGE plpgsql AS $$
DECLARE
    m move_request;
    stored bytea;
    place appointment_place;
    its_kind text;
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
        PERFORM FROM appointment WHERE doctor_id = m.doctor_id AND id = m.id AND starts_at = place.starts_at
            AND version = m.version AND status = 'booked' AND patient_id = m.patient_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'AM006', MESSAGE = 'stale-version';
        END IF;
        PERFORM check_schedule(m.doctor_id, m.schedule_version);
        DELETE FROM time_claim WHERE appointment_id = m.id;
        PERFORM claim_times(m.id, m.doctor_id, m.patient_id, m.starts_at, m.ends_at, m.busy_until);
        its_kind := check_kind(m.type_id, m.patient_id, m.doctor_id, m.starts_at);
        IF m.role = 'patient' THEN
            PERFORM count_move(m.account_id, m.id, its_kind = 'therapy', m.ends_at, p_limits);
        END IF;
        changed := clock_timestamp();
        UPDATE appointment SET starts_at = m.starts_at, ends_at = m.ends_at, version = m.version + 1,
            consultation_type_id = m.type_id, mode = m.mode, clinic_id = m.clinic_id,
            fee_amount = m.fee_amount, fee_currency = m.fee_currency, time_zone = m.time_zone,
            updated_at = changed
        WHERE doctor_id = m.doctor_id AND id = m.id AND starts_at = place.starts_at;
        UPDATE appointment_place SET starts_at = m.starts_at WHERE id = m.id;
        INSERT INTO appointment_event (appointment_id, version, kind, actor_account_id, actor_role,
            starts_at, previous_starts_at, clinic_id)
        VALUES (m.id, m.version + 1, 'moved', m.account_id, m.role, m.starts_at, place.starts_at,
            m.clinic_id);
        INSERT INTO free_day_change (doctor_id, at)
        VALUES (m.doctor_id, place.starts_at), (m.doctor_id, m.starts_at);
        PERFORM enqueue_changed(m.id, m.version + 1);
    END LOOP;
END $$;

-- Ends booked appointments, one after the other: cancelled (the claims are freed), completed or no_show. Returns as
-- book_appointments does; only a cancellation has a key.
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
        IF e.status = 'cancelled' THEN
            DELETE FROM time_claim WHERE appointment_id = e.id;
            INSERT INTO free_day_change (doctor_id, at) VALUES (ended.doctor_id, place.starts_at);
            PERFORM count_cancel(ended.account_id, e.id, e.role, p_limits);
        END IF;
        INSERT INTO appointment_event
            (appointment_id, version, kind, actor_account_id, actor_role, starts_at, note_sealed)
        VALUES (e.id, e.version + 1, e.status, e.account_id, e.role, place.starts_at, e.note_sealed);
        PERFORM enqueue_changed(e.id, e.version + 1);
    END LOOP;
END $$;

-- Takes the closing of a completed or missed appointment back, within p_within of it: by whoever closed it, or by an
-- administrator. Its claims were never freed.
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
