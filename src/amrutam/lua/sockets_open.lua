-- How many processes live, and how many sockets they have in all; the long dead are taken out.
-- KEYS: hash of process -> "sockets expires_ms"
-- ARGV: grace_ms, and for a process that speaks: life_ms, its id, its sockets
-- Returns {processes, sockets}.
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
if ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[3], string.format('%d %d', ARGV[4], now + ARGV[2]))
end
local living, open, entries = 0, 0, redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local sockets, expires = string.match(entries[i + 1], '^(%d+) (%d+)$')
  if expires and tonumber(expires) > now then
    living, open = living + 1, open + sockets
  elseif not expires or expires + ARGV[1] <= now then
    redis.call('HDEL', KEYS[1], entries[i])
  end
end
return {living, open}
