-- Reserves one of the account's few holds before the doctor's time is asked for.
-- KEYS 1: account:<id>:holds, a hash of nonce -> "expires_ms|hold_ms wish token"
-- ARGV: nonce, hold_ms, limit, wish, token
-- Returns {"reserved"}, {"same", token} for a live hold with the same wish, or
-- {"full", milliseconds until the first one ends}.
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local live, soonest = 0, nil
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local expires, wish, token = string.match(entries[i + 1], '^(%d+) (%S+) (%S+)$')
  expires = tonumber(expires)
  if expires <= now then
    redis.call('HDEL', KEYS[1], entries[i])
  elseif wish == ARGV[4] then
    return {'same', token}
  else
    live = live + 1
    if not soonest or expires < soonest then soonest = expires end
  end
end
if live >= tonumber(ARGV[3]) then
  return {'full', soonest - now}
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d %s %s', now + ARGV[2], ARGV[4], ARGV[5]))
redis.call('PEXPIRE', KEYS[1], 3600000)
return {'reserved'}
