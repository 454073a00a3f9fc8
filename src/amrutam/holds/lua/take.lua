-- Reserve and acquire in one call, where all keys are on one server.
-- KEYS: account, then as in acquire.lua.
-- ARGV: nonce, hold_ms, limit, wish, terms, "start:busy_until", new epoch,
-- own marker or ""
-- Returns what reserve does, {"held", expires_ms} or {"taken"}.
local answer = reserve(KEYS[1], unpack(ARGV, 1, 5))
if answer[1] ~= 'reserved' then
  return answer
end
local expires = acquire(2, ARGV[1], ARGV[2], ARGV[6], ARGV[7], ARGV[8])
if not expires then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return {'taken'}
end
return {'held', expires}
