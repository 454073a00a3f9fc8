-- Reserve and acquire in one call, where all keys are on one server.
-- KEYS: account, then as in acquire.lua, then the address's holds.
-- ARGV: nonce, hold_ms, limit, wish, terms, "start:busy_until", new epoch,
-- own marker or "", then what from_address takes (member "" counts for no address)
-- Returns what reserve does, {"held", expires_ms, extensions, holds of the address} or {"taken"}.
local address = table.remove(KEYS)
local extended = table.remove(KEYS)
local answer = reserve(KEYS[1], unpack(ARGV, 1, 5))
if answer[1] ~= 'reserved' then
  return answer
end
local held = acquire(2, extended, ARGV[1], ARGV[2], ARGV[6], ARGV[7], ARGV[8])
if not held then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return {'taken'}
end
local beside = ARGV[9] == '' and {} or from_address(address, unpack(ARGV, 9))
return {'held', held[1], held[2], beside}
