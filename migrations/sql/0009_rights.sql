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

-- As in 0007_persons.sql, with check_begun.
CREATE OR REPLACE FUNCTION end_appointment(
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
    PERFORM check_begun(p_status, place.starts_at);
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

-- ---------------------------------------------------------------- roles

-- The processes' role may not name one: what it inserts is a patient's account.
ALTER TABLE account ALTER COLUMN role SET DEFAULT 'patient';

-- What became of the accounts of doctors and administrators. No actor: a command of the schema's owner. Only added to.
CREATE TABLE staff_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    detail text NOT NULL DEFAULT '',
    actor_account_id uuid,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX staff_event_of ON staff_event (account_id, id);

-- The administrator whose live session this is; NULL for none, which only the schema's owner may say. AM023 not-allowed.
CREATE FUNCTION acting_administrator(p_session uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    administrator uuid;
BEGIN
    IF p_session IS NULL AND pg_has_role(session_user, current_user, 'MEMBER') THEN
        RETURN NULL;
    END IF;
    SELECT a.id INTO administrator FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
        AND a.role = 'admin' AND a.disabled_at IS NULL
    FOR SHARE OF a;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM023', MESSAGE = 'not-allowed';
    END IF;
    RETURN administrator;
END $$;
REVOKE ALL ON FUNCTION acting_administrator FROM PUBLIC;

-- A doctor's or an administrator's account; NULL when the address is taken.
CREATE FUNCTION create_staff(
    p_session uuid, p_role text, p_email_sealed bytea, p_email_index bytea
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
    made uuid;
BEGIN
    IF p_role NOT IN ('doctor', 'admin') THEN
        RAISE EXCEPTION 'staff are doctors and administrators';
    END IF;
    INSERT INTO account (role, email_sealed, email_index)
    VALUES (p_role, p_email_sealed, p_email_index) ON CONFLICT DO NOTHING RETURNING id INTO made;
    IF made IS NOT NULL THEN
        INSERT INTO staff_event (account_id, kind, detail, actor_account_id)
        VALUES (made, 'created', p_role, actor);
    END IF;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION create_staff FROM PUBLIC;

-- Ends every session of the account, and returns them; locks it, so that no session opens meanwhile.
CREATE FUNCTION end_sessions(p_account uuid) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE account_id = p_account AND revoked_at IS NULL RETURNING id
$$;
REVOKE ALL ON FUNCTION end_sessions FROM PUBLIC;

-- The sessions that ended: their tokens name the old role. Of staff only, and nobody's own. AM024 no such staff.
CREATE FUNCTION set_account_role(p_session uuid, p_account uuid, p_role text) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    IF p_role NOT IN ('doctor', 'admin') THEN
        RAISE EXCEPTION 'staff are doctors and administrators';
    END IF;
    UPDATE account SET role = p_role
    WHERE id = p_account AND role <> 'patient' AND id IS DISTINCT FROM actor;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM024', MESSAGE = 'no-such-staff';
    END IF;
    INSERT INTO staff_event (account_id, kind, detail, actor_account_id)
    VALUES (p_account, 'role', p_role, actor);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION set_account_role FROM PUBLIC;

-- Nobody signs in to a disabled account. Patients' too; nobody's own. The sessions that ended.
CREATE FUNCTION set_account_disabled(p_session uuid, p_account uuid, p_disabled boolean)
RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    UPDATE account
    SET disabled_at = CASE WHEN p_disabled THEN coalesce(disabled_at, clock_timestamp()) END
    WHERE id = p_account AND id IS DISTINCT FROM actor;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM024', MESSAGE = 'no-such-staff';
    END IF;
    INSERT INTO staff_event (account_id, kind, actor_account_id)
    VALUES (p_account, CASE WHEN p_disabled THEN 'disabled' ELSE 'enabled' END, actor);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION set_account_disabled FROM PUBLIC;

-- ---------------------------------------------------------------- sessions

-- The pair that a used token was exchanged for, sealed under the token itself.
ALTER TABLE refresh_token ADD COLUMN answer_sealed bytea;

-- When whoever has the session last proved who they are: signing in does, and so does a step-up.
ALTER TABLE session ADD COLUMN proved_at timestamptz NOT NULL DEFAULT now();
-- What its owner knows it by: the browser's or program's own name.
ALTER TABLE session ADD COLUMN user_agent text NOT NULL DEFAULT '';

-- A link in a mail with which staff set a password: invited, reset, or forgotten. Works once, and not while its
-- account is disabled.
CREATE TABLE staff_token (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX staff_token_of_account ON staff_token (account_id);

-- Devices that staff signed in from, by a MAC.
CREATE TABLE staff_device (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    device_mac bytea NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, device_mac)
);

-- Takes password, factor and recovery codes away; a link in a mail sets new ones. Nobody's own. The sessions that ended.
CREATE FUNCTION reset_staff(p_session uuid, p_account uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    UPDATE account SET password_hash = NULL, totp_sealed = NULL
    WHERE id = p_account AND role <> 'patient' AND id IS DISTINCT FROM actor;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM024', MESSAGE = 'no-such-staff';
    END IF;
    DELETE FROM recovery_code WHERE account_id = p_account;
    UPDATE staff_token SET used_at = now() WHERE account_id = p_account AND used_at IS NULL;
    INSERT INTO staff_event (account_id, kind, actor_account_id) VALUES (p_account, 'reset', actor);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION reset_staff FROM PUBLIC;

-- ---------------------------------------------------------------- reads

-- What administrators read of patients' records. Only added to.
CREATE TABLE record_read (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    appointment_ids uuid[] NOT NULL,
    what text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
