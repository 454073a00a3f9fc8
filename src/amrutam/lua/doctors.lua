-- Generations of cached doctors. Called by doctors/cache.py.

-- Makes a new generation, which invalidates all entries of the old one. Changes can arrive in any order, so the new
-- generation keeps the newest position in PostgreSQL's log of all changes so far. Positions are compared as texts,
-- whose order is that of the positions. KEYS: generation. ARGV: a new
-- name, the position of the change or "". A generation is "<name>" or "<name>@<position>". Returns the new
-- generation.
register('doctors_changed', function(keys, args)
  local before = string.match(redis.call('GET', keys[1]) or '', '@(.*)') or ''
  local written = args[2] > before and args[2] or before
  local made = args[1]
  if args[2] ~= '' then made = made .. '@' .. written end
  redis.call('SET', keys[1], made)
  return made
end)
