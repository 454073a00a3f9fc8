-- After a commit: the ticks become a marker that outlives every reader's old snapshot.
-- KEYS as in acquire.lua. ARGV: nonce, marker_ms, "start:busy_until", epoch if there is none yet,
-- marker (names the appointment, so that cancelling it can take the marker away)
redis.call('DEL', KEYS[3])
for i = 4, #KEYS do
  redis.call('SET', KEYS[i], ARGV[5], 'PX', ARGV[2])
end
redis.call('ZREM', KEYS[1], ARGV[1] .. ':' .. ARGV[3])
redis.call('HSETNX', KEYS[2], 'epoch', ARGV[4])
redis.call('HINCRBY', KEYS[2], 'n', 1)
return 1
