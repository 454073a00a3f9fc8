-- What operators see counted over all processes. Called by core/counters.py.

-- What one process knows of holds: those that live, until when, and those that have gone.
-- KEYS: a set of nonce -> end in ms; a hold that has gone stands there for a minute with the negative
-- time of its going, so that another process which tells later that it lives is not believed.
-- ARGV: how many live, nonce, end, nonce, end, ..., then the nonces that have gone.
register('count_holds', function(keys, args)
  local now = now_ms()
  local last = 1 + 2 * args[1]
  for i = 2, last, 2 do
    local known = tonumber(redis.call('ZSCORE', keys[1], args[i]))
    if not known or (known > 0 and known < tonumber(args[i + 1])) then
      redis.call('ZADD', keys[1], args[i + 1], args[i])
    end
  end
  for i = last + 1, #args do
    redis.call('ZADD', keys[1], -now, args[i])
  end
  redis.call('ZREMRANGEBYSCORE', keys[1], 60000 - now, now)
  redis.call('PEXPIRE', keys[1], 7200000)
  return 1
end)

-- How many holds live now, over all doctors. KEYS as in count_holds.
register('holds_live', function(keys)
  return redis.call('ZCOUNT', keys[1], '(' .. now_ms(), '+inf')
end, {'no-writes'})

-- How many processes live, and how many sockets they have in all; the long dead are taken out.
-- KEYS: hash of process -> "sockets expires_ms".
-- ARGV: grace_ms, and for a process that speaks: life_ms, its id, its sockets.
-- Returns {processes, sockets}.
register('sockets_open', function(keys, args)
  local now = now_ms()
  if args[2] then
    redis.call('HSET', keys[1], args[3], string.format('%d %d', args[4], now + args[2]))
  end
  local living, open, entries = 0, 0, redis.call('HGETALL', keys[1])
  for i = 1, #entries, 2 do
    local sockets, expires = string.match(entries[i + 1], '^(%d+) (%d+)$')
    if expires and tonumber(expires) > now then
      living, open = living + 1, open + sockets
    elseif not expires or expires + args[1] <= now then
      redis.call('HDEL', keys[1], entries[i])
    end
  end
  return {living, open}
end)
