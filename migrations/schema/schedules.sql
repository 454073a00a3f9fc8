-- Schedules: the times that doctors offer, and their days with a free time.

-- A weekly session in local wall time.
CREATE TABLE schedule_rule (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    -- The weekday by ISO 8601: 1 is Monday.
    weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    -- An end before the start is on the next day; 24:00 is midnight at the end of the day.
    starts time NOT NULL,
    ends time NOT NULL CHECK (ends <> starts),
    time_zone text NOT NULL,
    valid_from date NOT NULL DEFAULT '2000-01-01',
    valid_until date,
    modes text[] NOT NULL DEFAULT '{online,in_person}',
    -- The breaks, in local time: [{"starts": "13:00", "ends": "14:00"}, ...].
    breaks jsonb NOT NULL DEFAULT '[]',
    -- Clinic of visits in person; NULL: the session is online only.
    clinic_id uuid,
    FOREIGN KEY (doctor_id, clinic_id) REFERENCES doctor_clinic,
    CHECK ((clinic_id IS NOT NULL) = ('in_person' = ANY (modes))),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX schedule_rule_of_doctor ON schedule_rule (doctor_id);
CREATE INDEX schedule_rule_of_clinic ON schedule_rule (clinic_id);

-- Leave, or extra hours: an exact period that overrides the weekly rules.
CREATE TABLE schedule_exception (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('leave', 'extra_hours')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    -- Modes of extra hours; not used for leave.
    modes text[] NOT NULL DEFAULT '{online,in_person}',
    -- Clinic of extra hours in person; NULL: leave, or online only.
    clinic_id uuid,
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (doctor_id, clinic_id) REFERENCES doctor_clinic,
    CHECK ((clinic_id IS NOT NULL) = (kind = 'extra_hours' AND 'in_person' = ANY (modes)))
);
CREATE INDEX schedule_exception_of_doctor ON schedule_exception (doctor_id, ends_at);
CREATE INDEX schedule_exception_of_clinic ON schedule_exception (clinic_id) WHERE clinic_id IS NOT NULL;

-- The open clinics that present rules and future extra hours name. A clinic may occur more than once.
CREATE VIEW works_at AS
SELECT h.doctor_id, h.clinic_id, c.city FROM (
    SELECT doctor_id, clinic_id FROM schedule_rule WHERE valid_until IS NULL OR valid_until >= current_date
    UNION ALL SELECT doctor_id, clinic_id FROM schedule_exception WHERE ends_at > now()
) h JOIN clinic c ON c.id = h.clinic_id AND c.closed_at IS NULL;

-- Whether a doctor can be booked, and the present version of the schedule. Each booking reads the row FOR SHARE. A transaction that
-- changes rules, leave, types, approval or buffers locks the row and raises the version, so that no booking commits in between.
CREATE TABLE doctor_booking (
    doctor_id uuid PRIMARY KEY,
    schedule_version bigint NOT NULL DEFAULT 1,
    approved boolean NOT NULL DEFAULT false
);
-- The list of doctors who wait for approval reads this index, which is small, because few doctors
-- wait.
CREATE INDEX doctor_booking_waiting ON doctor_booking (doctor_id) WHERE NOT approved;

-- The state of a doctor for administrators: a doctor in state `draft` has no weekly hours yet; a doctor in state
-- `waiting` has weekly hours and waits for approval.
CREATE VIEW doctor_state AS
SELECT d.id AS doctor_id,
    CASE
        WHEN b.approved THEN 'approved'
        WHEN d.suspended_at IS NOT NULL THEN 'suspended'
        WHEN EXISTS (SELECT FROM schedule_rule r WHERE r.doctor_id = d.id) THEN 'waiting'
        ELSE 'draft'
    END AS state
FROM doctor d JOIN doctor_booking b ON b.doctor_id = d.id;

-- A trigger function that deletes the doctor_booking row of a deleted doctor. A foreign key cannot delete the row, because the
-- tables may be on different nodes.
CREATE FUNCTION forget_booking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM doctor_booking WHERE doctor_id = old.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_booking AFTER DELETE ON doctor FOR EACH ROW EXECUTE FUNCTION forget_booking();

-- ---------------------------------------------------------------- free days, kept by the worker for searches

-- The first free start of a day for the default consultation type; holds are ignored.
CREATE TABLE doctor_free_day (
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    -- The mode: online, in_person or any. For doctors at several clinics also the id of a clinic,
    -- for visits in person at that clinic.
    mode text NOT NULL,
    local_day date NOT NULL,
    first_free_at timestamptz NOT NULL,
    -- The last instant at which the first free start can be booked, because its notice period begins then.
    bookable_until timestamptz NOT NULL,
    -- The second free start, and the last instant at which it can be booked; NULL if there is none. Searches use the second free
    -- start when the first has passed, until the worker has computed the day again.
    second_free_at timestamptz,
    second_until timestamptz,
    PRIMARY KEY (doctor_id, mode, local_day)
);
CREATE INDEX doctor_free_day_by_day ON doctor_free_day (local_day, mode, first_free_at);
CREATE INDEX doctor_free_day_passing ON doctor_free_day (bookable_until);

-- The last local day for which a doctor's free days are computed, and the local midnight at which the horizon gains a day.
CREATE TABLE doctor_free_state (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    last_day date NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX doctor_free_state_due ON doctor_free_state (due_at);

-- A note that free days must be computed again, written by the transaction that changes a doctor's times. The worker deletes the
-- note when it has computed the free days.
CREATE TABLE free_day_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    doctor_id uuid NOT NULL,
    -- The start of a claim that was added or removed: only the days that this claim can affect are computed again.
    -- NULL: all days.
    at timestamptz,
    noted_at timestamptz NOT NULL DEFAULT now()
);

-- The lateness of a doctor on one local day: the appointments of this day show the lateness to their patients, and no appointment
-- moves. The lateness ends with the day. A row for another day replaces the doctor's row.
CREATE TABLE running_late (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    minutes int NOT NULL CHECK (minutes > 0),
    day_starts timestamptz NOT NULL,
    day_ends timestamptz NOT NULL,
    -- The account that recorded the lateness last.
    account_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
