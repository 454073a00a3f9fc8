-- Counts the sockets of one account or address, over all gateways. Called by realtime/socket_limits.py.

-- Counts one more socket of an account or address, unless the limit is reached. A process that has not reported
-- itself yet (sockets_open in counters.lua) counts as live for life_ms. Sockets of other processes that are not live
-- do not count. KEYS: hash of process -> sockets of the account or address, hash of process ->
-- "sockets expires_ms". ARGV: process, limit, life_ms. Returns 1, or 0 at the limit.
register('realtime_socket_opened', function(keys, args)
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

-- Counts one socket less. KEYS: hash of process -> sockets. ARGV: process.
register('realtime_socket_closed', function(keys, args)
  if redis.call('HINCRBY', keys[1], args[1], -1) <= 0 then
    redis.call('HDEL', keys[1], args[1])
  end
  return 1
end)
