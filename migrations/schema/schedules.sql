-- When doctors offer times, and which of their days have a free one.

-- A weekly session in local wall time.
CREATE TABLE schedule_rule (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    -- ISO: 1 is Monday.
    weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    -- An end before the start is on the next day; 24:00 is midnight at the end of the day.
    starts time NOT NULL,
    ends time NOT NULL CHECK (ends <> starts),
    time_zone text NOT NULL,
    valid_from date NOT NULL DEFAULT '2000-01-01',
    valid_until date,
    modes text[] NOT NULL DEFAULT '{online,in_person}',
    -- [{"starts": "13:00", "ends": "14:00"}, ...]
    breaks jsonb NOT NULL DEFAULT '[]',
    -- Where visits in person are; NULL: the session is online only.
    clinic_id uuid,
    FOREIGN KEY (doctor_id, clinic_id) REFERENCES doctor_clinic,
    CHECK ((clinic_id IS NOT NULL) = ('in_person' = ANY (modes))),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX schedule_rule_of_doctor ON schedule_rule (doctor_id);
CREATE INDEX schedule_rule_of_clinic ON schedule_rule (clinic_id);

-- Leave, or extra hours: an exact period that overrides the week.
CREATE TABLE schedule_exception (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('leave', 'extra_hours')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    -- Of extra hours.
    modes text[] NOT NULL DEFAULT '{online,in_person}',
    -- Where extra hours in person are; NULL: leave, or online only.
    clinic_id uuid,
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (doctor_id, clinic_id) REFERENCES doctor_clinic,
    CHECK ((clinic_id IS NOT NULL) = (kind = 'extra_hours' AND 'in_person' = ANY (modes)))
);
CREATE INDEX schedule_exception_of_doctor ON schedule_exception (doctor_id, ends_at);

-- Whether a doctor can be booked, and at which version of the schedule. Each booking reads the row FOR SHARE. Whoever changes
-- rules, leave, types, approval or buffers locks it and raises the version, so that no booking slips between them.
CREATE TABLE doctor_booking (
    doctor_id uuid PRIMARY KEY,
    schedule_version bigint NOT NULL DEFAULT 1,
    approved boolean NOT NULL DEFAULT false
);
-- The few doctors that wait for approval.
CREATE INDEX doctor_booking_waiting ON doctor_booking (doctor_id) WHERE NOT approved;

-- Deletes what doctor_booking says of a doctor who is deleted. A foreign key would do it, were both tables on one node.
CREATE FUNCTION forget_booking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM doctor_booking WHERE doctor_id = old.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_booking AFTER DELETE ON doctor FOR EACH ROW EXECUTE FUNCTION forget_booking();

-- ---------------------------------------------------------------- free days, kept by the worker for searches

-- The first free start of a day, for the default consultation type, holds ignored.
CREATE TABLE doctor_free_day (
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    -- online, in_person or any.
    mode text NOT NULL,
    local_day date NOT NULL,
    first_free_at timestamptz NOT NULL,
    -- When the notice period of the first free start begins.
    bookable_until timestamptz NOT NULL,
    -- The free start after the first, and when its notice period begins; NULL: there is none. Searches go on with it when the
    -- first has passed, and need not wait for the worker.
    second_free_at timestamptz,
    second_until timestamptz,
    PRIMARY KEY (doctor_id, mode, local_day)
);
CREATE INDEX doctor_free_day_by_day ON doctor_free_day (local_day, mode, first_free_at);
CREATE INDEX doctor_free_day_passing ON doctor_free_day (bookable_until);

-- Up to which local day a doctor's free days are worked out, and the local midnight at which the horizon reaches another.
CREATE TABLE doctor_free_state (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    last_day date NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX doctor_free_state_due ON doctor_free_state (due_at);

-- A note, written by the transaction that changes a doctor's times, that free days are to be worked out again. The worker
-- deletes it when that is done.
CREATE TABLE free_day_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    doctor_id uuid NOT NULL,
    -- The start of a claim that came or went: only the days it can touch are worked out again. NULL: all days.
    at timestamptz,
    noted_at timestamptz NOT NULL DEFAULT now()
);
