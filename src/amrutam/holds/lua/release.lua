-- The hold is given back. KEYS as in acquire.lua. ARGV: nonce, "start:busy_until", new epoch
-- Returns 1 if it was live.
return let_go(unpack(ARGV))
