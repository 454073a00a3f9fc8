-- Accounts, the patients that belong to them, and everything about signing in.
--
-- "Sealed" values have authenticated encryption with the platform's key ring. By a column whose name ends in "index" (blind index),
-- "mac" or "hash", a sealed or secret value is found; the value cannot be computed from that column.

-- ---------------------------------------------------------------- people

-- An account that signs in. Patients sign in with a code by e-mail or SMS, staff with a password and a second factor or with a
-- passkey.
CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    -- The processes' role may not set this column: an account that it inserts is a patient's. The functions create_staff and
    -- set_account_role set other roles, for administrators.
    role text NOT NULL DEFAULT 'patient' CHECK (role IN ('patient', 'doctor', 'admin', 'desk')),
    -- Language of mails and calendar files.
    locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'hi')),
    -- The time zone of the times in mails: an IANA name that browsers know.
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    -- The e-mail address and the telephone number, each sealed and with its blind index; NULL if the account has none.
    email_sealed bytea,
    email_index bytea UNIQUE,
    phone_sealed bytea,
    phone_index bytea UNIQUE,
    -- Staff only: the hash of the password; NULL before staff have set a password, and after a reset.
    password_hash text,
    -- Staff only: the authenticator's secret, and the time step of the last accepted code, which is not accepted a second time.
    totp_sealed bytea,
    totp_last_step bigint NOT NULL DEFAULT 0,
    -- A disabled account cannot sign in.
    disabled_at timestamptz,
    -- When the owner closed the account; NULL while it is open. Addresses and names of a closed account are erased (by
    -- the function erase_account), and nothing can be booked for it.
    closed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Accounts that belong to no real person: demo accounts, which `amrutam up` created and whose secrets are public, and seeded
-- accounts, which `amrutam seed` created and whose addresses nobody owns. The environment decides whether such accounts may
-- sign in.
CREATE TABLE made_up_account (
    account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('demo', 'seeded'))
);
CREATE INDEX made_up_account_of_kind ON made_up_account (kind);

-- A person who is treated: the account's owner (`self`, at most one for each account) or a family member.
CREATE TABLE patient (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    name text NOT NULL,
    relation text NOT NULL DEFAULT 'self'
        CHECK (relation IN ('self', 'spouse', 'child', 'parent', 'other')),
    birth_date date,
    gender text CHECK (gender IN ('female', 'male', 'other')),
    -- When the account's owner removed this patient. The visits stay, without name, birth date and gender.
    removed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX patient_of_account ON patient (account_id, created_at);
CREATE UNIQUE INDEX patient_self ON patient (account_id) WHERE relation = 'self';

-- Consent to a version of the notice, given or withdrawn. A ledger: rows are only added.
CREATE TABLE consent_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    version text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('given', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX consent_event_of ON consent_event (account_id, version, id);

-- ---------------------------------------------------------------- signing in

-- A session: of a browser (with a cookie) or of a program (with a family of refresh tokens, and cookie_hash NULL).
CREATE TABLE session (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    cookie_hash bytea UNIQUE,
    -- Whether a code sent to the account's address was entered in this session; bookings then need no further code,
    -- except with doctors whose code_policy is always.
    contact_verified boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    -- When the session's owner last proved their identity: by signing in, or by a step-up.
    proved_at timestamptz NOT NULL DEFAULT now(),
    -- The kind of browser or program, so that the owner can recognise the session.
    user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX session_of_account ON session (account_id) WHERE revoked_at IS NULL;
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;

-- A refresh token of a program's session. A second use of a token ends the session, unless the second use follows the first within
-- seconds.
CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    -- The token pair for which this token was exchanged, sealed under this token itself; a repeated request gets the same pair.
    answer_sealed bytea
);
CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

-- A key that signs access tokens. `next` is published before its first use, `current` signs, `retired` only verifies.
CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_sealed bytea NOT NULL,
    public_jwk jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('next', 'current', 'retired')),
    created_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
);
CREATE UNIQUE INDEX signing_key_current ON signing_key (state) WHERE state = 'current';

-- ---------------------------------------------------------------- staff: doctors, desks and administrators

-- A recovery code, which replaces the second factor once.
CREATE TABLE recovery_code (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash)
);

-- A passkey of staff: a WebAuthn credential that verifies its user, so that it suffices for a sign-in.
CREATE TABLE passkey (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    -- The credential id that the authenticator chose; passkeys are found by it.
    credential_id bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) <= 1023),
    -- The public key as COSE (RFC 9052).
    public_key bytea NOT NULL,
    -- The name that the account's owner gave the passkey.
    name text NOT NULL,
    -- The authenticator's last signature counter; 0 if the authenticator does not count.
    sign_count bigint NOT NULL,
    -- Whether the credential can be backed up, which never changes, and whether it is backed up now.
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
);
CREATE INDEX passkey_of_account ON passkey (account_id);

-- A mailed link with which staff set a password: after an invitation, a reset, or a forgotten password. The link works once,
-- and not while the account is disabled.
CREATE TABLE staff_token (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX staff_token_of_account ON staff_token (account_id);

-- Devices from which staff have signed in; a mail reports a sign-in from another device.
CREATE TABLE staff_device (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    device_mac bytea NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, device_mac)
);

