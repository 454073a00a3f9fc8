-- Sockets of one account or address, over all gateways. Called by realtime/seats.py.

-- One more socket of somebody, if there may be one. Who takes it lives from now on, told or not.
-- KEYS: hash of process -> sockets of that somebody, hash of process -> "sockets expires_ms".
-- ARGV: process, limit, life_ms. Returns 1, or 0 if there may be none.
register('realtime_sit', function(keys, args)
  local now = now_ms()
  redis.call('HSETNX', keys[2], args[1], string.format('0 %d', now + args[3]))
  local taken, entries = 0, redis.call('HGETALL', keys[1])
  for i = 1, #entries, 2 do
    local process, sockets = entries[i], entries[i + 1]
    local said = redis.call('HGET', keys[2], process)
    if not said then
      redis.call('HDEL', keys[1], process)
    elseif process == args[1] or tonumber(string.match(said, ' (%d+)$')) > now then
      taken = taken + sockets
    end
  end
  if taken >= tonumber(args[2]) then
    return 0
  end
  redis.call('HINCRBY', keys[1], args[1], 1)
  redis.call('EXPIRE', keys[1], 86400)
  return 1
end)

-- One socket less. KEYS: hash of process -> sockets. ARGV: process.
register('realtime_rise', function(keys, args)
  if redis.call('HINCRBY', keys[1], args[1], -1) <= 0 then
    redis.call('HDEL', keys[1], args[1])
  end
  return 1
end)
