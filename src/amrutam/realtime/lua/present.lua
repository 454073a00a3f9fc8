-- Who lives and how many sockets they have in all; the dead are taken out.
-- KEYS: hash of process -> "sockets expires_ms". ARGV: process or "", its sockets, life_ms
-- Returns {sockets in all, process, ...}.
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
if ARGV[1] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%d %d', ARGV[2], now + ARGV[3]))
end
local answer, entries = {0}, redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local sockets, expires = string.match(entries[i + 1], '^(%d+) (%d+)$')
  if not expires or tonumber(expires) <= now then
    redis.call('HDEL', KEYS[1], entries[i])
  else
    answer[1] = answer[1] + sockets
    answer[#answer + 1] = entries[i]
  end
end
return answer
