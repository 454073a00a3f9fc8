"""Redis scripts of the accounts: each is one atomic step, with Redis's own clock."""

from __future__ import annotations

from amrutam.core.redis import Script

# KEYS: sends to the address (sorted by time), from the visitor (counter), of all (counter).
# ARGV: resend seconds, then most and seconds: address short, address long, visitor, all.
# Returns 0 when counted, else the milliseconds to wait; a refusal counts for nothing.
ISSUE_LIMITS = Script(
    "codes_issue",
    """
    local t = redis.call('TIME')
    local now = t[1] * 1000 + math.floor(t[2] / 1000)
    local day = tonumber(ARGV[5]) * 1000
    local wait = 0
    local function at_least(ms) if ms > wait then wait = ms end end

    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - day)
    local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
    if last[2] then at_least(tonumber(last[2]) + ARGV[1] * 1000 - now) end
    for _, at in ipairs({{2, 3}, {4, 5}}) do
      local most = tonumber(ARGV[at[1]])
      local nth = redis.call('ZRANGE', KEYS[1], -most, -most, 'WITHSCORES')
      if nth[2] then at_least(tonumber(nth[2]) + ARGV[at[2]] * 1000 - now) end
    end
    for i, at in ipairs({6, 8}) do
      if tonumber(redis.call('GET', KEYS[i + 1]) or 0) >= tonumber(ARGV[at]) then
        at_least(redis.call('PTTL', KEYS[i + 1]))
      end
    end
    if wait > 0 then return wait end

    redis.call('ZADD', KEYS[1], now, now .. ':' .. t[2])
    redis.call('PEXPIRE', KEYS[1], day)
    for i, at in ipairs({7, 9}) do
      if redis.call('INCR', KEYS[i + 1]) == 1 then
        redis.call('PEXPIRE', KEYS[i + 1], ARGV[at] * 1000)
      end
    end
    return 0
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

# KEYS: any number of counters. ARGV: seconds, then each counter's most.
# Counts one attempt in each, or in none. Returns 0, or the milliseconds to wait.
COUNT_ATTEMPT = Script(
    "attempt_count",
    """
    for i = 1, #KEYS do
      if tonumber(redis.call('GET', KEYS[i]) or 0) >= tonumber(ARGV[i + 1]) then
        return math.max(1, redis.call('PTTL', KEYS[i]))
      end
    end
    for i = 1, #KEYS do
      if redis.call('INCR', KEYS[i]) == 1 then redis.call('EXPIRE', KEYS[i], ARGV[1]) end
    end
    return 0
    """,
)
