"""Checks that each kind of forged and foreign token is refused (RFC 8725, section 3)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from time import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey

from amrutam.accounts.access_tokens import AccessTokens, sign_access_token
from amrutam.accounts.models import Caller
from amrutam.accounts.signing_keys import SigningKeys
from tests.cast.people import Person, sign_in_patient

if TYPE_CHECKING:
    from httpx import AsyncClient

    from amrutam.core.resources import Resources

_any_header = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)


@pytest.fixture
async def person(resources: Resources) -> Person:
    return await sign_in_patient(resources)


@pytest.fixture
async def ours(resources: Resources) -> tuple[ECKey, str]:
    key = await resources.part(SigningKeys).current()
    return key.key, key.kid


def claims_of(person: Person, **changes: Any) -> dict[str, Any]:
    token = person.headers["authorization"].split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token + "=="))
    return {k: v for k, v in (found | changes).items() if v is not None}


def header_of(kid: str, **changes: Any) -> dict[str, Any]:
    found = {"alg": "ES256", "typ": "at+jwt", "kid": kid} | changes
    return {k: v for k, v in found.items() if v is not None}


def raw(header: dict[str, Any], claims: dict[str, Any], secret: bytes | None = None) -> str:
    parts = [_text(json.dumps(part).encode()) for part in (header, claims)]
    signed = ".".join(parts)
    mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest() if secret else b""
    return f"{signed}.{_text(mac)}"


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


async def status(client: AsyncClient, token: str) -> int:
    answer = await client.get("/v1/me", headers={"authorization": f"Bearer {token}"})
    return answer.status_code


async def test_a_token_signed_as_ours_is_taken(
    client: AsyncClient, person: Person, ours: tuple[ECKey, str]
) -> None:
    """An unchanged token is accepted, so that the refusals below have one cause.

    Each test of a refusal below changes parts of this token.
    """
    key, kid = ours
    token = jwt.encode(header_of(kid), claims_of(person), key, registry=_any_header)
    assert await status(client, token) == 200


async def test_unsigned_and_symmetric_tokens_are_refused(
    client: AsyncClient, person: Person, ours: tuple[ECKey, str]
) -> None:
    key, kid = ours
    for alg in ("none", "None", "NONE", "HS256"):
        assert await status(client, raw(header_of(kid, alg=alg), claims_of(person))) == 401, alg
    public = [key.as_pem(private=False), key.as_der(private=False),
              json.dumps(key.as_dict(private=False)).encode()]  # fmt: skip
    for secret in public:
        for alg in ("HS256", "ES256"):
            token = raw(header_of(kid, alg=alg), claims_of(person), secret)
            assert await status(client, token) == 401


async def test_foreign_keys_and_key_ids_are_refused(
    client: AsyncClient, person: Person, ours: tuple[ECKey, str]
) -> None:
    _, kid = ours
    foreign = ECKey.generate_key("P-256", {"kid": "mine"})
    public = foreign.as_dict(private=False)
    headers = [
        header_of(kid),
        header_of("mine"),
        header_of("../../../dev/null"),
        header_of("' OR 1=1 --"),
        header_of(""),
        {"alg": "ES256", "typ": "at+jwt"},
        header_of(kid, jwk=public),
        header_of("mine", jku="https://evil.example/jwks.json"),
        header_of("mine", x5u="https://evil.example/cert.pem"),
    ]
    for header in headers:
        token = jwt.encode(header, claims_of(person), foreign, registry=_any_header)
        assert await status(client, token) == 401, header


@pytest.mark.parametrize(
    "changes",
    [
        {"typ": "JWT"},
        {"typ": None},
        {"typ": "id+jwt"},
        {"jku": "https://evil.example/jwks.json"},
        {"x5u": "https://evil.example/cert.pem"},
        {"crit": ["b64"], "b64": True},
        {"cty": "JWT"},
    ],
)
async def test_headers_that_we_never_write_are_refused(
    client: AsyncClient, person: Person, ours: tuple[ECKey, str], changes: dict[str, Any]
) -> None:
    key, kid = ours
    header = header_of(kid, **changes)
    header.setdefault("typ", None)
    header = {k: v for k, v in header.items() if v is not None}
    token = jwt.encode(header, claims_of(person), key, registry=_any_header, default_type=None)
    assert await status(client, token) == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "somebody-else"},
        {"aud": None},
        {"aud": []},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"exp": int(time()) - 1},
        {"exp": None},
        {"exp": "never"},
        {"exp": int(time()) + 86400},
        # A day in the future, because the value is computed when tests are collected and the run
        # may take long.
        {"nbf": int(time()) + 86400},
        {"iat": int(time()) + 86400, "exp": int(time()) + 86700},
        {"iat": None},
        {"sub": None},
        {"sub": "1"},
        {"sid": None},
        {"sid": "x"},
        {"role": "root"},
        {"role": ["admin"]},
        {"role": None},
    ],
    ids="-".join,
)
async def test_claims_that_do_not_fit_are_refused(
    client: AsyncClient, person: Person, ours: tuple[ECKey, str], changes: dict[str, Any]
) -> None:
    key, kid = ours
    claims = claims_of(person) | changes
    claims = {k: v for k, v in claims.items() if v is not None}
    token = jwt.encode(header_of(kid), claims, key, registry=_any_header)
    assert await status(client, token) == 401


async def test_a_changed_byte_is_seen(client: AsyncClient, person: Person) -> None:
    header, claims, signature = person.headers["authorization"].split(" ")[1].split(".")
    promoted = json.dumps(claims_of(person, role="admin")).encode()
    assert await status(client, f"{header}.{_text(promoted)}.{signature}") == 401
    assert await status(client, f"{header}.{claims}.{signature[:-4]}AAAA") == 401
    assert await status(client, f"{header}.{claims}") == 401
    assert await status(client, f"{header}.{claims}.") == 401


async def test_an_account_of_nobody_is_refused(
    client: AsyncClient, person: Person, ours: tuple[ECKey, str]
) -> None:
    key, kid = ours
    claims = claims_of(person, sub=str(uuid4()))
    token = jwt.encode(header_of(kid), claims, key, registry=_any_header)
    assert await status(client, token) == 401


async def test_who_issued_a_token_and_who_verifies_it_see_the_same(resources: Resources) -> None:
    caller = Caller(uuid4(), "patient", uuid4(), contact_verified=True)
    token = await sign_access_token(resources, caller)
    elsewhere = AccessTokens(resources)

    assert await resources.part(AccessTokens).caller_of(token) == caller
    assert await elsewhere.caller_of(token) == caller
