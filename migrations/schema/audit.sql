-- The hash chain over the ledgers, and the ledger of record reads. A ledger is a table to which rows are only added. The chain's
-- other ledgers are in the file of their subject: consent_event and staff_event in accounts.sql, appointment_event in
-- booking.sql, payment in payments.sql, setting_change in operations.sql.

-- Reads of patients' records by administrators and desks. A ledger: rows are only added.
CREATE TABLE record_read (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    -- The ids of the patients, for the kinds `patients`, `queue` and `payments`; otherwise of the appointments.
    appointment_ids uuid[] NOT NULL,
    -- The kind of call in which the records were read: appointment, list, agenda, affected, patients, queue or payments.
    what text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A checkpoint of a ledger: a MAC over the previous checkpoint and the entries since the previous checkpoint. The MAC no longer
-- matches if an entry is changed, removed or inserted later. Rows are only added.
CREATE TABLE audit_checkpoint (
    ledger text NOT NULL,
    -- The number of the checkpoint in its ledger, from 1.
    number bigint NOT NULL CHECK (number > 0),
    -- The id of the newest entry that the checkpoint covers, and the number of covered entries. The upper 16 bits of
    -- an id are the number of the database node that issued it, so the ids of several nodes are not ordered by time. A checkpoint
    -- covers entries of one node only, from the end of that node's previous checkpoint.
    last_id bigint NOT NULL,
    entries int NOT NULL CHECK (entries > 0),
    mac bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, number)
);
CREATE INDEX audit_checkpoint_last ON audit_checkpoint (ledger, last_id);
