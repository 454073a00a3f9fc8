-- Gives a live hold more time. KEYS as in acquire.lua.
-- ARGV: nonce, extension_ms, most extensions, "start:busy_until"
-- Returns {1, expires_ms, extensions}, {0} when it has ended, {-1} when it may not be extended.
for _, holder in ipairs(redis.call('MGET', unpack(KEYS, 4))) do
  if holder ~= ARGV[1] then
    return {0}
  end
end
local record = redis.call('HMGET', KEYS[3], 'expires', 'extensions')
if not record[1] then
  return {0}
end
local extensions = tonumber(record[2]) + 1
if extensions > tonumber(ARGV[3]) then
  return {-1}
end
local expires = tonumber(record[1]) + ARGV[2]
for i = 3, #KEYS do
  redis.call('PEXPIREAT', KEYS[i], expires)
end
redis.call('HSET', KEYS[3], 'expires', expires, 'extensions', extensions)
redis.call('ZADD', KEYS[1], expires, ARGV[1] .. ':' .. ARGV[4])
return {1, expires, extensions}
