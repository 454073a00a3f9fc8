"""Resolvers: the search with its specializations and cities, doctors by id, and their slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from types import GenericAlias
from typing import Any, TypedDict
from uuid import UUID

import msgspec
from ariadne import ObjectType, QueryType
from pydantic import BaseModel, ConfigDict, Field

from amrutam.availability.answers import availability_of, offered_slots, slots_of_many
from amrutam.availability.models import RequestedDays
from amrutam.core.dates import Day
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.replicas.reader import reads
from amrutam.doctors.access import may_change
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.profiles import profile_of, profiles_of
from amrutam.doctors.search import pages, queries
from amrutam.doctors.search.query import Search
from amrutam.protocols.graphql.arguments import uuid_of
from amrutam.protocols.graphql.connections import connection, edges, page_info
from amrutam.protocols.graphql.context import Context, Info, ids_of
from amrutam.protocols.graphql.executor import key_of, stored
from amrutam.protocols.graphql.problems import validated
from amrutam.protocols.graphql.slots import shown_slots

_query = QueryType()
_doctor = ObjectType("Doctor")
BOUND = [_query, _doctor, page_info(), *edges("DoctorEdge")]

_ON_CARDS = {"clinics", "next_available_at", "next_online_at", "next_in_person_at"}
_decode = msgspec.json.Decoder().decode


class _Ids(BaseModel):
    ids: list[UUID] = Field(max_length=1000)


class _Days(BaseModel):
    """Arguments of fields about a range of days."""

    model_config = ConfigDict(extra="forbid")

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")

    def asked(self, context: Context) -> RequestedDays:
        return RequestedDays(self.first, self.last, context.resources.settings.slots_max_days)


class _SlotsAsked(_Days):
    consultation_type: UUID | None = None
    reschedules: UUID | None = None


class _TimesAsked(_Days):
    limit: int = Field(ge=1, le=50, alias="first")
    first: Day | None = Field(default=None, alias="from")


@_query.field("doctors")
async def _doctors(
    _root: Any, info: Info, first: int, after: str | None = None, **asked: Any
) -> dict[str, Any]:
    context = info.context
    search = validated(Search, {**asked, "limit": first, "cursor": after})
    page = await pages.find_doctors(context.resources, search)
    cards = decoded_cards(page.items, context.fields)

    @cache
    def positions() -> dict[str, pages.Found]:
        return {str(position[1]): position for position in page.positions}

    def cursor_of(n: int) -> str:
        position = positions()[cards[n]["id"]]
        return pages.cursor_after(context.resources, search, position, page.match)

    return connection(cards, page.next_cursor, cursor_of, after, match=page.match)


@_query.field("doctor")
async def _doctor_by_id(_root: Any, info: Info, id: str) -> dict[str, Any] | None:
    context = info.context
    profile = await profile_of(context.resources, uuid_of(id))
    if profile is None or not (profile.approved or may_change(profile, context.caller)):
        return None
    return doctor_of_profile(context, profile)


@_query.field("doctorsById")
async def _doctors_by_id(_root: Any, info: Info, ids: list[str]) -> list[dict[str, Any]]:
    context = info.context
    most = context.resources.settings.availability_max_doctors
    if len(ids) > most:
        raise Invalid.field("/ids", f"must have at most {most} doctors")
    wanted = [str(each) for each in dict.fromkeys(validated(_Ids, {"ids": ids}).ids)]
    found = await profiles(context, wanted)
    return [found[id_] for id_ in wanted if id_ in found]


@_query.field("specializations")
async def _specializations(_root: Any, info: Info) -> list[dict[str, Any]]:
    return await _facets(info.context, "specializations")


@_query.field("cities")
async def _cities(_root: Any, info: Info) -> list[dict[str, Any]]:
    return await _facets(info.context, "cities")


async def _facets(context: Context, of: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = _decode(await pages.facets(context.resources, of))["items"]
    return items


async def profiles(context: Context, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The profiles that the caller may see, by the key of the doctor, as `doctor_of_profile` returns them.

    `keys` are texts of doctor ids; a doctor who does not exist or is hidden from the caller is left out.
    """
    found = await profiles_of(reads(context.resources), ids_of(keys))
    return {
        str(each.id): doctor_of_profile(context, each)
        for each in found
        if each.approved or may_change(each, context.caller)
    }


