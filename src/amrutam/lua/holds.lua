-- Holds: times that patients have reserved for a few minutes. Every change is one call, and Redis's
-- clock decides. Called by the modules of holds/.
--
-- Keys of a hold, in this order: index, version, record, ticks...
--   index    sorted set "<nonce>:<start>:<busy_until>:<end>" -> the hold's end in Unix ms; all live holds of the doctor
--   version  hash epoch, n, written. n counts the changes of the doctor's times. written is the position of the
--            newest change in PostgreSQL's log; it exists only if there are read replicas
--   record   hash expires, extensions, verified, askers
--   ticks    one key for each five minutes: the hold's nonce, or a marker "booked:<appointment>"
-- An account's key is a hash nonce -> "expires_ms wish terms": when the hold ends, a digest of the request for
-- the hold (wish), and the fields from which a repeated request makes the same hold again (terms).
-- A period is "<start>:<busy_until>" in Unix seconds. The period of a hold also has ":<end>", the visit's end.
-- "Extensions" is a key of its own: how often the account has extended holds of this slot before.

-- Counts a change of the doctor's times and publishes it; after a loss of Redis's data a new epoch begins.
-- `period`: "" for all of the doctor's times. `ends_ms`: lifetime of a new hold, from which gateways know when it
-- ends; 0 for other changes. `written`: the position of the change in PostgreSQL's log, "" if there is none.
-- Positions arrive in any order and the newest is kept; the order of their texts is that of the positions.
local function changed(version, new_epoch, period, ends_ms, written)
  if written and written > (redis.call('HGET', version, 'written') or '') then
    redis.call('HSET', version, 'written', written)
  end
  local n = redis.call('HINCRBY', version, 'n', 1)
  if n == 1 then
    redis.call('HSETNX', version, 'epoch', new_epoch)
  end
  local message = redis.call('HGET', version, 'epoch') .. ' ' .. n .. ' ' .. ends_ms .. ' ' .. period
  redis.call('SPUBLISH', string.gsub(version, 'version$', 'changes'), message)
end

-- Removes ended holds from the index and publishes the end of each. Apart from `let_go`, no other function
-- publishes an end.
local function sweep(index, version, new_epoch, now)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', index, '-inf', now)) do
    redis.call('ZREM', index, member)
    changed(version, new_epoch, string.match(member, ':(.*)$'), 0)
  end
end

-- Returns whether this hold has every tick from keys[first] on.
local function has_ticks(keys, first, nonce)
  for _, holder in ipairs(redis.call('MGET', unpack(keys, first))) do
    if holder ~= nonce then
      return false
    end
  end
  return true
end

-- Reserves one of the `limit` holds that the account can have, before the ticks of the hold's time are taken.
-- Returns {"reserved"}, {"same", nonce, terms} for a live hold that the same request made, or {"full", milliseconds
-- until the first live hold ends}.
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
  redis.call('PEXPIRE', account, 86400000)
  return {'reserved'}
end

-- Takes all ticks of a time or none, then writes the hold's record and the index. `first`: index in `keys` of
-- the hold's keys; `extended`: the key of extensions. `own_marker`: the marker of the appointment that the
-- hold would move, or ""; that appointment does not block its own move. Returns {the hold's end in
-- milliseconds, extensions}, or nil.
local function acquire(keys, first, extended, nonce, hold_ms, period, new_epoch, own_marker)
  for _, holder in ipairs(redis.call('MGET', unpack(keys, first + 3))) do
    if holder and holder ~= own_marker then
      return nil
    end
  end
  local now = now_ms()
  local expires = now + hold_ms
  for i = first + 3, #keys do
    redis.call('SET', keys[i], nonce, 'PX', hold_ms)
  end
  local index, record = keys[first], keys[first + 2]
  local extensions = tonumber(redis.call('GET', extended) or 0)
  redis.call('HSET', record, 'expires', expires, 'extensions', extensions, 'verified', 0,
    'askers', 1)
  redis.call('PEXPIRE', record, hold_ms)
  sweep(index, keys[first + 1], new_epoch, now)
  redis.call('ZADD', index, expires, nonce .. ':' .. period)
  redis.call('PEXPIRE', index, 86400000)
  changed(keys[first + 1], new_epoch, period, hold_ms)
  return {expires, extensions}
end

-- Records a hold that was just made from an address. `member`: "doctor nonce account". Returns all recorded holds
-- of the address, as members, if there are more than `most` (some of them may have ended); otherwise {}.
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

-- Replaces the ticks, record and index entry of a hold by a marker. The marker lives longer than any snapshot in
-- PostgreSQL that lacks the booking. A process that was suspended may call late: a tick that no longer belongs to
-- the hold is left as it is.
local function mark_booked(keys, first, nonce, marker_ms, period, new_epoch, marker, written)
  redis.call('DEL', keys[first + 2])
  for i = first + 3, #keys do
    if redis.call('GET', keys[i]) == nonce then
      redis.call('SET', keys[i], marker, 'PX', marker_ms)
    end
  end
  redis.call('ZREM', keys[first], nonce .. ':' .. period)
  changed(keys[first + 1], new_epoch, period, 0, written)
