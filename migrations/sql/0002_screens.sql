-- What the screens need beside booking itself.

-- Doctors that wait for approval: few among many. A row a doctor, so that building it takes no time.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX doctor_booking_waiting ON doctor_booking (doctor_id) WHERE NOT approved;
