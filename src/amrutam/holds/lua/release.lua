-- Lets go of what is still this hold's. KEYS as in acquire.lua.
-- ARGV: nonce, "start:busy_until", epoch if there is none yet
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
  redis.call('HSETNX', KEYS[2], 'epoch', ARGV[3])
  redis.call('HINCRBY', KEYS[2], 'n', 1)
end
return had
