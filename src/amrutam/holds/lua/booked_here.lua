-- The same, and the account's place is free again, where all keys are on one server.
-- KEYS: account, then as in acquire.lua. ARGV as in booked.lua.
redis.call('HDEL', KEYS[1], ARGV[1])
mark_booked(2, unpack(ARGV))
return 1
