-- This text precedes each library when it is loaded. VERSION is the hash of the library's text, so that
-- processes of an older and a newer release can use one Redis at the same time.

-- `flags`: {'no-writes'} for a function that only reads; {'allow-oom'} for a function that needs hardly any new
-- memory, so that it also runs when Redis is full.
local function register(name, callback, flags)
  redis.register_function{
    function_name = name .. '_VERSION', callback = callback, flags = flags or {}
  }
end

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
