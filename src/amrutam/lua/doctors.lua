-- Generations of cached doctors. Called by doctors/cache.py.

-- Makes a new generation, which invalidates all entries of the old one, and returns it. KEYS: generation. ARGV: a new
-- name, the position of the change in PostgreSQL's log, or "" without replicas. A generation is "<name>" or, for a
-- change with a position, "<name>@<position>". Changes can arrive in any order, so the newer one of the change's and
-- the old generation's positions is kept. Positions are compared as texts, whose order is that of the positions.
register('doctors_changed', function(keys, args)
  local before = string.match(redis.call('GET', keys[1]) or '', '@(.*)') or ''
  local written = args[2] > before and args[2] or before
  local made = args[1]
  if args[2] ~= '' then made = made .. '@' .. written end
  redis.call('SET', keys[1], made)
  return made
end)
