"""Cities with the usual names of people who live there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from amrutam.doctors.search.reference import reference
from amrutam.seeding.chance import Chance


@dataclass(frozen=True, slots=True)
class Place:
    """A city, and the usual names and languages (as they are stored) of its region."""

    slug: str
    name: str
    languages: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]

    def person(self, chance: Chance) -> tuple[str, str]:
        """Chooses the name of a person of this region. Returns (full name, gender: `female` or `male`)."""
        gender = "female" if chance.happens(0.5) else "male"
        given = chance.one(self.female if gender == "female" else self.male)
        return f"{given} {chance.one(self.family)}", gender


@cache
def lists() -> dict[str, Any]:
    """The content of `names.json`: a dictionary with five keys.

    `regions`: by name, dictionaries of the lists `languages` (codes), `female`, `male` and `family` (names). `states`:
    the region of each state that is listed. `streets`, `colleges` and `reasons` (for visits): lists of texts.
    """
    found: dict[str, Any] = json.loads(Path(__file__).with_name("names.json").read_text())
    return found


@cache
def places() -> tuple[Place, ...]:
    """Returns all cities of `reference.json`, each with the names of its region."""
    return tuple(_place(city) for city in reference()["cities"])


def _place(city: dict[str, Any]) -> Place:
    region = lists()["regions"][lists()["states"].get(city["state"], "hindi")]
    named = reference()["languages"]
    return Place(
        slug=city["slug"],
        name=city["name"],
        languages=tuple(named[code] for code in region["languages"]),
        female=tuple(region["female"]),
        male=tuple(region["male"]),
        family=tuple(region["family"]),
    )
