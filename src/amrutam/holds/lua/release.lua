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
-- An ended hold whose end nobody was told of yet is told of here.
if redis.call('ZREM', KEYS[1], ARGV[1] .. ':' .. ARGV[2]) + had > 0 then
  changed(KEYS[2], ARGV[3], ARGV[2], 0)
end
return had
