-- One-time codes and sign-in attempts. Called by accounts/one_time_codes.py, accounts/sign_in_codes.py and
-- accounts/password_attempts.py.

-- Counts a code that is to be sent, unless a limit is reached. KEYS: codes from this source or device to the
-- mailbox, codes to the mailbox (both sorted by time), counter of the visitor, counter of the platform. ARGV:
-- seconds before a code can be sent again; maximum and seconds of the first key; maximum and seconds of the
-- second key, seconds between two codes beyond that maximum, whether such a code must wait these seconds (0 or 1);
-- maximum and seconds of the visitor and of the platform. Returns {milliseconds to wait, or 0 when the code
-- was counted; 1 if the code is beyond the mailbox's maximum, otherwise 0}. A refused code is not counted.
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

-- Stores a challenge. KEYS: the challenge. ARGV: the MAC of its code, its content (an opaque text), its lifetime in
-- milliseconds.
register('codes_put', function(keys, args)
  redis.call('HSET', keys[1], 'mac', args[1], 'about', args[2], 'tries', 0)
  redis.call('PEXPIRE', keys[1], args[3])
  return 1
end)

-- Checks a code. KEYS: the challenge. ARGV: maximum number of tries, then the MACs that are right. Returns the
-- content of the challenge, once; nil for a wrong, a used and an expired code alike. A right code and the last
-- try delete the challenge.
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

-- Counts one attempt in every counter, or in none if one of them is full. KEYS: any number of counters. ARGV: seconds
-- and maximum of each counter; a counter ends these seconds after its first attempt. Returns {0, 0}, or {number (from
-- 1) of the first counter that is full, milliseconds to wait}.
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
