-- Accounts that nobody is: `amrutam up` made them (demo: everybody knows their secrets), or `amrutam seed` (seeded: nobody
-- has their address). Where they may sign in depends on the environment. `amrutam migrate` fills in those that were
-- there before this table.
CREATE TABLE made_up_account (
    account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('demo', 'seeded'))
);
CREATE INDEX made_up_account_of_kind ON made_up_account (kind);
