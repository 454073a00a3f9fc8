"""Passwords of staff: argon2id, computed in threads, a few at a time."""

from __future__ import annotations

import asyncio
import os
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from amrutam.accounts.errors import WeakPassword
from amrutam.core.resources import Resources

_SHORTEST, _LONGEST = 12, 128
_LEAST_SCORE = 3  # zxcvbn rates passwords from 0 to 4 and calls 3 "safely unguessable"
# zxcvbn limits the length of its input, so only this number of characters is rated; further
# characters do not make a password weaker.
_JUDGED = 72


class Passwords:
    """Hashes and verifies passwords.

    Each hash takes 64 MiB and some tens of milliseconds (RFC 9106's second recommendation), so the
    number of concurrent computations is limited to half the number of CPU cores, and at least one.
    """

    def __init__(self, _resources: Resources) -> None:
        self._hasher = PasswordHasher()
        self._at_once = asyncio.Semaphore(max(1, (os.cpu_count() or 1) // 2))
        self._nobodys: str | None = None

    async def hashed(self, password: str) -> str:
        """Returns the argon2id hash of the password, in PHC string format."""
        async with self._at_once:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password matches the hash.

        Without a hash (an unknown address, or an account without a password) the method does the
        same work and returns False, so that the time of the answer does not show which addresses
        exist.
        """
        if self._nobodys is None:
            self._nobodys = await self.hashed(secrets.token_urlsafe())
        async with self._at_once:
            right = await asyncio.to_thread(self._verify, password, password_hash or self._nobodys)
        return right and password_hash is not None

    def outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other argon2id parameters than the present ones.

        If so, the caller should hash the password again and store the new hash.
        """
        return self._hasher.check_needs_rehash(password_hash)

    def _verify(self, password: str, password_hash: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def check_strength(password: str, *about: str) -> None:
    """Raises `WeakPassword` unless the password has 12 to 128 characters and zxcvbn rates it at least 3 of 4.

    `about`: texts that belong to the account, such as its e-mail address; a password that resembles
    one of them gets a lower rating. Guessable passwords are refused as NIST SP 800-63B-4 requires.
    """
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise WeakPassword(f"The password must have {_SHORTEST} to {_LONGEST} characters")
    if zxcvbn(password[:_JUDGED], user_inputs=list(about))["score"] < _LEAST_SCORE:
        raise WeakPassword
