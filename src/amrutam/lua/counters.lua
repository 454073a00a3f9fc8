-- Counters that operators see, over all processes. Called by core/counters.py.

-- Records the holds of one process: live ones with their ends, and ended ones. KEYS: a sorted set whose
-- members are holds' ids (nonces), and whose scores are their ends in Unix milliseconds. An ended hold stays for a
-- minute, and its score is the negative time at which its end was recorded, so that a later report of another process
-- does not make it live again. ARGV: number of live holds, nonce, end, nonce, end, ..., then the
-- nonces of ended holds.
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

-- Returns the number of holds that are live now, over all doctors. KEYS as for count_holds.
register('holds_live', function(keys)
  return redis.call('ZCOUNT', keys[1], '(' .. now_ms(), '+inf')
end, {'no-writes'})

-- Counts live processes and their sockets, and removes processes that expired at least grace_ms ago. KEYS: hash of
-- process -> "sockets expires_ms". ARGV: grace_ms, and for a process that reports itself: life_ms (after which it
-- expires without a further report), its id, its number of sockets. Returns {live processes, their sockets}.
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
