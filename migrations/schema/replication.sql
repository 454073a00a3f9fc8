-- The heartbeat of the primary: its time and timeline. The last heartbeat that a replica has replayed shows how far behind the
-- replica is. The table has one row. If there are replicas, a worker rewrites the row several times a second.
CREATE TABLE replication_heartbeat (
    id boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (id),
    written_at timestamp with time zone NOT NULL,
    timeline bigint NOT NULL  -- timeline of the primary's write-ahead log, which each failover increments
);
INSERT INTO replication_heartbeat (written_at, timeline) VALUES ('-infinity', 0);
