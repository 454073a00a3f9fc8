-- KEYS: account. ARGV: nonce, hold_ms, limit, wish, terms
return reserve(KEYS[1], unpack(ARGV))
