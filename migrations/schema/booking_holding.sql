-- Reading the facts that decide whether a time can be held.

-- Returns for each hold, in the order of p_holds: the doctor's version (NULL if the doctor is
-- absent or not approved), the id and name of the patient (NULL if the account has no such
-- patient), and whether the doctor's time is claimed by an appointment other than the one to move.
-- The LIMIT clauses force an index look-up, whatever the planner estimates.
CREATE FUNCTION hold_facts(p_holds hold_request[])
RETURNS TABLE (schedule_version bigint, patient_id uuid, patient_name text, claimed boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    h hold_request;
BEGIN
    FOREACH h IN ARRAY p_holds LOOP
        SELECT b.schedule_version INTO schedule_version
        FROM doctor_booking AS b WHERE b.doctor_id = h.doctor_id AND b.approved;
        SELECT p.id, p.name INTO patient_id, patient_name FROM patient AS p
        WHERE p.account_id = h.account_id AND p.removed_at IS NULL
            AND (p.id = h.patient_id OR (h.patient_id IS NULL AND p.relation = 'self'))
        LIMIT 1;
        claimed := EXISTS (SELECT FROM time_claim AS c
            WHERE c.party_id = h.doctor_id AND c.during && tstzrange(h.starts_at, h.busy_until)
                AND c.appointment_id IS DISTINCT FROM h.reschedules);
        RETURN NEXT;
    END LOOP;
END $$;

-- Returns whether a visit of the doctor, other than the appointment p_but, overlaps the period;
-- pauses after visits do not count.
CREATE FUNCTION visit_in_the_way(p_doctor uuid, p_starts timestamptz, p_ends timestamptz, p_but uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM time_claim AS c
        WHERE c.party_id = p_doctor AND c.during && tstzrange(p_starts, p_ends)
            AND upper(c.during) - make_interval(mins => c.pause_minutes) > p_starts
            AND c.appointment_id IS DISTINCT FROM p_but);
END $$;