end

-- Releases the ticks that still belong to this hold, its record and its index entry. Returns 1 if the hold was
-- live.
local function let_go(keys, nonce, period, new_epoch)
  local had = redis.call('DEL', keys[3])
  for i = 4, #keys do
    if redis.call('GET', keys[i]) == nonce then
      redis.call('DEL', keys[i])
      had = 1
    end
  end
  -- If the hold has ended already but is still in the index, its end was not published yet, so it is published
  -- here.
  if redis.call('ZREM', keys[1], nonce .. ':' .. period) + had > 0 then
    changed(keys[2], new_epoch, period, 0)
  end
  return had
end

-- Runs `reserve`. KEYS: account. ARGV: nonce, hold_ms, limit, wish, terms. Returns what `reserve` returns.
register('hold_reserve', function(keys, args)
  return reserve(keys[1], unpack(args))
end)

-- Runs `acquire`. KEYS: of a hold, then extensions. ARGV: nonce, hold_ms, period, new epoch, own marker or "".
-- Returns {the hold's end in milliseconds, extensions}, or 0 when any tick of the time is held or booked.
register('hold_acquire', function(keys, args)
  local extended = table.remove(keys)
  return acquire(keys, 1, extended, unpack(args)) or 0
end)

-- Runs `from_address`. KEYS: the address's holds. ARGV: member, life_ms, most. Returns what from_address returns.
register('hold_from_address', function(keys, args)
  return from_address(keys[1], unpack(args))
end)

-- Reserves and acquires in one call, where all keys are on one server. KEYS: account, then of a hold, then
-- extensions, then the address's holds. ARGV: nonce, hold_ms, limit, wish, terms, period, new epoch, own
-- marker or "", then the arguments of from_address (with member "" the hold is not counted). Returns what
-- `reserve` returns, {"held", expires_ms, extensions, holds of the address} or {"taken"}.
register('hold_take', function(keys, args)
  local address = table.remove(keys)
  local extended = table.remove(keys)
  local answer = reserve(keys[1], unpack(args, 1, 5))
  if answer[1] ~= 'reserved' then
    return answer
  end
  local held = acquire(keys, 2, extended, args[1], args[2], args[6], args[7], args[8])
  if not held then
    redis.call('HDEL', keys[1], args[1])
    return {'taken'}
  end
  local beside = args[9] == '' and {} or from_address(address, unpack(args, 9))
  return {'held', held[1], held[2], beside}
end)

-- Counts one more request of the same account (`askers`) that gets this hold as its answer; hold_undo releases the
-- hold only when no such request is left. KEYS: record. Returns {expires_ms, extensions, verified}, or nothing when
-- the hold has ended.
register('hold_share', function(keys)
  local state = redis.call('HMGET', keys[1], 'expires', 'extensions', 'verified')
  if not state[1] then
    return nil
  end
  redis.call('HINCRBY', keys[1], 'askers', 1)
  return state
end)

-- Releases the hold. KEYS: of a hold. ARGV: nonce, period, new epoch. Returns 1 if the hold was live.
register('hold_release', function(keys, args)
  return let_go(keys, unpack(args))
end, {'allow-oom'})

-- Takes back one request (`askers`) that got this hold as its answer and that a later check refused. The hold is
-- released unless other requests share it. KEYS: of a hold. ARGV: nonce, period, new epoch. Returns 1 if the hold
-- was released or has ended, 0 if it stays for other requests.
register('hold_undo', function(keys, args)
  if redis.call('EXISTS', keys[3]) == 1 and redis.call('HINCRBY', keys[3], 'askers', -1) > 0 then
    return 0
  end
  let_go(keys, unpack(args))
  return 1
end, {'allow-oom'})

-- Extends a live hold near its end. KEYS: of a hold, then extensions. ARGV: nonce, extension_ms, maximum number of
-- extensions, period, window_ms before the end in which a hold can be extended, lifetime (ms) of the account's
-- count of extensions for this slot. Returns {1, expires_ms, extensions, verified (0 or 1)}, {0} when the hold has
-- ended, {-1} when no extension is left, {-2, ms} when the hold can be extended after that many ms.
register('hold_extend', function(keys, args)
  local extended = table.remove(keys)
  local record = redis.call('HMGET', keys[3], 'expires', 'verified')
  if not record[1] or not has_ticks(keys, 4, args[1]) then
    return {0}
  end
  local extensions = tonumber(redis.call('GET', extended) or 0) + 1
  if extensions > tonumber(args[3]) then
    return {-1}
  end
  local early = record[1] - now_ms() - args[5]
  if early > 0 then
    return {-2, early}
  end
  redis.call('SET', extended, extensions, 'PX', args[6])
  local expires = tonumber(record[1]) + args[2]
  for i = 3, #keys do
    redis.call('PEXPIREAT', keys[i], expires)
  end
  redis.call('HSET', keys[3], 'expires', expires, 'extensions', extensions)
  redis.call('ZADD', keys[1], expires, args[1] .. ':' .. args[4])
  return {1, expires, extensions, record[2] == '1' and 1 or 0}
end)

-- Called before a confirmation: checks that all ticks belong to this hold and, if the hold requires a code, that the
-- hold is verified or the code is right. The remaining lifetime is raised to at least `least_ms`, so that the hold outlives the
-- transaction. KEYS: index, version, record, the code's challenge, ticks... ARGV: nonce, least_ms, period,
-- requires_code (0 or 1), the code's MACs under all keys of the ring in one text ("" without a code), maximum
-- number of tries. Returns {outcome, now_ms}; the outcome is "ok", "expired" (also when nobody else has the time),
-- "code-required" or "code-refused".
register('hold_check', function(keys, args)
  local now = now_ms()
  local record = redis.call('HMGET', keys[3], 'expires', 'verified')
  if not record[1] or not has_ticks(keys, 5, args[1]) then
    return {'expired', now}
  end
  if args[4] == '1' and record[2] ~= '1' then
    if args[5] == '' then
      return {'code-required', now}
    end
    local challenge = redis.call('HGET', keys[4], 'mac')
    if not challenge or redis.call('HINCRBY', keys[4], 'tries', 1) > tonumber(args[6]) then
      return {'code-refused', now}
    end
    if not string.find(args[5], challenge, 1, true) then
      return {'code-refused', now}
    end
    redis.call('DEL', keys[4])
    redis.call('HSET', keys[3], 'verified', 1)
  end
  local expires = tonumber(record[1])
  if expires - now < tonumber(args[2]) then
    expires = now + args[2]
    for i = 5, #keys do
      redis.call('PEXPIREAT', keys[i], expires)
    end
    redis.call('PEXPIREAT', keys[3], expires)
    redis.call('HSET', keys[3], 'expires', expires)
    redis.call('ZADD', keys[1], expires, args[1] .. ':' .. args[3])
  end
  return {'ok', now}
end, {'allow-oom'})

-- Runs `mark_booked` after a commit. KEYS: of a hold. ARGV: nonce, marker_ms, period, new epoch, marker (it names
-- the appointment, so that a cancellation can delete it), written.
register('hold_booked', function(keys, args)
  mark_booked(keys, 1, unpack(args))
  return 1
end, {'allow-oom'})

-- Does the same as hold_booked, and also deletes the hold from the account's key, where all keys are on one server.
-- KEYS: account, then of a hold. ARGV as for hold_booked.
register('hold_booked_here', function(keys, args)
  redis.call('HDEL', keys[1], args[1])
  mark_booked(keys, 2, unpack(args))
  return 1
end, {'allow-oom'})

-- Called after a cancellation or a move: deletes the appointment's marker from the ticks of its old time that still
-- have it. KEYS: version, ticks... ARGV: marker, new epoch, period or "" for all times, written.
register('hold_freed', function(keys, args)
  for i = 2, #keys do
    if redis.call('GET', keys[i]) == args[1] then
      redis.call('DEL', keys[i])
    end
  end
  changed(keys[1], args[2], args[3], 0, args[4])
  return 1
end, {'allow-oom'})

-- Returns the live holds of doctors, and for each doctor the count of changes. KEYS: index, version, index,
-- version, ... Returns {{epoch, n, {member, ...}, written}, ...}.
register('hold_live', function(keys)
  local now = now_ms()
  local answer = {}
  for i = 1, #keys, 2 do
    local version = redis.call('HMGET', keys[i + 1], 'epoch', 'n', 'written')
    local members = redis.call('ZRANGEBYSCORE', keys[i], '(' .. now, '+inf')
    answer[#answer + 1] = {version[1], version[2], members, version[3]}
  end
  return answer
end, {'no-writes'})

-- Publishes the ends of holds that have expired, and gives the doctor an epoch before the first change. KEYS: index,
-- version. ARGV: new epoch. Returns {epoch, n, milliseconds until the next hold ends, or -1}.
register('hold_watch', function(keys, args)
  local now = now_ms()
  redis.call('HSETNX', keys[2], 'epoch', args[1])
  sweep(keys[1], keys[2], args[1], now)
  local version = redis.call('HMGET', keys[2], 'epoch', 'n')
  local next = redis.call('ZRANGE', keys[1], 0, 0, 'WITHSCORES')
  return {version[1], tonumber(version[2] or 0), next[2] and next[2] - now or -1}
end)

-- Begins a new epoch, because a Redis that lost its last changes would count the next ones with the same numbers
-- again. KEYS: version. ARGV: the epoch whose count went back, new epoch.
register('hold_new_epoch', function(keys, args)
  if redis.call('HGET', keys[1], 'epoch') == args[1] then
    redis.call('HSET', keys[1], 'epoch', args[2])
  end
  return 1
end)
