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
