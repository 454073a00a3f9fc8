-- The live holds of some doctors, and the count of changes read before them.
-- KEYS: index, version, index, version, ... Returns {{epoch, n, {member, ...}}, ...}.
local now = now_ms()
local answer = {}
for i = 1, #KEYS, 2 do
  local version = redis.call('HMGET', KEYS[i + 1], 'epoch', 'n')
  local members = redis.call('ZRANGEBYSCORE', KEYS[i], '(' .. now, '+inf')
  answer[#answer + 1] = {version[1], version[2], members}
end
return answer
