-- After a cancel or a move: takes away what is left of the old time's marker.
-- KEYS 1: version, 2..: ticks. ARGV: marker, new epoch, "start:busy_until" or "" for all times
for i = 2, #KEYS do
  if redis.call('GET', KEYS[i]) == ARGV[1] then
    redis.call('DEL', KEYS[i])
  end
end
changed(KEYS[1], ARGV[2], ARGV[3], 0)
return 1
