-- Notices holds that have ended, and gives the doctor an epoch before the first change.
-- KEYS: index, version. ARGV: new epoch
-- Returns {epoch, n, milliseconds until the next hold ends, or -1}.
local now = now_ms()
redis.call('HSETNX', KEYS[2], 'epoch', ARGV[1])
sweep(KEYS[1], KEYS[2], ARGV[1], now)
local version = redis.call('HMGET', KEYS[2], 'epoch', 'n')
local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return {version[1], tonumber(version[2] or 0), next[2] and next[2] - now or -1}
