-- The chain over the ledgers, and the ledger of what administrators read. The other ledgers are beside what they tell of:
-- consent_event and staff_event in accounts.sql, appointment_event in booking.sql.

-- What administrators read of patients' records. A ledger: rows are only added.
CREATE TABLE record_read (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    appointment_ids uuid[] NOT NULL,
    -- Which call: appointment, list, agenda, affected, ...
    what text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A link of a ledger's chain: a MAC over the checkpoint before it and the entries since then. An entry that is changed, taken
-- out or put in later no longer agrees with it. Rows are only added.
CREATE TABLE audit_checkpoint (
    ledger text NOT NULL,
    -- 1, 2, 3, ... in each ledger.
    number bigint NOT NULL CHECK (number > 0),
    -- The newest entry that it covers, and how many it covers. Ids of several nodes do not come in the order of time: each node
    -- gives them out above its own number in the upper 16 bits. A checkpoint covers entries of one node, from that node's
    -- checkpoint before it on.
    last_id bigint NOT NULL,
    entries int NOT NULL CHECK (entries > 0),
    mac bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, number)
);
CREATE INDEX audit_checkpoint_last ON audit_checkpoint (ledger, last_id);
