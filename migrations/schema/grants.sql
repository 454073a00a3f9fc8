-- What the processes' role may do: by table, verb and, where it matters, column. Run after every migration; :role is
-- that role's name. What is not named here is refused: a new table is named here by the change that adds it.
GRANT USAGE ON SCHEMA public TO :role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM :role;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM :role;

-- Reading only: what migrations, the owner's commands and the owner's functions write.
GRANT SELECT ON alembic_version, backup, specialization, city, search_term, made_up_account, desk_clinic, appointment_shown,
    works_at TO :role;

-- An account that the role inserts is a patient's. Roles and disabling are the owner's functions' to change.
GRANT SELECT, INSERT (locale, time_zone, email_sealed, email_index, phone_sealed, phone_index),
    UPDATE (locale, time_zone, password_hash, totp_sealed, totp_last_step) ON account TO :role;
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON recovery_code TO :role;
GRANT SELECT, INSERT, UPDATE (name) ON patient TO :role;
GRANT SELECT, INSERT, DELETE,
    UPDATE (last_seen_at, expires_at, revoked_at, proved_at) ON session TO :role;
GRANT SELECT, INSERT, UPDATE (used_at, answer_sealed), DELETE ON refresh_token TO :role;
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON staff_token TO :role;
GRANT SELECT, INSERT ON staff_device TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (name, sign_count, backed_up, last_used_at) ON passkey TO :role;
GRANT SELECT, INSERT, UPDATE (state, retired_at) ON signing_key TO :role;

GRANT SELECT, INSERT, UPDATE ON doctor, doctor_booking, consultation_type TO :role;
GRANT SELECT, INSERT, DELETE ON schedule_rule, schedule_exception, doctor_clinic TO :role;
GRANT SELECT, INSERT, UPDATE ON clinic TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE
    ON doctor_listing, doctor_free_day, doctor_free_state, free_day_change, calendar_link TO :role;

-- Appointments are never deleted, and never another patient's or doctor's.
GRANT SELECT, INSERT, UPDATE (starts_at, ends_at, status, consultation_type_id, mode, clinic_id, fee_amount, fee_currency,
    time_zone, version, updated_at) ON appointment TO :role;
GRANT SELECT, INSERT, UPDATE (starts_at) ON appointment_place TO :role;
GRANT SELECT, INSERT, DELETE ON time_claim TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON counted_appointment TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (body_hash, answer_sealed, created_at) ON idempotency_key TO :role;

-- Only added to.
GRANT SELECT, INSERT ON appointment_event, consent_event, staff_event, record_read, audit_checkpoint TO :role;

GRANT SELECT, INSERT, UPDATE, DELETE ON pgqueuer, pgqueuer_log, pgqueuer_schedules, pgqueuer_statistics TO :role;
GRANT USAGE ON SEQUENCE pgqueuer_id_seq, pgqueuer_schedules_id_seq, pgqueuer_statistics_id_seq TO :role;

GRANT EXECUTE ON FUNCTION make_appointment_partitions, create_staff, set_account_role, set_account_disabled,
    reset_staff, add_desk, remove_desk TO :role;
