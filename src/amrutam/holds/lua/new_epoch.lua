-- A Redis that lost its last changes would count them again under the same numbers.
-- KEYS: version. ARGV: the epoch that went back, new epoch
if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
end
return 1
