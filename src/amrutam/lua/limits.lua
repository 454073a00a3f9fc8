-- Rate limits in fixed windows that begin with the first call. Called by core/ratelimit.py.

-- Counts one call in each counter. KEYS: counters. ARGV: the window of each counter in milliseconds. Returns, for
-- each counter, {calls in the window, milliseconds until the window ends}.
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