async def _cards(context: Context, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    found = await pages.cards(reads(context.resources), keys, Search())
    return {card["id"]: card for card in decoded_cards(found, context.fields)}


def decoded_cards(items: Sequence[str], fields: frozenset[str]) -> list[dict[str, Any]]:
    """Decodes search cards (JSON objects) to dictionaries of each card's `id` and `fields`, with keys in snake case.

    `fields` are GraphQL names; names that a card does not have are ignored. The decoder skips all other
    fields without making objects.
    """
    return _decoder_of(fields)(f"[{','.join(items)}]")


@lru_cache(256)
def _decoder_of(fields: frozenset[str]) -> Callable[[str], list[dict[str, Any]]]:
    kinds = {"id": str, **{key_of(name): Any for name in fields}}
    card = TypedDict("Card", kinds, total=False)  # type: ignore[misc]  # its fields are a document's
    return msgspec.json.Decoder(GenericAlias(list, (card,))).decode


def doctor_of_profile(context: Context, profile: DoctorProfile) -> dict[str, Any]:
    """Returns a doctor as a dictionary with those fields of the GraphQL type `Doctor` that a profile has.

    `_own`: whether the caller can change the doctor.
    """
    shown: dict[str, Any] = msgspec.to_builtins(profile)
    del shown["account_id"]
    default = profile.default_type
    shown["fee"] = default and msgspec.to_builtins(default.fee)
    shown["modes"] = [*profile.modes]
    shown["workplaces"] = shown.pop("clinics")
    shown["_own"] = may_change(profile, context.caller)
    return shown


@stored
async def _field(doctor: dict[str, Any], info: Info) -> Any:
    """Returns a field of the doctor, who was first loaded either as a search card or as a profile.

    The other form is read only if the query selects a field that the first form lacks.
    """
    name = key_of(info.field_name)
    if name in doctor:
        return doctor[name]
    context = info.context
    if name not in _ON_CARDS:
        profile = await context.load(profiles, doctor["id"])
        if profile is None:
            raise NotFound  # the doctor was suspended a moment ago
        return profile[name]
    card = await context.load(_cards, doctor["id"])
    return card[name] if card else [] if name == "clinics" else None


for _name in (
    "specializationSlug", "citySlug", "address", "ratingCount", "bio", "qualifications", "timeZone", "codePolicy", "bufferMinutes",
    "slotStepMinutes", "noticeMinutes", "horizonDays", "changeNoticeMinutes", "followUpDays", "approved",
    "updatedAt", "consultationTypes", "workplaces", "clinics", "nextAvailableAt", "nextOnlineAt",
    "nextInPersonAt",
):  # fmt: skip
    _doctor.set_field(_name, _field)


@_doctor.field("nextTimes")
def _next_times(doctor: dict[str, Any], info: Info, **asked: Any) -> Any:
    context = info.context
    days = validated(_TimesAsked, asked)
    return context.load(_times, doctor["id"], days.first, days.last, days.limit)


async def _times(
    context: Context, keys: Sequence[str], first: date | None, last: date | None, limit: int
) -> dict[str, list[dict[str, Any]]]:
    asked = RequestedDays(first, last, context.resources.settings.slots_max_days)
    found = await availability_of(context.resources, ids_of(keys), asked, limit)
    return {
        key: [slot for day in answer["days"] for slot in day["slots"]]
        for key, answer in _answers(keys, found)
    } | {key: [] for key in keys if UUID(key) not in found}


@_doctor.field("slots")
async def _slots(doctor: dict[str, Any], info: Info, **asked: Any) -> dict[str, Any] | None:
    context = info.context
    wanted = validated(_SlotsAsked, asked)
    days, kind = wanted.asked(context), wanted.consultation_type
    if context.caller is None and wanted.reschedules is None:
        found: dict[str, Any] | None = await context.load(
            _public_slots, doctor["id"], days.first, days.last, kind
        )
        return found
    try:
        body = await offered_slots(
            context.resources, context.caller, UUID(doctor["id"]), days, kind, wanted.reschedules
        )
    except NotFound:
        return None
    return shown_slots(_decode(body))


async def _public_slots(
    context: Context, keys: Sequence[str], first: date | None, last: date | None, kind: UUID | None
) -> dict[str, dict[str, Any]]:
    asked = RequestedDays(first, last, context.resources.settings.slots_max_days)
    found = await slots_of_many(context.resources, ids_of(keys), asked, kind)
    return {key: shown_slots(answer) for key, answer in _answers(keys, found)}


def _answers(
    keys: Sequence[str], found: Mapping[UUID, bytes]
) -> Iterable[tuple[str, dict[str, Any]]]:
    return [(key, _decode(found[UUID(key)])) for key in keys if UUID(key) in found]


@_doctor.field("meetingUrl")
async def _meeting_url(doctor: dict[str, Any], info: Info) -> str | None:
    context = info.context
    profile = doctor if "_own" in doctor else await context.load(profiles, doctor["id"])
    if not profile or not profile["_own"]:
        return None
    return await queries.meeting_url(context.resources.database, UUID(doctor["id"]))
