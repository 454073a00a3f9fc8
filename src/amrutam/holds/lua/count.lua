-- How many holds live now, over all doctors. KEYS: as in count_tell.lua
return redis.call('ZCOUNT', KEYS[1], '(' .. now_ms(), '+inf')
