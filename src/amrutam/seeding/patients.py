"""Plans patients: accounts with addresses that nobody owns, and some family members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from amrutam.seeding.chance import Chance
from amrutam.seeding.cities import places
from amrutam.seeding.email_addresses import email_address

_FIRST_JOINED = datetime(2024, 6, 1, tzinfo=UTC)
_BORN = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class PlannedPatient:
    """A patient to be added. `email` is None for a family member, for whom the account of another patient books."""

    id: UUID
    account_id: UUID
    email: str | None
    locale: str
    name: str
    relation: str
    birth_date: date
    gender: str
    joined_at: datetime


def planned_household(seed_number: int, number: int) -> list[PlannedPatient]:
    """The patients of the account with this `number` (from 0) of a seed: its owner, and sometimes a family member."""
    chance = Chance(seed_number, "household", number)
    place = chance.one(places())
    joined = _FIRST_JOINED + timedelta(minutes=5 * number)
    account_id = chance.id(joined)
    locale = "hi" if "Hindi" in place.languages and chance.happens(0.4) else "en"

    def member(relation: str, youngest: int, oldest: int) -> PlannedPatient:
        name, gender = place.person(chance)
        own = relation == "self"
        email = email_address(name, seed_number, number, "patients.example") if own else None
        born = _BORN - timedelta(days=365 * chance.number(youngest, oldest) + chance.number(0, 364))
        return PlannedPatient(
            chance.id(joined), account_id, email, locale, name, relation, born, gender, joined
        )

    household = [member("self", 20, 75)]
    if chance.happens(0.2):
        child = chance.happens(0.6)
        household.append(member("child", 1, 15) if child else member("parent", 55, 88))
    return household
