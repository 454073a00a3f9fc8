-- Clinics, where doctors see patients, and the desk accounts of each clinic.

-- A place where doctors see patients. All columns are public. A doctor's own practice is a clinic too: it has the doctor's id, and
-- its name, city and zone follow the doctor's.
CREATE TABLE clinic (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    name text NOT NULL,
    address text NOT NULL DEFAULT '',
    city text NOT NULL REFERENCES city,
    -- The position in WGS 84, in degrees; both values or none.
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    -- The zone of the clinic's local days.
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    -- The telephone number in E.164 format.
    phone text CHECK (phone ~ '^\+[0-9]{7,15}$'),
    -- Languages spoken at the desk.
    languages text[] NOT NULL DEFAULT '{}',
    is_practice boolean NOT NULL DEFAULT false,
    -- When the clinic was closed; NULL while it is open. A closed clinic offers no times in person; booked appointments keep it
    -- as their place.
    closed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (closed_at IS NULL OR NOT is_practice)
);
-- Serves the public list by city, which excludes practices, because there are as many of them as doctors.
CREATE INDEX clinic_listed ON clinic (city, id) WHERE NOT is_practice;

-- The clinics at which a doctor can have hours, including the doctor's own practice. Weekly rules and extra hours at a clinic
-- that is not listed here are refused, and a clinic that a rule or extra hours name cannot be removed.
CREATE TABLE doctor_clinic (
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    clinic_id uuid NOT NULL REFERENCES clinic,
    PRIMARY KEY (doctor_id, clinic_id)
);
CREATE INDEX doctor_clinic_of_clinic ON doctor_clinic (clinic_id);

-- A holiday: a local day on which the clinic offers no times in person. Booked appointments stay. Rows are not deleted, because
-- they are the history of who changed what; another name is a new row.
CREATE TABLE clinic_holiday (
    clinic_id uuid NOT NULL REFERENCES clinic,
    day date NOT NULL,
    name text NOT NULL,
    -- The administrators who added and removed the holiday, and when it was removed; the columns of the removal are NULL while the
    -- day is a holiday.
    added_by uuid NOT NULL,
    added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    removed_by uuid,
    removed_at timestamptz,
    PRIMARY KEY (clinic_id, day, added_at)
);
CREATE UNIQUE INDEX clinic_holiday_present ON clinic_holiday (clinic_id, day) WHERE removed_at IS NULL;

-- The clinics at whose desk an account of the role `desk` works. The account may act for their doctors and patients.
CREATE TABLE desk_clinic (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    clinic_id uuid NOT NULL REFERENCES clinic,
    PRIMARY KEY (account_id, clinic_id)
);
CREATE INDEX desk_clinic_of_clinic ON desk_clinic (clinic_id);

-- Adds an account to the clinic's desk. The processes' role can do so only through this function, on behalf of an administrator
-- with a live session (otherwise AM023). Refuses (AM024) an account that has not the role desk. Returns false if the account was
-- at the desk already. The account is locked, so that its role cannot change in the meantime.
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

-- Removes an account from the clinic's desk, on behalf of an administrator with a live session (otherwise AM023). Returns false
-- if the account was not at the desk.
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

-- Patients whom a clinic's desk registered by name and telephone number. The account of such a patient has no address, and nobody
-- can sign in to it; a person who signs in later with the same number gets another account. Several patients can share a number.
CREATE TABLE clinic_patient (
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid NOT NULL REFERENCES patient ON DELETE CASCADE,
    -- The sealed telephone number and its blind index.
    phone_sealed bytea NOT NULL,
    phone_index bytea NOT NULL,
    -- The account that registered the patient: a desk's or an administrator's.
    made_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (clinic_id, patient_id)
);
CREATE INDEX clinic_patient_of_phone ON clinic_patient (clinic_id, phone_index);
CREATE INDEX clinic_patient_of_patient ON clinic_patient (patient_id);
