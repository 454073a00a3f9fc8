-- Lets go of what is still this hold's. KEYS as in acquire.lua.
-- ARGV: nonce, "start:busy_until", new epoch
-- Returns 1 if the hold was live.
local had = redis.call('DEL', KEYS[3])
for i = 4, #KEYS do
  if redis.call('GET', KEYS[i]) == ARGV[1] then
    redis.call('DEL', KEYS[i])
    had = 1
  end
end
redis.call('ZREM', KEYS[1], ARGV[1] .. ':' .. ARGV[2])
if had == 1 then
  changed(KEYS[2], ARGV[3])
end
return had
