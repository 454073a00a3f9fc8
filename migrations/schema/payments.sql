-- Payments at clinics. The platform charges nothing online.

-- The last receipt number of a clinic in a year of its own zone. The transaction that writes the payment increments the number,
-- so that receipt numbers have neither gaps nor duplicates.
CREATE TABLE receipt_counter (
    clinic_id uuid NOT NULL,
    year int NOT NULL,
    last_number int NOT NULL CHECK (last_number > 0),
    PRIMARY KEY (clinic_id, year)
);

-- A payment at a clinic, or a counter-entry that reverses one: a row of its own with the negative amount. A ledger: rows are only
-- added.
CREATE TABLE payment (
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    clinic_id uuid NOT NULL REFERENCES clinic,
    year int NOT NULL,
    -- The receipt number: 1, 2, 3, ... for each clinic and year.
    number int NOT NULL CHECK (number > 0),
    patient_id uuid NOT NULL,
    doctor_id uuid NOT NULL,
    -- The subject of the payment: a booked visit, or a number of the clinic queue.
    appointment_id uuid,
    ticket_id uuid,
    -- The amount in minor units of the currency.
    amount bigint NOT NULL CHECK (amount <> 0),
    currency text NOT NULL,
    method text NOT NULL CHECK (method IN ('cash', 'card', 'upi')),
    -- For a counter-entry: the year and number of the receipt whose payment it reverses, and the sealed reason for reversing
    -- it; otherwise NULL. The SHA-256 of the sealed reason stays when an erasure deletes the reason, because the audit chain
    -- covers the hash.
    reverses_year int,
    reverses_number int,
    note_sealed bytea,
    note_hash bytea,
    made_by uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (clinic_id, year, number),
    UNIQUE (clinic_id, reverses_year, reverses_number),
    FOREIGN KEY (clinic_id, reverses_year, reverses_number) REFERENCES payment (clinic_id, year, number),
    CHECK ((appointment_id IS NULL) <> (ticket_id IS NULL)),
    CHECK ((reverses_number IS NULL) = (amount > 0) AND (reverses_number IS NULL) = (reverses_year IS NULL))
);
CREATE INDEX payment_of_day ON payment (clinic_id, at);
CREATE INDEX payment_of_appointment ON payment (appointment_id) WHERE appointment_id IS NOT NULL;
-- Serves the export and the erasure of a patient.
CREATE INDEX payment_of_patient ON payment (patient_id);
CREATE INDEX payment_of_ticket ON payment (ticket_id) WHERE ticket_id IS NOT NULL;
