-- The admission queue of a doctor. A rush is the time in which the queue is on. Called by admission/store.py.
-- KEYS of every function: rush (hash of by, window, rate, and last: the last number given), queue (place -> its
-- number), seen (place -> last poll, ms), admitted and
-- served (place -> end of its turn, ms), owners (place -> the account that used it, account -> the place that
-- it used last). The members of queue, seen, admitted and served are places.

local DAY_MS = 86400000

-- Returns the state of a place: {"admitted", end of the turn in ms}, {"waiting", position from 1} or {"none"}. A
-- waiting place is also marked as seen now.
local function state_of(keys, place, now)
  local ends = redis.call('ZSCORE', keys[4], place) or redis.call('ZSCORE', keys[5], place)
  if ends and tonumber(ends) > now then
    return {'admitted', tonumber(ends)}
  end
  local rank = redis.call('ZRANK', keys[2], place)
  if rank then
    redis.call('ZADD', keys[3], now, place)
    return {'waiting', rank + 1}
  end
  return {'none'}
end

-- Returns whether there is a rush. A rush can end between two calls of one request, and no function may make its
-- keys again afterwards.
local function is_rush(keys)
  return redis.call('HEXISTS', keys[1], 'by') == 1
end

-- Adds a place at the end of the queue, unless it is already there. KEYS: those of every function, then the set of
-- the address's places. ARGV: place, maximum number of places of the address (0: unlimited). Returns a state, {"full"}
-- when the address has the maximum, or {"none"} without a rush.
register('admission_join', function(keys, args)
  if not is_rush(keys) then
    return {'none'}
  end
  local now, from = now_ms(), keys[7]
  local state = state_of(keys, args[1], now)
  if state[1] ~= 'none' then
    return state
  end
  if tonumber(args[2]) > 0 then
    for _, other in ipairs(redis.call('SMEMBERS', from)) do
      if state_of(keys, other, now)[1] == 'none' then
        redis.call('SREM', from, other)
      end
    end
    if redis.call('SCARD', from) >= tonumber(args[2]) then
      return {'full'}
    end
    redis.call('SADD', from, args[1])
    redis.call('PEXPIRE', from, DAY_MS)
  end
  redis.call('ZADD', keys[2], redis.call('HINCRBY', keys[1], 'last', 1), args[1])
  redis.call('ZADD', keys[3], now, args[1])
  return state_of(keys, args[1], now)
end)

-- Returns whether another account has used the place.
local function is_of_another(keys, place, account)
  local owner = place ~= account and redis.call('HGET', keys[6], place)
  return owner and owner ~= account
end

-- Returns the states of places in the order of ARGV, and marks those that wait as seen. ARGV: the account that asks or
-- "", then places. The state of a place that another account has used is {"none"} for an account.
register('admission_look', function(keys, args)
  local now, account, states = now_ms(), table.remove(args, 1), {}
  for i, place in ipairs(args) do
    if account ~= '' and is_of_another(keys, place, account) then
      states[i] = {'none'}
    else
      states[i] = state_of(keys, place, now)
    end
  end
  return states
end)

-- Checks whether an account can make a hold with a place. The first account that uses an admitted place owns the
-- place from then on, so that a place gives a turn to one account only, and an account has one turn at a time. ARGV:
-- place, account. Returns 1 if the account can make a hold, otherwise 0.
register('admission_use', function(keys, args)
  local state = state_of(keys, args[1], now_ms())
  if state[1] ~= 'admitted' or is_of_another(keys, args[1], args[2]) then
    return 0
  end
  local earlier = redis.call('HGET', keys[6], args[2])
  if earlier and earlier ~= args[1] and state_of(keys, earlier, now_ms())[1] == 'admitted' then
    return 0
  end
  redis.call('HSET', keys[6], args[1], args[2], args[2], args[1])
  redis.call('PEXPIRE', keys[6], DAY_MS)
  return 1
end)

