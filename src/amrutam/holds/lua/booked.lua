-- After a commit: the ticks become a marker that outlives every reader's old snapshot.
-- KEYS as in acquire.lua. ARGV: nonce, marker_ms, "start:busy_until", new epoch, marker (names the
-- appointment, so that cancelling it can take the marker away)
mark_booked(1, unpack(ARGV))
return 1
