-- Erasure of personal data: what is deleted, what stays without a name, and the list by which a restored database repeats erasures.

-- Erased accounts and patients. The table holds ids and times only, and rows are only added, but the audit chain does not cover
-- the table. Backups keep a separate copy (deploy/backup/erasures), because a database that is restored to an earlier moment
-- lacks the later rows.
CREATE TABLE erasure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    -- The removed patient; NULL if the account was closed, with all its patients.
    patient_id uuid,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Refusals that the functions in this file raise, beside those of accounts.sql: AM026 patient-has-visits,
-- AM027 staff-account.

-- Deletes the names of these patients, and the reasons and notes of their visits and payments; their queue numbers leave the queue.
-- A removed patient stays as a row without a name, for the visits.
CREATE FUNCTION erase_words(p_patients uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    visits uuid[];
BEGIN
    UPDATE patient SET name = '', birth_date = NULL, gender = NULL, removed_at = coalesce(removed_at, now())
    WHERE id = ANY (p_patients);
    visits := ARRAY(SELECT id FROM appointment WHERE patient_id = ANY (p_patients));
    DELETE FROM clinic_patient WHERE patient_id = ANY (p_patients);
    UPDATE appointment SET reason_sealed = NULL WHERE patient_id = ANY (p_patients) AND reason_sealed IS NOT NULL;
    UPDATE appointment_event SET note_sealed = NULL WHERE appointment_id = ANY (visits) AND note_sealed IS NOT NULL;
    UPDATE payment SET note_sealed = NULL WHERE patient_id = ANY (p_patients) AND note_sealed IS NOT NULL;
    UPDATE queue_ticket SET state = 'left', changed_at = now()
    WHERE patient_id = ANY (p_patients) AND state IN ('waiting', 'called', 'in_room');
END $$;
REVOKE ALL ON FUNCTION erase_words FROM PUBLIC;

-- Closes a patient's account permanently: addresses, names, reasons and notes are deleted, visits stay. Refuses accounts of staff
-- (AM027). Returns the ids of the sessions that were ended. The caller has cancelled the open visits in the same transaction.
-- Repeating the call changes nothing.
CREATE FUNCTION erase_account(p_session uuid, p_account uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    closed account;
BEGIN
    PERFORM check_own_account(p_session, p_account);
    SELECT * INTO closed FROM account WHERE id = p_account FOR UPDATE;
    IF closed.role <> 'patient' THEN
        RAISE EXCEPTION USING ERRCODE = 'AM027', MESSAGE = 'staff-account';
    ELSIF closed.id IS NULL OR closed.closed_at IS NOT NULL THEN
        RETURN;
    END IF;
    UPDATE account SET closed_at = now(), disabled_at = coalesce(disabled_at, now()), locale = 'en', time_zone = 'Asia/Kolkata',
        email_sealed = NULL, email_index = NULL, phone_sealed = NULL, phone_index = NULL
    WHERE id = p_account;
    PERFORM erase_words(ARRAY(SELECT id FROM patient WHERE account_id = p_account));
    DELETE FROM idempotency_key WHERE account_id = p_account;
    DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM session WHERE account_id = p_account);
    UPDATE session SET user_agent = '' WHERE account_id = p_account;
    INSERT INTO erasure (account_id) VALUES (p_account);
    INSERT INTO staff_event (account_id, kind, actor_account_id) VALUES (p_account, 'closed', p_account);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION erase_account FROM PUBLIC;

-- Removes a patient of the account, but not its owner: the visits stay, without name and reason. All stored answers about the
-- account's visits are deleted, because they are sealed and do not say which patient they name: a repeated request is refused
-- then, and a hold still books one visit only. Refuses (AM026) while the patient has a booked visit that has not ended, unless
-- p_session is NULL. Returns whether there was such a patient. Repeating the call changes nothing.
CREATE FUNCTION erase_patient(p_session uuid, p_account uuid, p_patient uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM check_own_account(p_session, p_account);
    PERFORM FROM account WHERE id = p_account FOR NO KEY UPDATE;
    PERFORM FROM patient
    WHERE id = p_patient AND account_id = p_account AND relation <> 'self' AND removed_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    ELSIF p_session IS NOT NULL AND EXISTS (SELECT FROM appointment
        WHERE patient_id = p_patient AND status = 'booked' AND ends_at > now() AND starts_at > now() - interval '1 day') THEN
        RAISE EXCEPTION USING ERRCODE = 'AM026', MESSAGE = 'patient-has-visits';
    END IF;
    PERFORM erase_words(ARRAY[p_patient]);
    DELETE FROM idempotency_key WHERE account_id = p_account AND route IN ('book', 'move', 'cancel');
    INSERT INTO erasure (account_id, patient_id) VALUES (p_account, p_patient);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION erase_patient FROM PUBLIC;
