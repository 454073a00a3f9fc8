"""Access tokens: ES256 JWTs (RFC 9068 profile), verified once and remembered until they expire."""

from __future__ import annotations

from binascii import a2b_base64
from functools import lru_cache
from hashlib import sha256
from time import time
from typing import Any
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jws, jwt
from joserfc.errors import JoseError

from amrutam.accounts.keys import ALGORITHM, SigningKey, SigningKeys
from amrutam.accounts.models import Caller, Role
from amrutam.core.errors import SignInRequired
from amrutam.core.resources import Resources

TYPE = "at+jwt"
_HEADER = {"alg", "typ", "kid"}
_SIGNATURE_BYTES = 64
_LONGEST = 4096
_LONGEST_LIFE_SECONDS = 600
_REMEMBERED = 50_000
_CLOCK_LEEWAY_SECONDS = 30

_registry = jws.JWSRegistry(algorithms=[ALGORITHM])


async def sign_access_token(resources: Resources, caller: Caller) -> str:
    settings = resources.settings
    key = await resources.part(SigningKeys).current()
    issued = int(time())
    claims: dict[str, Any] = {
        "iss": settings.token_issuer,
        "aud": settings.token_audience,
        "sub": str(caller.account_id),
        "sid": str(caller.session_id),
        "role": caller.role,
        "contact_verified": caller.contact_verified,
        "iat": issued,
        "exp": issued + settings.access_token_seconds,
    }
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid}
    return jwt.encode(header, claims, key.key, registry=_registry)


class AccessTokens:
    """What this process has verified, by the token's hash. Revocation is for the caller to ask."""

    def __init__(self, resources: Resources) -> None:
        self._settings = resources.settings
        self._keys = resources.part(SigningKeys)
        self._known: dict[bytes, tuple[float, Caller]] = {}

    async def caller_of(self, token: str) -> Caller:
        """Raises `SignInRequired` for anything but a live token of ours."""
        digest = sha256(token.encode()).digest()
        known = self._known.get(digest)
        if known is not None and known[0] > time():
            return known[1]
        expires, caller = await self._verified(token)
        self._remember(digest, expires, caller)
        return caller

    async def _verified(self, token: str) -> tuple[float, Caller]:
        try:
            key = await self._keys.find(_kid(token))
            if key is None:
                raise SignInRequired
            claims = _claims.decode(_signed(token, key))
        except (JoseError, InvalidSignature, ValueError, msgspec.DecodeError) as reason:
            raise SignInRequired from reason
        self._check(claims)
        return claims.exp, Caller(
            claims.sub, claims.role, claims.sid, contact_verified=claims.contact_verified
        )

    def _check(self, claims: _Claims) -> None:
        """Expiry to the second; but another machine's clock may be a little ahead when it issues."""
        now = time()
        if (
            claims.iss != self._settings.token_issuer
            or claims.aud != self._settings.token_audience
            or claims.exp <= now
            or claims.iat > now + _CLOCK_LEEWAY_SECONDS
            or claims.exp - claims.iat > _LONGEST_LIFE_SECONDS
        ):
            raise SignInRequired

    def _remember(self, digest: bytes, expires: float, caller: Caller) -> None:
        while len(self._known) >= _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[digest] = (expires, caller)


def _kid(token: str) -> str:
    """The header's key id, if the header is exactly one that we write: no jku, jwk, x5u, crit."""
    if len(token) > _LONGEST:
        raise SignInRequired
    return _kid_of(token.partition(".")[0])


@lru_cache(maxsize=64)
def _kid_of(header_segment: str) -> str:
    """All tokens of a key have the same header: it is read once. What is refused is not kept."""
    header = jws.extract_compact(f"{header_segment}.e30.AA".encode()).headers()
    if set(header) != _HEADER or header["alg"] != ALGORITHM or header["typ"] != TYPE:
        raise SignInRequired
    return str(header["kid"])


class _Claims(msgspec.Struct, forbid_unknown_fields=True):
    """Exactly what we write: a claim we do not know might say that the token is not good yet."""

    iss: str
    aud: str
    sub: UUID
    sid: UUID
    role: Role
    iat: int
    exp: int
    contact_verified: bool = False


_claims = msgspec.json.Decoder(_Claims)
_algorithm = ECDSA(SHA256())


def _signed(token: str, key: SigningKey) -> bytes:
    """The payload, once the signature over it holds (RFC 7518, 3.4: r and s, 32 bytes each).

    By hand, because joserfc's general reading takes twice as long as the signature itself. Raises
    `InvalidSignature` and `ValueError`.
    """
    said, _, signature = token.rpartition(".")
    _, dot, payload = said.partition(".")
    both = _bytes_of(signature)
    if not dot or len(both) != _SIGNATURE_BYTES:
        raise InvalidSignature
    r, s = int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big")
    key.verifying.verify(encode_dss_signature(r, s), said.encode("ascii"), _algorithm)
    return _bytes_of(payload)


def _bytes_of(segment: str) -> bytes:
    """Of base64url without padding; raises `ValueError` for any other sign."""
    standard = segment.translate(_TO_STANDARD) + "=" * (-len(segment) % 4)
    return a2b_base64(standard, strict_mode=True)


_TO_STANDARD = str.maketrans("-_+/=", "+/***")
