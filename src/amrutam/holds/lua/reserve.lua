-- KEYS: account. ARGV: nonce, hold_ms, limit, wish, issued_at
return reserve(KEYS[1], unpack(ARGV))
