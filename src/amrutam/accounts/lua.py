"""Redis scripts of the accounts: each is one atomic step, with Redis's own clock."""

from __future__ import annotations

from amrutam.core.redis import Script

# KEYS: sends from this source or device to the mailbox, sends to the mailbox (both sorted by time), from the
# visitor (counter), of all (counter).
# ARGV: resend seconds, most and seconds of the first, most and seconds of the second and the seconds between
# two beyond it, whether those are waited for (0 or 1), most and seconds of the visitor and of all.
# Returns {milliseconds to wait, or 0 when counted; 1 if more than the mailbox's most were asked for}; a
# refusal counts for nothing.
ISSUE_LIMITS = Script(
    "codes_issue",
    """
    local t = redis.call('TIME')
    local now = t[1] * 1000 + math.floor(t[2] / 1000)
    local day = ARGV[5] * 1000
    local wait, beyond = 0, 0
    local function at_least(ms) if ms > wait then wait = ms end end
    local function score(key, index)
      return tonumber(redis.call('ZRANGE', key, index, index, 'WITHSCORES')[2])
    end

    for i = 1, 2 do redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - day) end
    local last, nth = score(KEYS[1], -1), score(KEYS[1], -ARGV[2])
    if last then at_least(last + ARGV[1] * 1000 - now) end
    if nth then at_least(nth + ARGV[3] * 1000 - now) end
    if score(KEYS[2], -ARGV[4]) then
      beyond = 1
      if ARGV[7] == '1' then at_least(score(KEYS[2], -1) + ARGV[6] * 1000 - now) end
    end
    for i, at in ipairs({8, 10}) do
      if tonumber(redis.call('GET', KEYS[i + 2]) or 0) >= tonumber(ARGV[at]) then
        at_least(redis.call('PTTL', KEYS[i + 2]))
      end
    end
    if wait > 0 then return {wait, beyond} end

    for i = 1, 2 do
      redis.call('ZADD', KEYS[i], now, now .. ':' .. t[2])
      redis.call('PEXPIRE', KEYS[i], day)
    end
    for i, at in ipairs({9, 11}) do
      if redis.call('INCR', KEYS[i + 2]) == 1 then
        redis.call('PEXPIRE', KEYS[i + 2], ARGV[at] * 1000)
      end
    end
    return {0, beyond}
    """,
)

# KEYS: the challenge. ARGV: its MAC, what it is about, milliseconds.
PUT_CHALLENGE = Script(
    "codes_put",
    """
    redis.call('HSET', KEYS[1], 'mac', ARGV[1], 'about', ARGV[2], 'tries', 0)
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
    return 1
    """,
)

# KEYS: the challenge. ARGV: most tries, then the MACs that would be right.
# Returns what the challenge is about, once; nil for wrong, used and expired alike.
TRY_CODE = Script(
    "codes_try",
    """
    local mac = redis.call('HGET', KEYS[1], 'mac')
    if not mac then return nil end
    local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
    local about = nil
    for i = 2, #ARGV do
      if ARGV[i] == mac then about = redis.call('HGET', KEYS[1], 'about') end
    end
    if about or tries >= tonumber(ARGV[1]) then redis.call('DEL', KEYS[1]) end
    return about
    """,
)

# KEYS: any number of counters. ARGV: each counter's seconds and most.
# Counts one attempt in each, or in none. Returns {0, 0}, or {the refusing counter's number, milliseconds to wait}.
COUNT_ATTEMPT = Script(
    "attempt_count",
    """
    for i = 1, #KEYS do
      if tonumber(redis.call('GET', KEYS[i]) or 0) >= tonumber(ARGV[2 * i]) then
        return {i, math.max(1, redis.call('PTTL', KEYS[i]))}
      end
    end
    for i = 1, #KEYS do
      if redis.call('INCR', KEYS[i]) == 1 then redis.call('EXPIRE', KEYS[i], ARGV[2 * i - 1]) end
    end
    return {0, 0}
    """,
)