-- Events about staff. Administrators' changes of accounts: created, role, disabled, enabled, reset, sessions_ended, desk_added,
-- desk_removed; of clinics: clinic_closed, clinic_opened, holiday_added, holiday_removed; and of doctors: doctor_created,
-- doctor_changed, doctor_invited, doctor_approved, doctor_suspended, visits_handed_over. In events about clinics and doctors,
-- account_id is the account of the person who made the change. Changes by the owner of an account: email, closed, password, factor,
-- recovery_codes, passkey_added, passkey_removed. A ledger: rows are only added.
CREATE TABLE staff_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    -- The new role for `created` and `role`; the id of the clinic, doctor or passkey for a change of a clinic, desk, doctor or
    -- passkey; otherwise empty.
    detail text NOT NULL DEFAULT '',
    -- The account that made the change: the administrator's, or the owner's own; NULL for a command that the schema's owner ran.
    actor_account_id uuid,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX staff_event_of ON staff_event (account_id, id);
CREATE INDEX staff_event_about ON staff_event (detail, id) WHERE detail <> '';

-- The functions below run with the rights of the schema's owner. The processes' role can change roles only through them, on behalf
-- of an administrator with a live session. Refusals: AM023 not-allowed, AM024 no-such-staff.

-- Returns the account of the administrator whose live session is p_session; raises AM023 without one. Only the schema's owner may
-- pass NULL, for no session, and gets NULL.
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

-- Creates an account of staff. Returns its id, or NULL if another account has the address.
CREATE FUNCTION create_staff(
    p_session uuid, p_role text, p_email_sealed bytea, p_email_index bytea
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
    made uuid;
BEGIN
    IF p_role NOT IN ('doctor', 'admin', 'desk') THEN
        RAISE EXCEPTION 'staff are doctors, administrators and desks';
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

-- Ends every session of the account that was not revoked, and returns the ids of these sessions. The caller has locked the account,
-- so that no session opens in the meantime.
CREATE FUNCTION end_sessions(p_account uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY UPDATE session SET revoked_at = clock_timestamp()
        WHERE account_id = p_account AND revoked_at IS NULL RETURNING id;
END $$;
REVOKE ALL ON FUNCTION end_sessions FROM PUBLIC;

-- Changes the role of a staff account and removes the account from its desks. Returns the ids of the account's sessions, which are
-- ended because their tokens contain the old role. Refuses (AM024) patients' accounts and the administrator's own account.
CREATE FUNCTION set_account_role(p_session uuid, p_account uuid, p_role text) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    IF p_role NOT IN ('doctor', 'admin', 'desk') THEN
        RAISE EXCEPTION 'staff are doctors, administrators and desks';
    END IF;
    UPDATE account SET role = p_role
    WHERE id = p_account AND role <> 'patient' AND id IS DISTINCT FROM actor;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM024', MESSAGE = 'no-such-staff';
    END IF;
    DELETE FROM desk_clinic WHERE account_id = p_account;
    INSERT INTO staff_event (account_id, kind, detail, actor_account_id)
    VALUES (p_account, 'role', p_role, actor);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION set_account_role FROM PUBLIC;

-- Disables or enables an account, also a patient's. Refuses (AM024) the administrator's own account and a closed one. Returns the
-- ids of the sessions that were ended.
CREATE FUNCTION set_account_disabled(p_session uuid, p_account uuid, p_disabled boolean)
RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    UPDATE account
    SET disabled_at = CASE WHEN p_disabled THEN coalesce(disabled_at, clock_timestamp()) END
    WHERE id = p_account AND id IS DISTINCT FROM actor AND closed_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM024', MESSAGE = 'no-such-staff';
    END IF;
    INSERT INTO staff_event (account_id, kind, actor_account_id)
    VALUES (p_account, CASE WHEN p_disabled THEN 'disabled' ELSE 'enabled' END, actor);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION set_account_disabled FROM PUBLIC;

-- Deletes the account's password, second factor, recovery codes, passkeys and unused links; the owner sets new ones with a new
-- link. Refuses (AM024) patients' accounts and the administrator's own account. Returns the ids of the sessions that were ended.
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
    DELETE FROM passkey WHERE account_id = p_account;
    UPDATE staff_token SET used_at = now() WHERE account_id = p_account AND used_at IS NULL;
    INSERT INTO staff_event (account_id, kind, actor_account_id) VALUES (p_account, 'reset', actor);
    RETURN QUERY SELECT end_sessions(p_account);
END $$;
REVOKE ALL ON FUNCTION reset_staff FROM PUBLIC;

-- Raises AM023 unless the session is a live one of the account. Only the schema's owner may pass NULL, for no session.
CREATE FUNCTION check_own_account(p_session uuid, p_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF p_session IS NULL AND pg_has_role(session_user, current_user, 'MEMBER') THEN
        RETURN;
    END IF;
    PERFORM FROM session WHERE id = p_session AND account_id = p_account AND revoked_at IS NULL
        AND expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM023', MESSAGE = 'not-allowed';
    END IF;
END $$;
REVOKE ALL ON FUNCTION check_own_account FROM PUBLIC;

-- Changes the e-mail address of the account, ends all its sessions but p_session, and returns the ids of the ended sessions.
-- Refuses (AM023) a session that is not a live one of the account. Raises a unique violation (23505) if another account has the
-- address.
CREATE FUNCTION set_own_email(p_session uuid, p_account uuid, p_email_sealed bytea, p_email_index bytea)
RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM check_own_account(p_session, p_account);
    UPDATE account SET email_sealed = p_email_sealed, email_index = p_email_index WHERE id = p_account;
    INSERT INTO staff_event (account_id, kind, actor_account_id) VALUES (p_account, 'email', p_account);
    RETURN QUERY UPDATE session SET revoked_at = clock_timestamp()
        WHERE account_id = p_account AND id IS DISTINCT FROM p_session AND revoked_at IS NULL RETURNING id;
END $$;
REVOKE ALL ON FUNCTION set_own_email FROM PUBLIC;
