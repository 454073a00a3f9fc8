-- The history's chain: each checkpoint is a MAC over the checkpoint before it and the rows since then, so that a row that
-- was changed, taken out or put in later is found. Only added to.
CREATE TABLE audit_checkpoint (
    ledger text NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    last_id bigint NOT NULL,
    entries int NOT NULL CHECK (entries > 0),
    mac bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, number)
);
