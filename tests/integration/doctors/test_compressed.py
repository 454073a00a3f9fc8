"""Checks that a page of search results that is sent again is compressed for clients that accept gzip, and plain for others."""

from __future__ import annotations

import gzip

import pytest
from httpx import AsyncClient

from amrutam.core.http.json_answer import accepts_gzip
from amrutam.core.resources import Resources
from tests.cast.doctors import make_doctor

SEARCH = "/v1/doctors?sort=rating"


async def test_the_same_page_comes_compressed_and_plain(
    resources: Resources, client: AsyncClient
) -> None:
    await make_doctor(resources)
    plain = await client.get(SEARCH, headers={"accept-encoding": "identity"})
    async with client.stream("GET", SEARCH, headers={"accept-encoding": "gzip"}) as packed:
        body = b"".join([part async for part in packed.aiter_raw()])
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == plain.content
    assert int(packed.headers["content-length"]) == len(body) < len(plain.content)
    for answer in (plain, packed):
        assert answer.headers["vary"] == "accept-encoding"
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["content-type"] == "application/json"
    again = await client.get(SEARCH, headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in again.headers
    assert again.content == plain.content


@pytest.mark.parametrize("said", ["gzip", "br, gzip", "GZIP;q=0.5", "gzip;q=1.0, br", "gzip ; q=1"])
def test_whoever_accepts_it_says_so(said: str) -> None:
    assert accepts_gzip(said)


@pytest.mark.parametrize("said", ["", "br", "gzip;q=0", "gzip;q=0.000", "xgzip", "*", "identity"])
def test_whoever_does_not_does_not(said: str) -> None:
    assert not accepts_gzip(said)
