"""Checks that a cursor in a form that no list of the platform issues gets 422.

An older version of the platform may have issued it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from httpx import AsyncClient

from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources
from tests.cast.people import make_admin, make_staff, sign_in_patient

LISTS = {
    "/v1/doctors?sort=next_available": "nobody",
    "/v1/doctors?sort=fee": "nobody",
    "/v1/doctors?q=nobody": "nobody",
    "/v1/doctors?approved=false": "admin",
    "/v1/appointments?": "patient",
    "/v1/appointments?sort=starts_at": "doctor",
    "/v1/clinics?": "nobody",
    "/v1/staff?": "admin",
    "/v1/staff?role=desk": "admin",
}
ID = b'"00000000-0000-7000-8000-000000000000"'
STRANGE = [
    b"null", b"{}", b"7", b"[]", b"[null]", b"[" + ID + b"," + ID + b"," + ID + b"]",
    *(
        b"[" + first + b"," + ID + rest + b"]"
        for first in (b'"0001-01-01T00:00:00"', b'"9999-12-31T23:59:59"', b"1e400",
                      b"99999999999999999999999", b"-99999999999999999999", b'"\\u0000"')
        for rest in (b"", b',"all"')
    ),
    b'["2026-01-01T00:00:00Z","\\u0000"]', b'["2026-01-01T00:00:00Z","1","all"]',
    b'["a",7]', b"[1," + ID + b',"none"]',
]  # fmt: skip

TEXTS = [b'["0001-01-01T00:00:00",' + ID + b"]", b'["9999-12-31T23:59:59",' + ID + b"]"]
"""Contents that the list of clinics accepts: its cursor begins with a city's slug, for which the list takes any text, even one that looks like an instant."""


@pytest.fixture(scope="module")
async def people(resources: Resources) -> dict[str, Any]:
    return {
        "nobody": {},
        "patient": (await sign_in_patient(resources)).headers,
        "doctor": (await make_staff(resources, "doctor")).headers,
        "admin": (await make_admin(resources)).headers,
    }


@pytest.mark.parametrize("path", LISTS)
async def test_a_made_up_cursor(client: AsyncClient, people: dict[str, Any], path: str) -> None:
    made_up = ["A", "AAAA", "=" * 8, "A" * 1000, "\x00", "é", "\u0967", "9999-12-31", "1e400", "-1"]
    for cursor in made_up:
        await check_refused(client, path, quote(cursor), people)


@pytest.mark.parametrize("path", LISTS)
async def test_a_sealed_cursor_with_another_content(
    client: AsyncClient, people: dict[str, Any], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Keyring.open
    for content in STRANGE:
        if path == "/v1/clinics?" and content in TEXTS:
            continue

        def strange(self: Keyring, purpose: Any, *rest: Any, content: bytes = content) -> bytes:
            return content if purpose == "cursor" else opened(self, purpose, *rest)

        monkeypatch.setattr(Keyring, "open", strange)
        await check_refused(client, path, "AAAA", people)


async def check_refused(
    client: AsyncClient, path: str, cursor: str, people: dict[str, Any]
) -> None:
    answer = await client.get(f"{path}&cursor={cursor}", headers=people[LISTS[path]])
    assert answer.status_code == 422, f"{path} {cursor}: {answer.text}"
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/query/cursor"]