-- Called when the account of a place has made a hold: ends the place's turn in `admitted`, so that another place can
-- be admitted. In `served` the turn lasts as long as the longest hold, so that the page can be reloaded and another
-- time can be chosen. ARGV: place, milliseconds of the longest hold.
register('admission_served', function(keys, args)
  if redis.call('ZREM', keys[4], args[1]) == 1 then
    redis.call('ZADD', keys[5], now_ms() + args[2], args[1])
    redis.call('PEXPIRE', keys[5], DAY_MS)
  end
  return 1
end)

-- Gives up a place. ARGV: place.
register('admission_leave', function(keys, args)
  for i = 2, 5 do
    redis.call('ZREM', keys[i], args[1])
  end
  return 1
end)

-- Begins a step: removes up to 5,000 abandoned places, and the turns that have ended. KEYS: those of every function,
-- then the step's lock. ARGV: lifetime of the lock in milliseconds, milliseconds without a poll after which a place is
-- abandoned. Returns {waiting, admitted, window, rate} (admission/rules.py explains the window); {} when another
-- process does this step; nothing when the rush is over, whose keys are then deleted.
register('admission_step', function(keys, args)
  if not is_rush(keys) then
    redis.call('UNLINK', unpack(keys))
    return nil
  end
  if not redis.call('SET', keys[7], 1, 'NX', 'PX', args[1]) then
    return {}
  end
  local now = now_ms()
  local gone = redis.call('ZRANGEBYSCORE', keys[3], '-inf', now - args[2], 'LIMIT', 0, 5000)
  for _, place in ipairs(gone) do
    redis.call('ZREM', keys[2], place)
    redis.call('ZREM', keys[3], place)
  end
  redis.call('ZREMRANGEBYSCORE', keys[4], '-inf', now)
  redis.call('ZREMRANGEBYSCORE', keys[5], '-inf', now)
  local kept = redis.call('HMGET', keys[1], 'window', 'rate')
  return {
    redis.call('ZCARD', keys[2]), redis.call('ZCARD', keys[4]), tonumber(kept[1] or 0), kept[2] or '0',
  }
end)

-- Ends a step: admits the places that have waited longest. ARGV: number to admit, milliseconds of a turn, window,
-- rate (admissions per second), milliseconds from now after which a rush that demand started ends (0: its end is not
-- changed). Returns the number of admitted places; does nothing and returns 0 when the rush is over.
register('admission_admit', function(keys, args)
  if not is_rush(keys) then
    return 0
  end
  local ends, admitted = now_ms() + args[2], redis.call('ZPOPMIN', keys[2], args[1])
  for i = 1, #admitted, 2 do
    redis.call('ZREM', keys[3], admitted[i])
    redis.call('ZADD', keys[4], ends, admitted[i])
  end
  redis.call('HSET', keys[1], 'window', args[3], 'rate', args[4])
  if tonumber(args[5]) > 0 and redis.call('HGET', keys[1], 'by') == 'demand' then
    redis.call('PEXPIRE', keys[1], args[5])
  end
  for i = 2, 4 do
    redis.call('PEXPIRE', keys[i], DAY_MS)
  end
  return #admitted / 2
end)

-- Starts a rush, or sets a new end of the present one. ARGV: "staff" or "demand", milliseconds from now to the end.
-- Demand does not change a rush that staff started. Returns 1 if a rush was started, otherwise 0.
register('admission_begin', function(keys, args)
  local by = redis.call('HGET', keys[1], 'by')
  if by == 'staff' and args[1] ~= 'staff' then
    return 0
  end
  redis.call('HSET', keys[1], 'by', args[1])
  redis.call('PEXPIRE', keys[1], args[2])
  return by and 0 or 1
end)

-- Returns {by, milliseconds until the rush ends, waiting, admitted, rate in admissions per second}, or nothing
-- without a rush.
register('admission_rush', function(keys)
  local kept = redis.call('HMGET', keys[1], 'by', 'rate')
  if not kept[1] then
    return nil
  end
  return {
    kept[1], redis.call('PTTL', keys[1]), redis.call('ZCARD', keys[2]), redis.call('ZCARD', keys[4]), kept[2] or '0',
  }
end, {'no-writes'})
