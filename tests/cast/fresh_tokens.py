"""Renews access tokens for tests that run longer than a token is valid."""

from __future__ import annotations

import asyncio
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from math import inf
from time import monotonic, time

from amrutam.accounts.sessions import open_token_session
from amrutam.core.resources import Resources
from tests.cast.people import Person

_RENEWED_AFTER_SECONDS = 300
"""The age at which a token is renewed: the setting `access_token_seconds` allows at most ten minutes."""


class FreshTokens:
    """Renews the tokens in the headers of people.

    The first call of `renew` renews all tokens. Make an object within a coroutine, because it keeps the running
    event loop; call `renew` outside of any coroutine, because it runs that loop.
    """

    def __init__(self, resources: Resources, people: Iterable[Person | None]) -> None:
        self._resources = resources
        self._people = [person for person in people if person]
        self._loop = asyncio.get_running_loop()
        self._signed_at = -inf  # the people may have signed in long ago, for another test

    def renew(self) -> None:
        """Signs everybody in again if their tokens are at least `_RENEWED_AFTER_SECONDS` old."""
        if monotonic() < self._signed_at + _RENEWED_AFTER_SECONDS:
            return
        self._signed_at = monotonic()
        for person in self._people:
            opened = open_token_session(self._resources, person.account_id, verified=True)
            pair = self._loop.run_until_complete(opened)
            person.headers["authorization"] = f"Bearer {pair.access_token}"

    def explained(self, person: Person | None) -> str:
        """Returns the claims of the person's token (a JWT) and the present Unix time in seconds, to explain a refusal; "no token" without a person."""
        if person is None:
            return "no token"
        payload = person.headers["authorization"].split(".")[1]
        claims = urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
        return f"{claims} at {time():.0f}"
