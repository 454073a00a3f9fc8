-- KEYS: index, version, record, ticks... ARGV: nonce, hold_ms, "start:busy_until", new epoch, own
-- marker or ""
local expires = acquire(1, unpack(ARGV))
return expires or 0
