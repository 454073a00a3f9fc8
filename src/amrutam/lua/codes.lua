-- One-time codes and attempts to sign in. Called by accounts/one_time_codes.py, challenges.py and staff.py.

-- KEYS: sends from this source or device to the mailbox, sends to the mailbox (both sorted by time),
-- from the visitor (counter), of all (counter).
-- ARGV: resend seconds, most and seconds of the first, most and seconds of the second and the seconds
-- between two beyond it, whether those are waited for (0 or 1), most and seconds of the visitor and of all.
-- Returns {milliseconds to wait, or 0 when counted; 1 if more than the mailbox's most were asked for};
-- a refusal counts for nothing.
register('codes_issue', function(keys, args)
  local t = redis.call('TIME')
  local now = t[1] * 1000 + math.floor(t[2] / 1000)
  local day = args[5] * 1000
  local wait, beyond = 0, 0
  local function at_least(ms) if ms > wait then wait = ms end end
  local function score(key, index)
    return tonumber(redis.call('ZRANGE', key, index, index, 'WITHSCORES')[2])
  end

  for i = 1, 2 do redis.call('ZREMRANGEBYSCORE', keys[i], '-inf', now - day) end
  local last, nth = score(keys[1], -1), score(keys[1], -args[2])
  if last then at_least(last + args[1] * 1000 - now) end
  if nth then at_least(nth + args[3] * 1000 - now) end
  if score(keys[2], -args[4]) then
    beyond = 1
    if args[7] == '1' then at_least(score(keys[2], -1) + args[6] * 1000 - now) end
  end
  for i, at in ipairs({8, 10}) do
    if tonumber(redis.call('GET', keys[i + 2]) or 0) >= tonumber(args[at]) then
      at_least(redis.call('PTTL', keys[i + 2]))
    end
  end
  if wait > 0 then return {wait, beyond} end

  for i = 1, 2 do
    redis.call('ZADD', keys[i], now, now .. ':' .. t[2])
    redis.call('PEXPIRE', keys[i], day)
  end
  for i, at in ipairs({9, 11}) do
    if redis.call('INCR', keys[i + 2]) == 1 then
      redis.call('PEXPIRE', keys[i + 2], args[at] * 1000)
    end
  end
  return {0, beyond}
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

-- KEYS: any number of counters. ARGV: each counter's seconds and most.
-- Counts one attempt in each, or in none. Returns {0, 0}, or {the refusing counter's number,
-- milliseconds to wait}.
register('attempt_count', function(keys, args)
  for i = 1, #keys do
    if tonumber(redis.call('GET', keys[i]) or 0) >= tonumber(args[2 * i]) then
      return {i, math.max(1, redis.call('PTTL', keys[i]))}
    end
  end
  for i = 1, #keys do
    if redis.call('INCR', keys[i]) == 1 then redis.call('EXPIRE', keys[i], args[2 * i - 1]) end
  end
  return {0, 0}
end)
