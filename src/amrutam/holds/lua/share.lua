-- One more request of the account is about to be told of the hold. KEYS: record.
-- Returns {expires_ms, extensions, verified}, or nothing when the hold has ended.
local state = redis.call('HMGET', KEYS[1], 'expires', 'extensions', 'verified')
if not state[1] then
  return nil
end
redis.call('HINCRBY', KEYS[1], 'askers', 1)
return state
