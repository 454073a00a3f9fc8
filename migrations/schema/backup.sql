-- Backups of this database that are whole. Whatever makes them adds a row, by `amrutam backup record` or its own INSERT;
-- workers export the last row's time, and an alert compares it with the clock.
CREATE TABLE backup (
    ended_at timestamp with time zone NOT NULL PRIMARY KEY DEFAULT clock_timestamp()
);
