-- Calls counted in fixed windows that begin with the first call. Called by core/ratelimit.py.

-- KEYS: counters. ARGV: each one's window in milliseconds.
-- Returns {{calls, milliseconds left}, ...}.
register('rate_limit', function(keys, args)
  local counted = {}
  for i, key in ipairs(keys) do
    local used = redis.call('INCR', key)
    local left = redis.call('PTTL', key)
    if left < 0 then
      left = tonumber(args[i])
      redis.call('PEXPIRE', key, left)
    end
    counted[i] = {used, left}
  end
  return counted
end)
