-- KEYS: the address's holds. ARGV: member, life_ms, most
return from_address(KEYS[1], unpack(ARGV))
