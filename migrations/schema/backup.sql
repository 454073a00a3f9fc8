-- Completed backups of this database. The program that makes the backups adds a row, by `amrutam backup record` or by INSERT.
-- Workers export the time of the last row for an alert.
CREATE TABLE backup (
    ended_at timestamp with time zone NOT NULL PRIMARY KEY DEFAULT clock_timestamp()
);

-- Returns whether commits require a synchronous standby and none is connected; NULL if the schema's owner may not read the state,
-- because the owner lacks pg_read_all_stats. The processes' role does not get that right, which would show the text of all
-- statements.
CREATE FUNCTION synchronous_standby_missing() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN current_setting('synchronous_standby_names') = '' THEN false
        WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN NOT EXISTS (
            SELECT FROM pg_stat_replication WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum'))
    END
$$;
REVOKE ALL ON FUNCTION synchronous_standby_missing FROM PUBLIC;
