-- Accounts, the patients they care for, and everything about signing in.
--
-- "Sealed" is authenticated encryption with the platform's key ring. An "index" (blind index), a "mac" and a "hash" are what a
-- sealed or secret value is found by; the value cannot be read from them.

-- ---------------------------------------------------------------- people

-- Somebody who signs in. Patients sign in with a code by e-mail or SMS, staff with a password and a second factor.
CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    -- The processes' role may not set it: what it inserts is a patient's account. See create_staff and set_account_role.
    role text NOT NULL DEFAULT 'patient' CHECK (role IN ('patient', 'doctor', 'admin', 'desk')),
    -- Language of mails and calendar files.
    locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'hi')),
    -- An IANA name as browsers know it; mails tell times in it.
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    -- An address and what it is found by, each NULL where the account has none.
    email_sealed bytea,
    email_index bytea UNIQUE,
    phone_sealed bytea,
    phone_index bytea UNIQUE,
    -- Staff only; NULL until they have set one by a link in a mail.
    password_hash text,
    -- Staff only: the secret of the authenticator, and the time step of the last code accepted, which is not accepted again.
    totp_sealed bytea,
    totp_last_step bigint NOT NULL DEFAULT 0,
    -- Nobody signs in to a disabled account.
    disabled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Accounts of people who do not exist. `amrutam up` made those of the demo, whose secrets everybody knows; `amrutam seed`
-- made the seeded ones, whose addresses belong to nobody. Where they may sign in depends on the environment.
CREATE TABLE made_up_account (
    account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('demo', 'seeded'))
);
CREATE INDEX made_up_account_of_kind ON made_up_account (kind);

-- Somebody who is treated: the account's owner (`self`, at most one an account) or family that the account cares for.
CREATE TABLE patient (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    name text NOT NULL,
    relation text NOT NULL DEFAULT 'self'
        CHECK (relation IN ('self', 'spouse', 'child', 'parent', 'other')),
    birth_date date,
    gender text CHECK (gender IN ('female', 'male', 'other')),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX patient_of_account ON patient (account_id, created_at);
CREATE UNIQUE INDEX patient_self ON patient (account_id) WHERE relation = 'self';

-- Consent to a version of the notice, given and withdrawn. A ledger: rows are only added.
CREATE TABLE consent_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    version text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('given', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX consent_event_of ON consent_event (account_id, version, id);

-- ---------------------------------------------------------------- signing in

-- One sign-in: of a browser (with a cookie) or of a program (with a family of refresh tokens, and no cookie_hash).
CREATE TABLE session (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    cookie_hash bytea UNIQUE,
    -- Whether the account's address was proved by a code in this session; bookings then need no code of their own.
    contact_verified boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    -- When the owner last proved who they are: by signing in, or by a step-up.
    proved_at timestamptz NOT NULL DEFAULT now(),
    -- The kind of browser or program, by which its owner recognises the session.
    user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX session_of_account ON session (account_id) WHERE revoked_at IS NULL;
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;

-- One refresh token of a program's session. Using it a second time ends the session, unless it is within seconds of the first.
CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    -- The pair of tokens that this one was exchanged for, sealed under this token itself; a repeated request gets it again.
    answer_sealed bytea
);
CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

-- A key that signs access tokens. `next` is published before it is used, `current` signs, `retired` only verifies.
CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_sealed bytea NOT NULL,
    public_jwk jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('next', 'current', 'retired')),
    created_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
);
CREATE UNIQUE INDEX signing_key_current ON signing_key (state) WHERE state = 'current';

-- ---------------------------------------------------------------- staff: doctors and administrators

-- A code that stands in for the second factor once.
CREATE TABLE recovery_code (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash)
);

-- A passkey: a WebAuthn credential of staff, which verifies its user and signs in alone.
CREATE TABLE passkey (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    -- As the authenticator chose it: what it is found by.
    credential_id bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) <= 1023),
    -- COSE (RFC 9052).
    public_key bytea NOT NULL,
    -- What its owner calls it.
    name text NOT NULL,
    -- Signatures made so far, as the authenticator told last; 0 from one that does not count.
    sign_count bigint NOT NULL,
    -- Whether it may be kept elsewhere too, which never changes, and whether it is now.
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
);
CREATE INDEX passkey_of_account ON passkey (account_id);

-- A link in a mail with which staff set a password: invited, reset, or forgotten. It works once, and not while its account is
-- disabled.
CREATE TABLE staff_token (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX staff_token_of_account ON staff_token (account_id);

-- Devices that staff have signed in from; a sign-in from another one is told by mail.
CREATE TABLE staff_device (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    device_mac bytea NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, device_mac)
);

-- What was done to accounts: created, role, disabled, enabled, reset, desk_added, desk_removed. A ledger: rows are only added.
CREATE TABLE staff_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    -- The new role, where the kind is `created` or `role`; the clinic of a desk.
    detail text NOT NULL DEFAULT '',
    -- The administrator; NULL for a command that the schema's owner ran.
    actor_account_id uuid,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX staff_event_of ON staff_event (account_id, id);

-- The functions below run with the rights of the schema's owner: the processes' role can change roles only through them, in the
-- name of an administrator with a live session. Refusals: AM023 not-allowed, AM024 no-such-staff.

-- Returns the administrator whose live session this is. NULL for no session, which only the schema's owner may pass.
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

-- Makes an account of a doctor or an administrator. Returns its id, or NULL when the address is taken.
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

-- Ends every live session of the account and returns their ids. The caller has locked the account, so that no session opens
-- meanwhile.
CREATE FUNCTION end_sessions(p_account uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY UPDATE session SET revoked_at = clock_timestamp()
        WHERE account_id = p_account AND revoked_at IS NULL RETURNING id;
END $$;
REVOKE ALL ON FUNCTION end_sessions FROM PUBLIC;

-- Gives staff another role, and takes them from the desks they were at. Returns the sessions that it ended, because their tokens
-- name the old role. Patients' accounts and the administrator's own are refused.
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

-- Disables or enables an account, a patient's too, but never the administrator's own. Returns the sessions that it ended.
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

-- Removes password, second factor, recovery codes, passkeys and unused links; a new link sets new ones. Never the
-- administrator's own.
-- Returns the sessions that it ended.
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
