"""Many holds from one address: refused to people who have never kept an appointment.

A clinic, a family or a mobile carrier shares an address, and so does who opens account after account.
"""

from __future__ import annotations

from collections.abc import Sequence

from amrutam.booking import queries
from amrutam.core.resources import Resources
from amrutam.holds import store
from amrutam.holds.errors import TooManyHolds
from amrutam.holds.models import HoldToken


async def check_crowd(
    resources: Resources, token: HoldToken, address: str, crowd: Sequence[store.Neighbour]
) -> None:
    """Lets go of the hold that was just made if the address has too many live ones without it.

    Holds that ended and those of accounts with a kept visit are taken out of the count here, and only
    here: a hold pays for no more than a note of itself. Raises `TooManyHolds`.
    """
    accounts = list({each.account_id for each in crowd})
    kept = await queries.accounts_with_kept_visits(resources.database, accounts)
    unknown = [each for each in crowd if each.account_id not in kept]
    live = await store.still_held(resources.redis, unknown)
    mine = [each for each in live if each.nonce == token.nonce]
    too_many = bool(mine) and len(live) > resources.settings.holds_per_address
    counted = [each for each in live if not (too_many and each in mine)]
    await store.count_no_more(resources.redis, address, [e for e in crowd if e not in counted])
    if too_many:
        await store.undo(resources.redis, token)
        raise TooManyHolds(retry_after=resources.settings.hold_seconds)
