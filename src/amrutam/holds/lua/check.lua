-- Before a confirm: are all ticks still this hold's, and is it verified or the code right?
-- What is left of its time is raised to at least `least_ms`, so that it outlives the transaction.
-- KEYS 1: index, 2: version, 3: record, 4: the code's challenge, 5..: ticks
-- ARGV: nonce, least_ms, "start:busy_until", requires_code (0 or 1), the code's MAC under each
-- key of the ring, or "", most tries
-- Returns {outcome, now_ms}: "ok", "expired" (whoever has its time by now), "code-required",
-- "code-refused".
local now = now_ms()
for _, holder in ipairs(redis.call('MGET', unpack(KEYS, 5))) do
  if holder ~= ARGV[1] then
    return {'expired', now}
  end
end
local record = redis.call('HMGET', KEYS[3], 'expires', 'verified')
if not record[1] then
  return {'expired', now}
end
if ARGV[4] == '1' and record[2] ~= '1' then
  if ARGV[5] == '' then
    return {'code-required', now}
  end
  local challenge = redis.call('HGET', KEYS[4], 'mac')
  if not challenge or redis.call('HINCRBY', KEYS[4], 'tries', 1) > tonumber(ARGV[6]) then
    return {'code-refused', now}
  end
  if not string.find(ARGV[5], challenge, 1, true) then
    return {'code-refused', now}
  end
  redis.call('DEL', KEYS[4])
  redis.call('HSET', KEYS[3], 'verified', 1)
end
local expires = tonumber(record[1])
if expires - now < tonumber(ARGV[2]) then
  expires = now + ARGV[2]
  for i = 5, #KEYS do
    redis.call('PEXPIREAT', KEYS[i], expires)
  end
  redis.call('PEXPIREAT', KEYS[3], expires)
  redis.call('HSET', KEYS[3], 'expires', expires)
  redis.call('ZADD', KEYS[1], expires, ARGV[1] .. ':' .. ARGV[3])
end
return {'ok', now}
