-- One more socket of somebody, if there may be one.
-- KEYS: hash of process -> sockets. ARGV: process, limit, every process that lives...
local lives, taken = {}, 0
for i = 3, #ARGV do
  lives[ARGV[i]] = true
end
lives[ARGV[1]] = true
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  if lives[entries[i]] then
    taken = taken + entries[i + 1]
  else
    redis.call('HDEL', KEYS[1], entries[i])
  end
end
if taken >= tonumber(ARGV[2]) then
  return 0
end
redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
redis.call('EXPIRE', KEYS[1], 86400)
return 1
