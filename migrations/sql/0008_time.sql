-- Hours may end on the next day: `ends` is then before `starts`. (NOT VALID: what is there satisfies it.)
-- squawk-ignore ban-drop-constraint
ALTER TABLE schedule_rule DROP CONSTRAINT schedule_rule_check;
ALTER TABLE schedule_rule ADD CONSTRAINT schedule_rule_check CHECK (ends <> starts) NOT VALID;

-- The step of a session's grid; without one it is the default consultation type and the pause after it.
ALTER TABLE doctor ADD COLUMN slot_step_minutes int;
ALTER TABLE doctor ADD CONSTRAINT doctor_slot_step_minutes_check
    CHECK (slot_step_minutes BETWEEN 5 AND 720 AND slot_step_minutes % 5 = 0) NOT VALID;

-- Whether the doctor's pause was ever another: claims then end with pauses of different lengths, and where the visit
-- ends is looked up.
ALTER TABLE doctor_booking ADD COLUMN pauses_differ boolean NOT NULL DEFAULT false;

CREATE FUNCTION note_other_pause() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE doctor_booking SET pauses_differ = true WHERE doctor_id = new.id AND NOT pauses_differ;
    RETURN NULL;
END $$;
CREATE TRIGGER note_other_pause AFTER UPDATE OF buffer_minutes ON doctor FOR EACH ROW
WHEN (old.buffer_minutes <> new.buffer_minutes) EXECUTE FUNCTION note_other_pause();

-- The free time after a day's first one: searches go on with it when the first has passed, and need not wait for the
-- worker. NULL: there is none.
ALTER TABLE doctor_free_day ADD COLUMN second_free_at timestamptz;
ALTER TABLE doctor_free_day ADD COLUMN second_until timestamptz;

-- Where there is a pause, the grid is another now.
UPDATE doctor_booking AS b SET schedule_version = schedule_version + 1
FROM doctor AS d WHERE d.id = b.doctor_id AND d.buffer_minutes > 0;
INSERT INTO free_day_change (doctor_id) SELECT id FROM doctor WHERE buffer_minutes > 0;
