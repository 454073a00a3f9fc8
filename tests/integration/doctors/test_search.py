"""GET /v1/doctors: every filter, every order, every page."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor, make_doctor


@pytest.fixture(scope="module")
async def some(resources: Resources) -> dict[str, Doctor]:
    """Five doctors that differ in everything; other tests' doctors stand beside them."""
    rows: dict[str, dict[str, Any]] = {
        "meera": {"name": "Dr. Meera Nair", "specialization": "panchakarma", "city": "kochi",
                  "languages": ["Malayalam", "English"], "fee": 70_000, "experience_years": 22,
                  "rating_hundredths": 481},
        "arjun": {"name": "Vaidya Arjun Sharma", "specialization": "kayachikitsa", "city": "jaipur",
                  "languages": ["Hindi"], "fee": 30_000, "experience_years": 5, "gender": "male",
                  "rating_hundredths": 390, "modes": ["in_person"]},
        "jose": {"name": "Dr. José Fernandes", "specialization": "twak-roga", "city": "goa",
                 "languages": ["Konkani", "English"], "fee": 50_000, "experience_years": 12,
                 "gender": "male", "modes": ["online"]},
        "lalita": {"name": "Dr. Lalita Devi", "specialization": "sandhi-roga", "city": "varanasi",
                   "languages": ["Hindi", "Sanskrit"], "fee": 20_000, "experience_years": 40,
                   "rating_hundredths": 450, "gender": "other"},
        "kavya": {"name": "Dr. Kavya Hegde", "specialization": "udara-roga", "city": "bengaluru",
                  "languages": ["Kannada"], "fee": 90_000, "experience_years": 1},
    }  # fmt: skip
    return {key: await make_doctor(resources, **row) for key, row in rows.items()}


async def found(client: AsyncClient, **query: Any) -> list[str]:
    """All pages: other tests' doctors may fill the first."""
    ids: list[str] = []
    asked = {"limit": 100, **query}
    while True:
        answer = await client.get("/v1/doctors", params=asked)
        assert answer.status_code == 200, answer.text
        ids += [item["id"] for item in answer.json()["items"]]
        asked["cursor"] = answer.json()["next_cursor"]
        if asked["cursor"] is None:
            return ids


async def names(client: AsyncClient, some: dict[str, Doctor], **query: Any) -> list[str]:
    """The keys of the five that were found, in order."""
    keys = {str(doctor.id): key for key, doctor in some.items()}
    return [keys[id_] for id_ in await found(client, **query) if id_ in keys]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"specialization": "panchakarma"}, {"meera"}),
        ({"specialization": "PANCHAKARMA"}, {"meera"}),
        ({"specialization": "twak roga"}, {"jose"}),
        ({"specialization": "पंचकर्म"}, {"meera"}),
        ({"city": "Jaipur"}, {"arjun"}),
        ({"city": "जयपुर"}, {"arjun"}),
        ({"language": "hindi"}, {"arjun", "lalita"}),
        ({"language": "HI"}, {"arjun", "lalita"}),
        ({"language": "Klingon"}, set()),
        ({"mode": "online"}, {"meera", "jose", "lalita", "kavya"}),
        ({"mode": "in_person"}, {"meera", "arjun", "lalita", "kavya"}),
        ({"gender": "other"}, {"lalita"}),
        ({"max_fee": 30_000}, {"arjun", "lalita"}),
        ({"max_fee": 29_999}, {"lalita"}),
        ({"language": "English", "city": "kochi", "max_fee": 70_000}, {"meera"}),
        ({"city": ""}, {"meera", "arjun", "jose", "lalita", "kavya"}),
        ({"city": "nowhere"}, set()),
    ],
)
async def test_a_filter_finds_those_it_names(
    client: AsyncClient, some: dict[str, Doctor], query: dict[str, Any], expected: set[str]
) -> None:
    assert set(await names(client, some, **query)) == expected


@pytest.mark.parametrize(
    ("q", "best"),
    [
        ("panchkarma", "meera"),
        ("pancha", "meera"),
        ("meera nair", "meera"),
        ("mira nayar kochi", None),
        ("kayachikista", "arjun"),
        ("sharma", "arjun"),
        ("Dr Shrama", "arjun"),
        ("jiapur", "arjun"),
        ("nair kohci", "meera"),
        ("josé", "jose"),
        ("JOSE", "jose"),
        ("fernandez", "jose"),
        ("khujli", "jose"),
        ("khujali", "jose"),
        ("त्वचा", "jose"),
        ("त्वच", "jose"),
        ("मुहासे", "jose"),
        ("kamar dard", "lalita"),
        ("jodon ka dard", "lalita"),
        ("gathia", "lalita"),
        ("joint pain varanasi", "lalita"),
        ("banaras", "lalita"),
        ("kabz", "kavya"),
        ("acidty", "kavya"),
        ("banglore", "kavya"),
        ("bangalore digestion", "kavya"),
        ("doctor for hair in bengaluru", None),
    ],
)
async def test_words_find_what_they_mean_in_spite_of_errors(
    client: AsyncClient, some: dict[str, Doctor], q: str, best: str | None
) -> None:
    assert (await names(client, some, q=q))[:1] == ([best] if best else [])


@pytest.mark.parametrize(
    "q", ["%", "_", "%%%", "\\", "'", "a%b_c\\", "'; DROP TABLE doctor; --", "🙂", "\u202e"]
)
async def test_signs_are_literal_and_match_nothing(
    client: AsyncClient, some: dict[str, Doctor], q: str
) -> None:
    assert await names(client, some, q=q) == []
