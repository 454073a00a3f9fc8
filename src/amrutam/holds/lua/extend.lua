-- Gives a live hold more time, near its end. KEYS as in acquire.lua.
-- ARGV: nonce, extension_ms, most extensions, "start:busy_until", window_ms before the end, for how long
-- the account's extensions of this slot are remembered (ms)
-- Returns {1, expires_ms, extensions}, {0} when it has ended, {-1} when it may not be extended any more,
-- {-2, ms} when it may be in so long.
local extended = table.remove(KEYS)
for _, holder in ipairs(redis.call('MGET', unpack(KEYS, 4))) do
  if holder ~= ARGV[1] then
    return {0}
  end
end
local record = redis.call('HMGET', KEYS[3], 'expires')
if not record[1] then
  return {0}
end
local extensions = tonumber(redis.call('GET', extended) or 0) + 1
if extensions > tonumber(ARGV[3]) then
  return {-1}
end
local early = record[1] - now_ms() - ARGV[5]
if early > 0 then
  return {-2, early}
end
redis.call('SET', extended, extensions, 'PX', ARGV[6])
local expires = tonumber(record[1]) + ARGV[2]
for i = 3, #KEYS do
  redis.call('PEXPIREAT', KEYS[i], expires)
end
redis.call('HSET', KEYS[3], 'expires', expires, 'extensions', extensions)
redis.call('ZADD', KEYS[1], expires, ARGV[1] .. ':' .. ARGV[4])
return {1, expires, extensions}
