-- The clinic queue: numbers of a doctor's patients on one day at a clinic, and the displays that show them.

-- The last number given to a doctor's patients at a clinic on one of the clinic's local days. The transaction that writes the
-- ticket increments the number, so that numbers have neither gaps nor duplicates.
CREATE TABLE queue_counter (
    doctor_id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    local_day date NOT NULL,
    last_number int NOT NULL CHECK (last_number > 0),
    PRIMARY KEY (doctor_id, clinic_id, local_day)
);

-- A number of a clinic queue and the state of its patient: waiting, called, in the room, done, or left without having been seen.
CREATE TABLE queue_ticket (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    clinic_id uuid NOT NULL REFERENCES clinic,
    doctor_id uuid NOT NULL REFERENCES doctor,
    local_day date NOT NULL,
    number int NOT NULL CHECK (number > 0),
    patient_id uuid NOT NULL REFERENCES patient,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'called', 'in_room', 'done', 'left')),
    -- The room to which the patient is called; empty until then.
    room text NOT NULL DEFAULT '',
    made_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (clinic_id, local_day, doctor_id, number)
);
-- Serves the export and the erasure of a patient.
CREATE INDEX queue_ticket_of_patient ON queue_ticket (patient_id);

-- A screen in a clinic that shows numbers and rooms. Its token gives access to nothing else. The display shows nothing while its
-- clinic is closed, or after its creator stopped working there.
CREATE TABLE clinic_display (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    clinic_id uuid NOT NULL REFERENCES clinic,
    -- The name that its creator gave the display.
    name text NOT NULL,
    token_hash bytea NOT NULL UNIQUE,
    made_by uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE INDEX clinic_display_of_clinic ON clinic_display (clinic_id) WHERE revoked_at IS NULL;
