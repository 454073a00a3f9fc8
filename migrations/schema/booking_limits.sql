-- The limits that bind persons: how many appointments an account may have, and how often an account may change appointments.

-- The limits: the settings of the platform that have these names. Callers without limits pass NULL.
CREATE TYPE person_limits AS (
    open_per_doctor int, open_per_account int, open_per_family_member int, open_per_account_at_most int,
    made_per_day int, therapies int, moves_per_appointment int, changes_per_day int
);

-- Locks the accounts, so that bookings of one account are decided one after the other and each sees the rows of the earlier ones.
-- Rows are locked in the order of ids, which prevents deadlocks between transactions with many bookings. Refuses (AM011) an account
-- that was closed, also if it was closed while the function waited for the lock.
CREATE FUNCTION lock_accounts(p_accounts uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    is_closed boolean;
BEGIN
    FOR is_closed IN
        SELECT closed_at IS NOT NULL FROM account WHERE id = ANY (p_accounts) ORDER BY id FOR NO KEY UPDATE
    LOOP
        IF is_closed THEN
            RAISE EXCEPTION USING ERRCODE = 'AM011', MESSAGE = 'account-closed';
        END IF;
    END LOOP;
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

-- Refuses (AM008) if the account has more appointments than l allows. The caller has locked the account and counted the new
-- booking.
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
        SELECT count(*) INTO patients FROM patient WHERE account_id = p_account AND removed_at IS NULL;
        l.open_per_account := least(l.open_per_account_at_most,
            l.open_per_account + l.open_per_family_member * greatest(patients - 1, 0));
        IF have.open > l.open_per_account THEN
            PERFORM refuse_appointments('open_per_account', l.open_per_account);
        END IF;
    END IF;
END $$;

-- Refuses (AM009) if the account has moved and cancelled more appointments in 24 hours than l allows. The caller has locked the
-- account and counted the new change.
CREATE FUNCTION check_changes(p_account uuid, l person_limits) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF l.changes_per_day < (
        SELECT count(*) FROM counted_appointment, unnest(changed_at) AS at
        WHERE account_id = p_account AND at > now() - interval '1 day') THEN
        PERFORM refuse_changes('changes_per_day', l.changes_per_day);
    END IF;
END $$;

-- Counts a booking, and refuses it (AM008) if the account then has more than l allows. Without limits (l is NULL) the
-- booking is only counted.
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

-- Counts a move by the patient, and refuses it (AM008, AM009) beyond the limits l. An appointment that becomes a therapy counts
-- among the therapies from then on; one that is no longer a therapy counts among the other appointments.
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

-- Counts a cancellation, and refuses it (AM009) beyond the limits l. A cancellation by staff ends the appointment and does not
-- count as a change by the patient.
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
