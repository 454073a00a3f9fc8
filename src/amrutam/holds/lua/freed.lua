-- After a cancel or a move: takes away what is left of the old time's marker.
-- KEYS 1: version, 2..: ticks. ARGV: marker, epoch if there is none yet
for i = 2, #KEYS do
  if redis.call('GET', KEYS[i]) == ARGV[1] then
    redis.call('DEL', KEYS[i])
  end
end
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[2])
redis.call('HINCRBY', KEYS[1], 'n', 1)
return 1
