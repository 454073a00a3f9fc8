"""Tests the filters and search words of GET /v1/doctors, over all pages."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor, make_doctor


@pytest.fixture(scope="module")
async def some(resources: Resources) -> dict[str, Doctor]:
    """Makes five doctors with different properties, and returns them by their keys; doctors of other tests exist too."""
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
    """Returns the ids of the doctors on all pages, because other tests' doctors may fill the first page."""
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
    """Searches, and returns the keys of the doctors of `some` that were found, in the order of the results."""
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
        ("mira nayar kochi", "meera"),
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
        ("doctor for hair in bengaluru", "kavya"),
    ],
)
async def test_words_find_what_they_mean_in_spite_of_errors(
    client: AsyncClient, some: dict[str, Doctor], q: str, best: str | None
) -> None:
    assert (await names(client, some, q=q))[:1] == ([best] if best else [])


@pytest.mark.parametrize(
    ("q", "found_first"),
    [
        ("skin rash", "jose"),
        ("back ache", "lalita"),
        ("knees hurt", "lalita"),
        ("stomach ache", "kavya"),
        ("पीठ दर्द", "lalita"),
    ],
)
async def test_plain_words_lead_to_a_specialization(
    client: AsyncClient, some: dict[str, Doctor], q: str, found_first: str
) -> None:
    assert (await names(client, some, q=q))[:1] == [found_first]


@pytest.mark.parametrize("q", ["child cough", "बच्चों की खांसी"])
async def test_words_that_no_doctor_has_together_find_those_that_have_one(
    client: AsyncClient, resources: Resources, q: str
) -> None:
    children = await make_doctor(resources, specialization="kaumarabhritya")
    cough = await make_doctor(resources, specialization="shwasa-roga")
    answer = await client.get("/v1/doctors", params={"q": q, "limit": 1})
    assert answer.json()["match"] == "any"
    assert answer.json()["next_cursor"]
    assert {str(children.id), str(cough.id)} <= set(await found(client, q=q))


async def test_all_words_come_before_any(client: AsyncClient, some: dict[str, Doctor]) -> None:
    answer = await client.get("/v1/doctors", params={"q": "joint pain varanasi", "limit": 100})
    assert answer.json()["match"] == "all"
    assert str(some["jose"].id) not in {item["id"] for item in answer.json()["items"]}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Dr. Rutuja Kshirsagar", ["क्षीरसागर", "ऋतुजा", "Ksheersagar", "ruthuja"]),
        ("डॉ. ऋतुजा क्षीरसागर", ["kshirsagar", "rutuja", "ksheersagar"]),
        ("Vaidya Sharad Deshpande", ["शरद", "देशपांडे", "sharadh"]),
        ("वैद्य मीनाक्षी शर्मा", ["meenakshi", "minakshi", "sharma", "Meenaakshi Sharmaa"]),
    ],
)
async def test_names_find_each_other_in_both_scripts(
    client: AsyncClient, resources: Resources, name: str, asked: list[str]
) -> None:
    doctor = await make_doctor(resources, name=name)
    for q in asked:
        answer = await client.get("/v1/doctors", params={"q": q, "limit": 5})
        assert str(doctor.id) in {item["id"] for item in answer.json()["items"]}, q


@pytest.mark.parametrize(
    "q", ["%", "_", "%%%", "\\", "'", "a%b_c\\", "'; DROP TABLE doctor; --", "🙂", "\u202e"]
)
async def test_signs_are_literal_and_match_nothing(
    client: AsyncClient, some: dict[str, Doctor], q: str
) -> None:
    assert await names(client, some, q=q) == []
