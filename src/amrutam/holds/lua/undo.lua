-- A request that had the hold is refused: it is let go of, unless others were told of it, or will be.
-- KEYS as in acquire.lua. ARGV: nonce, "start:busy_until", new epoch
-- Returns 0 when it lives on for others.
if redis.call('EXISTS', KEYS[3]) == 1 and redis.call('HINCRBY', KEYS[3], 'askers', -1) > 0 then
  return 0
end
let_go(unpack(ARGV))
return 1
