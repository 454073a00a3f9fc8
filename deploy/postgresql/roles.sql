-- Run once, as a superuser: creates the owner of the schema, the processes' role, which owns nothing, and the database. Set
-- owner_password and app_password with `\set` before: other users could read them on a command line.
\set ON_ERROR_STOP on
CREATE ROLE amrutam_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE amrutam_app LOGIN PASSWORD :'app_password';
GRANT pg_read_all_stats TO amrutam_owner;
CREATE DATABASE amrutam OWNER amrutam_owner;
\connect amrutam
ALTER ROLE amrutam_app SET timezone = 'UTC';
ALTER ROLE amrutam_app SET lock_timeout = '2s';
ALTER ROLE amrutam_app SET transaction_timeout = '5s';
ALTER ROLE amrutam_app SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE amrutam_app SET jit = 'off';
ALTER ROLE amrutam_app SET plan_cache_mode = 'force_generic_plan';
ALTER ROLE amrutam_app SET enable_seqscan = 'off';
ALTER ROLE amrutam_app SET pg_trgm.word_similarity_threshold = '0.5';
