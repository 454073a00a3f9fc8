"""The ends of unprotected holds (promises), which were made while Redis was unreachable, so that Redis has no record of them."""

from __future__ import annotations

from amrutam.core.redis import CallName, Redis
from amrutam.core.settings import Settings
from amrutam.holds import redis_keys
from amrutam.holds.models import HoldToken
from amrutam.holds.redis_functions import milliseconds

_END = CallName("hold_end")
_HAS_ENDED = CallName("hold_has_ended")


async def end_promise(redis: Redis, settings: Settings, token: HoldToken) -> None:
    """Records the end of an unprotected hold; does nothing for a protected hold. Raises `RedisAway`.

    A protected hold has ended when its record in Redis is gone; an unprotected hold has no record.
    """
    if not token.protected:
        await redis.do(_END, "SET", redis_keys.ended(token), 1,
                       "PX", milliseconds(settings.hold_seconds))  # fmt: skip


async def has_ended(redis: Redis, token: HoldToken) -> bool:
    """Whether Redis has recorded that an unprotected hold was released or used. Raises `RedisAway`."""
    return bool(await redis.do(_HAS_ENDED, "EXISTS", redis_keys.ended(token)))
