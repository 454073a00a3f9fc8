-- Rights of the processes' role, by table, verb and, where it matters, column. Run after every migration; :role is the name of that
-- role. Everything that is not granted here is refused, so a change that adds a table adds its grants.
GRANT USAGE ON SCHEMA public TO :role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM :role;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM :role;

-- The role may only read these tables: migrations, the owner's commands and the owner's functions
-- write them.
GRANT SELECT ON alembic_version, backup, erasure, specialization, city, search_term, made_up_account, desk_clinic, appointment_shown,
    works_at, doctor_state TO :role;

GRANT SELECT, UPDATE (written_at, timeline) ON replication_heartbeat TO :role;

-- An account that the role inserts is a patient's. Only the owner's functions change roles and disable accounts.
GRANT SELECT, INSERT (locale, time_zone, email_sealed, email_index, phone_sealed, phone_index),
    UPDATE (locale, time_zone, password_hash, totp_sealed, totp_last_step) ON account TO :role;
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON recovery_code TO :role;
GRANT SELECT, INSERT, UPDATE (name, relation, birth_date, gender) ON patient TO :role;
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
GRANT SELECT, INSERT, UPDATE (removed_by, removed_at) ON clinic_holiday TO :role;
GRANT SELECT, INSERT ON clinic_patient TO :role;
GRANT SELECT, INSERT, UPDATE (last_number) ON queue_counter, receipt_counter TO :role;
GRANT SELECT, INSERT, UPDATE (state, room, changed_at) ON queue_ticket TO :role;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON clinic_display TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON running_late TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON doctor_photo TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE
    ON doctor_listing, doctor_free_day, doctor_free_state, free_day_change, calendar_link TO :role;

-- Appointments are never deleted, and never change their patient. Only change_doctor gives one to another doctor.
GRANT SELECT, INSERT, UPDATE (starts_at, ends_at, status, attendance, consultation_type_id, mode, clinic_id, fee_amount,
    fee_currency, time_zone, reason_sealed, version, updated_at) ON appointment TO :role;
GRANT SELECT, INSERT, UPDATE (starts_at) ON appointment_place TO :role;
GRANT SELECT, INSERT, DELETE ON time_claim, move_proposal TO :role;
GRANT SELECT, INSERT, UPDATE (doctor_id, asked_at, declined_at), DELETE ON handover TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON counted_appointment TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (body_hash, answer_sealed, created_at) ON idempotency_key TO :role;

-- The role may read and insert rows of these tables; it may not change or delete them.
GRANT SELECT, INSERT ON appointment_event, consent_event, staff_event, record_read, payment, setting_change, audit_checkpoint
    TO :role;

GRANT SELECT, INSERT, UPDATE, DELETE ON pgqueuer, pgqueuer_log, pgqueuer_schedules, pgqueuer_statistics TO :role;
GRANT USAGE ON SEQUENCE pgqueuer_id_seq, pgqueuer_schedules_id_seq, pgqueuer_statistics_id_seq TO :role;

GRANT EXECUTE ON FUNCTION make_appointment_partitions, create_staff, set_account_role, set_account_disabled,
    reset_staff, add_desk, remove_desk, set_own_email, erase_account, erase_patient, change_doctor, synchronous_standby_missing TO :role;
