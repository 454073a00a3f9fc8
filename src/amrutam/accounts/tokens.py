"""Access tokens: ES256 JWTs (RFC 9068 profile), verified once and remembered until they expire."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from time import time
from typing import Any
from uuid import UUID

from joserfc import jws, jwt
from joserfc.errors import InvalidClaimError, JoseError

from amrutam.accounts.keys import ALGORITHM, SigningKeys
from amrutam.accounts.models import Caller
from amrutam.core.errors import SignInRequired
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

TYPE = "at+jwt"
_HEADER = {"alg", "typ", "kid"}
_ROLES = ("patient", "doctor", "admin")
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
    token = jwt.encode(header, claims, key.key, registry=_registry)
    resources.part(AccessTokens).issued(token, claims)
    return token


class AccessTokens:
    """What this process has verified or signed, by the token's hash. Revocation is for the caller to ask."""

    def __init__(self, resources: Resources) -> None:
        self._settings = resources.settings
        self._keys = resources.part(SigningKeys)
        self._known: dict[bytes, tuple[float, Caller]] = {}

    async def caller_of(self, token: str) -> Caller:
        """Raises `SignInRequired` for anything but a live token of ours."""
        digest = _digest(token)
        known = self._known.get(digest)
        if known is not None and known[0] > time():
            return known[1]
        expires, caller = await self._verified(token)
        self._remember(digest, expires, caller)
        return caller

    def issued(self, token: str, claims: dict[str, Any]) -> None:
        """One that this process has just signed need not be verified by it."""
        self._remember(_digest(token), float(claims["exp"]), _caller(claims))

    async def _verified(self, token: str) -> tuple[float, Caller]:
        try:
            key = await self._keys.find(_kid(token))
            if key is None:
                raise SignInRequired
            claims = jwt.decode(token, key.key, registry=_registry).claims
            _claims_registry(self._settings).validate(claims)
            return float(claims["exp"]), _caller(claims)
        except (JoseError, ValueError, KeyError, TypeError) as reason:
            raise SignInRequired from reason

    def _remember(self, digest: bytes, expires: float, caller: Caller) -> None:
        while len(self._known) >= _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[digest] = (expires, caller)


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


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


class _Claims(jwt.JWTClaimsRegistry):
    """Expiry to the second; but another machine's clock may be a little ahead when it issues."""

    def validate_iat(self, value: object) -> None:
        if not isinstance(value, int) or value > self.now + _CLOCK_LEEWAY_SECONDS:
            raise InvalidClaimError("iat")


def _claims_registry(settings: Settings) -> _Claims:
    return _Claims(
        iss={"essential": True, "value": settings.token_issuer},
        aud={"essential": True, "value": settings.token_audience},
        sub={"essential": True},
        sid={"essential": True},
        role={"essential": True, "values": list(_ROLES)},
        iat={"essential": True},
        exp={"essential": True},
    )


def _caller(claims: dict[str, Any]) -> Caller:
    if claims["exp"] - claims["iat"] > _LONGEST_LIFE_SECONDS or claims["role"] not in _ROLES:
        raise SignInRequired
    return Caller(
        UUID(claims["sub"]), claims["role"], UUID(claims["sid"]),
        contact_verified=claims.get("contact_verified") is True,
    )  # fmt: skip
