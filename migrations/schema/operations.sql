-- Settings that administrators changed. The newest row of a name decides; without a row the environment of the processes does.
-- A ledger: rows are only added.
CREATE TABLE setting_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The name of the setting, as in core/adjustable.py.
    name text NOT NULL,
    -- The number of the change among the changes of this setting, from 1. Of two administrators who change the same version, the
    -- unique key refuses the second.
    version int NOT NULL CHECK (version > 0),
    -- The numbers that applied before and after the change.
    previous double precision NOT NULL,
    value double precision NOT NULL,
    -- True if the change went back to the environment's value. The environment then decides, whatever its value is later.
    is_default boolean NOT NULL,
    -- The administrator who made the change.
    account_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (name, version)
);
