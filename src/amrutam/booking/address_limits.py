"""Limits the holds of one network address that belong to accounts without a kept visit.

A kept visit has begun, and was neither cancelled nor missed. One person can open many accounts, all
from one address; but all people of a clinic, a family or a mobile carrier can share an address too.
"""

from __future__ import annotations

from collections.abc import Sequence

from amrutam.booking import hold_queries
from amrutam.core.resources import Resources
from amrutam.holds.errors import TooManyHolds
from amrutam.holds.models import HoldToken
from amrutam.holds.neighbours import Neighbour, count_no_more, still_held


async def check_crowd(
    resources: Resources, token: HoldToken, address: str, crowd: Sequence[Neighbour]
) -> None:
    """Refuses the new hold if accounts without a kept visit then have too many live holds from the address.

    `address`: the digest of the network address, as rate limits store it. `crowd`: all recorded holds
    of the address, the new one included. Removes from the address's count the ended holds and the
    holds of accounts with a kept visit. If the new hold (`token`) is beyond `holds_per_address`,
    removes it too and raises `TooManyHolds`; the caller then releases the hold. Raises `RedisAway`,
    and `Unavailable` if PostgreSQL is unreachable.
    """
    accounts = list({each.account_id for each in crowd})
    kept = await hold_queries.accounts_with_kept_visits(resources.database, accounts)
    unknown = [each for each in crowd if each.account_id not in kept]
    live = await still_held(resources.redis, unknown)
    mine = [each for each in live if each.nonce == token.nonce]
    too_many = bool(mine) and len(live) > resources.settings.holds_per_address
    counted = [each for each in live if not (too_many and each in mine)]
    await count_no_more(resources.redis, address, [e for e in crowd if e not in counted])
    if too_many:
        raise TooManyHolds(retry_after=resources.settings.hold_seconds)
