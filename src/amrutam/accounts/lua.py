"""The functions of `lua/codes.lua`, which count and check codes and count attempts to sign in.

Each call is one atomic step in Redis, by Redis's own clock.
"""

from __future__ import annotations

from amrutam.core.redis import Library

_CODES = Library.read("codes")
ISSUE_LIMITS = _CODES.function("codes_issue")
PUT_CHALLENGE, TRY_CODE = map(_CODES.function, ("codes_put", "codes_try"))
COUNT_ATTEMPT = _CODES.function("attempt_count")
