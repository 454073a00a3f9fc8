-- What several scripts share; Python puts this before each of them.
local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- Counts a change of the doctor's times and tells who listens; a Redis that was emptied begins a
-- new epoch. `period`: "start:busy_until" (and ":end" of a hold's visit), or "" for all of the doctor's times. `ends_ms`: how long
-- a new hold lasts, so that its end is noticed; 0 for other changes.
local function changed(version, new_epoch, period, ends_ms)
  local n = redis.call('HINCRBY', version, 'n', 1)
  if n == 1 then
    redis.call('HSETNX', version, 'epoch', new_epoch)
  end
  local told = redis.call('HGET', version, 'epoch') .. ' ' .. n .. ' ' .. ends_ms .. ' ' .. period
  redis.call('SPUBLISH', string.gsub(version, 'version$', 'changes'), told)
end

-- Takes ended holds out of the index, and tells of each: nobody else does.
local function sweep(index, version, new_epoch, now)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', index, '-inf', now)) do
    redis.call('ZREM', index, member)
    changed(version, new_epoch, string.match(member, ':(.*)$'), 0)
  end
end

-- Reserves one of the account's few holds before the doctor's time is asked for.
-- `account`: a hash of nonce -> "expires_ms wish terms".
-- Returns {"reserved"}, {"same", nonce, terms} for a live hold with the same wish, or
-- {"full", milliseconds until the first one ends}.
local function reserve(account, nonce, hold_ms, limit, wish, terms)
  local now = now_ms()
  local live, soonest = 0, nil
  local entries = redis.call('HGETALL', account)
  for i = 1, #entries, 2 do
    local expires, its_wish, its_terms = string.match(entries[i + 1], '^(%d+) (%S+) (%S+)$')
    expires = tonumber(expires)
    if expires <= now then
      redis.call('HDEL', account, entries[i])
    elseif its_wish == wish then
      return {'same', entries[i], its_terms}
    else
      live = live + 1
      if not soonest or expires < soonest then soonest = expires end
    end
  end
  if live >= tonumber(limit) then
    return {'full', soonest - now}
  end
  redis.call('HSET', account, nonce, string.format('%d %s %s', now + hold_ms, wish, terms))
  redis.call('PEXPIRE', account, 3600000)
  return {'reserved'}
end

-- Takes every tick of a time, all or none, then writes the hold's record and the index.
-- `first`: where in KEYS the index, version, record and ticks begin. `own_marker`: that of the
-- appointment which the hold would move, or ""; an appointment is not in its own way. `extended`: the key
-- of how often the account has extended holds of this slot before.
-- Returns {the hold's end in milliseconds, extensions}, or nil.
local function acquire(first, extended, nonce, hold_ms, period, new_epoch, own_marker)
  for _, holder in ipairs(redis.call('MGET', unpack(KEYS, first + 3))) do
    if holder and holder ~= own_marker then
      return nil
    end
  end
  local now = now_ms()
  local expires = now + hold_ms
  for i = first + 3, #KEYS do
    redis.call('SET', KEYS[i], nonce, 'PX', hold_ms)
  end
  local index, record = KEYS[first], KEYS[first + 2]
  local extensions = tonumber(redis.call('GET', extended) or 0)
  redis.call('HSET', record, 'expires', expires, 'extensions', extensions, 'verified', 0,
    'askers', 1)
  redis.call('PEXPIRE', record, hold_ms)
  sweep(index, KEYS[first + 1], new_epoch, now)
  redis.call('ZADD', index, expires, nonce .. ':' .. period)
  redis.call('PEXPIRE', index, 86400000)
  changed(KEYS[first + 1], new_epoch, period, hold_ms)
  return {expires, extensions}
end

-- Notes a hold that was just made from an address. `member`: "doctor nonce account".
-- Returns all that may live of that address if they are more than `most`; some of them may have ended.
local function from_address(address, member, life_ms, most)
  local now = now_ms()
  redis.call('ZREMRANGEBYSCORE', address, '-inf', now)
  redis.call('ZADD', address, now + life_ms, member)
  redis.call('PEXPIRE', address, life_ms)
  if redis.call('ZCARD', address) > tonumber(most) then
    return redis.call('ZRANGE', address, 0, -1)
  end
  return {}
end

-- Ticks, record and index of a hold become a marker; `first` as above. A process that was stopped
-- may say so late: a tick that is no longer the hold's is somebody else's, or free, and stays so.
local function mark_booked(first, nonce, marker_ms, period, new_epoch, marker)
  redis.call('DEL', KEYS[first + 2])
  for i = first + 3, #KEYS do
    if redis.call('GET', KEYS[i]) == nonce then
      redis.call('SET', KEYS[i], marker, 'PX', marker_ms)
    end
  end
  redis.call('ZREM', KEYS[first], nonce .. ':' .. period)
  changed(KEYS[first + 1], new_epoch, period, 0)
end

-- Lets go of what is still this hold's. KEYS as in acquire.lua. Returns 1 if the hold was live.
local function let_go(nonce, period, new_epoch)
  local had = redis.call('DEL', KEYS[3])
  for i = 4, #KEYS do
    if redis.call('GET', KEYS[i]) == nonce then
      redis.call('DEL', KEYS[i])
      had = 1
    end
  end
  -- An ended hold whose end nobody was told of yet is told of here.
  if redis.call('ZREM', KEYS[1], nonce .. ':' .. period) + had > 0 then
    changed(KEYS[2], new_epoch, period, 0)
  end
  return had
end
