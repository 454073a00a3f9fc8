-- What one process knows of holds: those that live, until when, and those that have gone.
-- KEYS: a set of nonce -> end in ms; a hold that has gone stands there for a minute with the negative
-- time of its going, so that another process which tells later that it lives is not believed.
-- ARGV: how many live, nonce, end, nonce, end, ..., then the nonces that have gone
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local last = 1 + 2 * ARGV[1]
for i = 2, last, 2 do
  local known = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[i]))
  if not known or (known > 0 and known < tonumber(ARGV[i + 1])) then
    redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
  end
end
for i = last + 1, #ARGV do
  redis.call('ZADD', KEYS[1], -now, ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], 60000 - now, now)
redis.call('PEXPIRE', KEYS[1], 7200000)
return 1
