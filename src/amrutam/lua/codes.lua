-- One-time codes and attempts to sign in. Called by accounts/codes.py, challenges.py and staff.py.

-- KEYS: sends to the address (sorted by time), from the visitor (counter), of all (counter).
-- ARGV: resend seconds, then most and seconds: address short, address long, visitor, all.
-- Returns 0 when counted, else the milliseconds to wait; a refusal counts for nothing.
register('codes_issue', function(keys, args)
  local t = redis.call('TIME')
  local now = t[1] * 1000 + math.floor(t[2] / 1000)
  local day = tonumber(args[5]) * 1000
  local wait = 0
  local function at_least(ms) if ms > wait then wait = ms end end

  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', now - day)
  local last = redis.call('ZRANGE', keys[1], -1, -1, 'WITHSCORES')
  if last[2] then at_least(tonumber(last[2]) + args[1] * 1000 - now) end
  for _, at in ipairs({{2, 3}, {4, 5}}) do
    local most = tonumber(args[at[1]])
    local nth = redis.call('ZRANGE', keys[1], -most, -most, 'WITHSCORES')
    if nth[2] then at_least(tonumber(nth[2]) + args[at[2]] * 1000 - now) end
  end
  for i, at in ipairs({6, 8}) do
    if tonumber(redis.call('GET', keys[i + 1]) or 0) >= tonumber(args[at]) then
      at_least(redis.call('PTTL', keys[i + 1]))
    end
  end
  if wait > 0 then return wait end

  redis.call('ZADD', keys[1], now, now .. ':' .. t[2])
  redis.call('PEXPIRE', keys[1], day)
  for i, at in ipairs({7, 9}) do
    if redis.call('INCR', keys[i + 1]) == 1 then
      redis.call('PEXPIRE', keys[i + 1], args[at] * 1000)
    end
  end
  return 0
end)

-- KEYS: the challenge. ARGV: its MAC, what it is about, milliseconds.
register('codes_put', function(keys, args)
  redis.call('HSET', keys[1], 'mac', args[1], 'about', args[2], 'tries', 0)
  redis.call('PEXPIRE', keys[1], args[3])
  return 1
end)

-- KEYS: the challenge. ARGV: most tries, then the MACs that would be right.
-- Returns what the challenge is about, once; nil for wrong, used and expired alike.
register('codes_try', function(keys, args)
  local mac = redis.call('HGET', keys[1], 'mac')
  if not mac then return nil end
  local tries = redis.call('HINCRBY', keys[1], 'tries', 1)
  local about = nil
  for i = 2, #args do
    if args[i] == mac then about = redis.call('HGET', keys[1], 'about') end
  end
  if about or tries >= tonumber(args[1]) then redis.call('DEL', keys[1]) end
  return about
end)

-- KEYS: any number of counters. ARGV: seconds, then each counter's most.
-- Counts one attempt in each, or in none. Returns 0, or the milliseconds to wait.
register('attempt_count', function(keys, args)
  for i = 1, #keys do
    if tonumber(redis.call('GET', keys[i]) or 0) >= tonumber(args[i + 1]) then
      return math.max(1, redis.call('PTTL', keys[i]))
    end
  end
  for i = 1, #keys do
    if redis.call('INCR', keys[i]) == 1 then redis.call('EXPIRE', keys[i], args[1]) end
  end
  return 0
end)
