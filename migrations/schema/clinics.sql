-- Clinics: where doctors see patients, and which clinics a desk is at.

-- A place where doctors see patients. All of it is public. A doctor's own practice is a clinic too: it has the doctor's id, and
-- its name, city and zone follow the doctor's.
CREATE TABLE clinic (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    name text NOT NULL,
    address text NOT NULL DEFAULT '',
    city text NOT NULL REFERENCES city,
    -- On the map: WGS 84, in degrees; both, or neither.
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    -- Decides which instants are one of its days.
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    -- As E.164.
    phone text CHECK (phone ~ '^\+[0-9]{7,15}$'),
    -- Spoken at the desk.
    languages text[] NOT NULL DEFAULT '{}',
    is_practice boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
-- The public list, by city, is without practices: they are as many as doctors.
CREATE INDEX clinic_listed ON clinic (city, id) WHERE NOT is_practice;

-- Where a doctor may work; the own practice is one of them. A weekly rule or extra hours at another clinic are refused, and so is
-- taking away a clinic that one of them names.
CREATE TABLE doctor_clinic (
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    clinic_id uuid NOT NULL REFERENCES clinic,
    PRIMARY KEY (doctor_id, clinic_id)
);
CREATE INDEX doctor_clinic_of_clinic ON doctor_clinic (clinic_id);

-- Which clinics an account of the role `desk` is at: it reads their doctors and days.
CREATE TABLE desk_clinic (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    clinic_id uuid NOT NULL REFERENCES clinic,
    PRIMARY KEY (account_id, clinic_id)
);
CREATE INDEX desk_clinic_of_clinic ON desk_clinic (clinic_id);

-- Puts an account at the clinic's desk. The processes' role does so through this function only, in the name of an administrator
-- with a live session, as it changes roles. Returns false if it was there. The lock keeps the account's role.
CREATE FUNCTION add_desk(p_session uuid, p_account uuid, p_clinic uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    PERFORM FROM account WHERE id = p_account AND role = 'desk' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'AM024', MESSAGE = 'no-such-staff';
    END IF;
    INSERT INTO desk_clinic VALUES (p_account, p_clinic) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO staff_event (account_id, kind, detail, actor_account_id)
    VALUES (p_account, 'desk_added', p_clinic, actor);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION add_desk FROM PUBLIC;

-- Takes an account from the clinic's desk, as add_desk puts it there. Returns false if it was not there.
CREATE FUNCTION remove_desk(p_session uuid, p_account uuid, p_clinic uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor uuid := acting_administrator(p_session);
BEGIN
    DELETE FROM desk_clinic WHERE account_id = p_account AND clinic_id = p_clinic;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO staff_event (account_id, kind, detail, actor_account_id)
    VALUES (p_account, 'desk_removed', p_clinic, actor);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION remove_desk FROM PUBLIC;
