"""Signs and verifies access tokens: JWTs with the algorithm ES256 and the type `at+jwt` of RFC 9068.

`signing_keys.py` has the keys, and `sessions.py` opens the sessions to which tokens belong. Each
process caches the callers of tokens that it has verified or signed.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from time import time
from uuid import UUID

import msgspec
from joserfc import jws
from joserfc.errors import JoseError

from amrutam.accounts.models import Caller, Role
from amrutam.accounts.signing_keys import ALGORITHM, SigningKeys
from amrutam.core.cache import LRUCache
from amrutam.core.errors import SignInRequired
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

TYPE = "at+jwt"
_HEADER = {"alg", "typ", "kid"}
_LONGEST = 4096
_LONGEST_LIFE_SECONDS = 600
_REMEMBERED = 50_000
_CLOCK_LEEWAY_SECONDS = 30

_registry = jws.JWSRegistry(algorithms=[ALGORITHM])


async def sign_access_token(resources: Resources, caller: Caller) -> str:
    """Returns a new access token of the caller: a JWT signed with ES256.

    The token is valid for `access_token_seconds`. Raises `Unavailable` as `SigningKeys.current` does.
    """
    settings = resources.settings
    key = await resources.part(SigningKeys).current()
    issued = int(time())
    claims = _Claims(
        iss=settings.token_issuer,
        aud=settings.token_audience,
        sub=caller.account_id,
        sid=caller.session_id,
        role=caller.role,
        iat=issued,
        exp=issued + settings.access_token_seconds,
        contact_verified=caller.contact_verified,
    )
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid}
    token = jws.serialize_compact(header, _encoded(claims), key.key, registry=_registry)
    resources.part(AccessTokens).issued(token, claims)
    return token


class _Claims(msgspec.Struct, omit_defaults=True):
    """The claims of an access token. Times are whole seconds of Unix time.

    Claims that the platform does not write are ignored, except for `nbf`.
    """

    iss: str
    aud: str
    sub: UUID
    sid: UUID
    role: Role
    iat: int
    exp: int
    contact_verified: bool = False
    nbf: int = 0

    def hold(self, settings: Settings) -> bool:
        """Whether the claims name this platform as issuer and audience, and the present second is in their lifetime.

        A token whose `iat` is up to 30 seconds in the future is valid too, because the clocks of
        processes differ. A token with a lifetime of more than ten minutes is not valid.
        """
        now = int(time())
        return (
            self.iss == settings.token_issuer
            and self.aud == settings.token_audience
            and self.nbf <= now < self.exp <= self.iat + _LONGEST_LIFE_SECONDS
            and self.iat <= now + _CLOCK_LEEWAY_SECONDS
        )

    def caller(self) -> Caller:
        return Caller(self.sub, self.role, self.sid, self.contact_verified)


_encoded = msgspec.json.Encoder().encode
_decoded = msgspec.json.Decoder(_Claims).decode


class AccessTokens:
    """Cache of the callers of access tokens that this process has verified or signed, by the token's hash.

    The cache does not know whether a session was ended; `access.py` checks the session.
    """

    def __init__(self, resources: Resources) -> None:
        self._settings = resources.settings
        self._keys = resources.part(SigningKeys)
        self._known: LRUCache[bytes, tuple[int, Caller]] = LRUCache(_REMEMBERED)

    async def caller_of(self, token: str) -> Caller:
        """Returns the caller that the token names, even if the session has ended.

        Raises `SignInRequired` for anything but a valid token of this platform, and `Unavailable`
        if the keys cannot be read.
        """
        digest = _digest(token)
        known = self._known.get(digest)
        if known is not None and known[0] > time():
            return known[1]
        return self._remember(digest, await self._verified(token))

    def issued(self, token: str, claims: _Claims) -> None:
        """Caches a token that this process has just signed, so that it need not be verified."""
        self._remember(_digest(token), claims)

    async def _verified(self, token: str) -> _Claims:
        key = await self._keys.find(_kid(token))
        if key is None:
            raise SignInRequired
        try:
            signed = jws.deserialize_compact(token, key.key, registry=_registry)
            claims = _decoded(signed.payload)
        except (JoseError, ValueError, KeyError, TypeError) as reason:
            raise SignInRequired from reason
        if not claims.hold(self._settings):
            raise SignInRequired
        return claims

    def _remember(self, digest: bytes, claims: _Claims) -> Caller:
        caller = claims.caller()
        self._known.put(digest, (claims.exp, caller))
        return caller


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _kid(token: str) -> str:
    """Returns the key id in the token's header.

    Raises `SignInRequired` for a token that is too long or malformed, or whose header does not have
    exactly the fields that the platform writes (so no jku, jwk, x5u or crit).
    """
    if len(token) > _LONGEST:
        raise SignInRequired
    try:
        return _kid_of(token.partition(".")[0])
    except (JoseError, ValueError, KeyError, TypeError) as reason:
        raise SignInRequired from reason


@lru_cache(maxsize=64)
def _kid_of(header_segment: str) -> str:
    """The key id in a token's header segment. Raises `SignInRequired` for a header that the platform does not write.

    All tokens of a key have the same header, so the parsed form is cached. Refused headers are not
    cached.
    """
    header = jws.extract_compact(f"{header_segment}.e30.AA".encode()).headers()
    if set(header) != _HEADER or header["alg"] != ALGORITHM or header["typ"] != TYPE:
        raise SignInRequired
    return str(header["kid"])
