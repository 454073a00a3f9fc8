-- KEYS: index, version, record, ticks..., extensions of the account and slot. ARGV: nonce, hold_ms, "start:busy_until", new epoch, own
-- marker or ""
local extended = table.remove(KEYS)
return acquire(1, extended, unpack(ARGV)) or 0
