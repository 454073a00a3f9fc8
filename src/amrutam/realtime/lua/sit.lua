-- One more socket of somebody, if there may be one. Who takes it lives from now on, told or not.
-- KEYS: hash of process -> sockets of that somebody, hash of process -> "sockets expires_ms"
-- ARGV: process, limit, life_ms. Returns 1, or 0 if there may be none.
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('HSETNX', KEYS[2], ARGV[1], string.format('0 %d', now + ARGV[3]))
local taken, entries = 0, redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local process, sockets = entries[i], entries[i + 1]
  local said = redis.call('HGET', KEYS[2], process)
  if not said then
    redis.call('HDEL', KEYS[1], process)
  elseif process == ARGV[1] or tonumber(string.match(said, ' (%d+)$')) > now then
    taken = taken + sockets
  end
end
if taken >= tonumber(ARGV[2]) then
  return 0
end
redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
redis.call('EXPIRE', KEYS[1], 86400)
return 1
