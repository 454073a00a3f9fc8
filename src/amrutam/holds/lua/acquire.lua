-- Takes every tick of a time, all or none, then writes the hold's record and the index.
-- KEYS 1: index (sorted by expiry), 2: version, 3: the hold's record, 4..: ticks
-- ARGV: nonce, hold_ms, "start:busy_until", verified (0 or 1), epoch if there is none yet
-- Returns {1, expires_ms} or {0}.
for i = 4, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    return {0}
  end
end
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local expires = now + ARGV[2]
for i = 4, #KEYS do
  redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
end
redis.call('HSET', KEYS[3], 'expires', expires, 'extensions', 0, 'verified', ARGV[4])
redis.call('PEXPIRE', KEYS[3], ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], expires, ARGV[1] .. ':' .. ARGV[3])
redis.call('PEXPIRE', KEYS[1], 86400000)
redis.call('HSETNX', KEYS[2], 'epoch', ARGV[5])
redis.call('HINCRBY', KEYS[2], 'n', 1)
return {1, expires}
