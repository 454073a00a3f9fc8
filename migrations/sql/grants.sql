-- What the processes' role may do. Run after every migration; :role is that role's name.
GRANT USAGE ON SCHEMA public TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :role;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :role;
REVOKE UPDATE, DELETE, TRUNCATE ON appointment_event, consent_event, audit_checkpoint FROM :role;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM :role;
GRANT EXECUTE ON FUNCTION make_appointment_partitions TO :role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :role;
