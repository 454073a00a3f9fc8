"""HTTP routes for finding and managing doctors."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Header, Request, Response

from amrutam.accounts.access import (
    Admin,
    DoctorOrAdmin,
    MaybeSignedIn,
    check_recently_proved,
    recently_proved,
    role,
)
from amrutam.accounts.errors import StepUpRequired
from amrutam.core.database import Queries
from amrutam.core.errors import NotAllowed, NotFound, SignInRequired, VersionMismatch
from amrutam.core.http import etags
from amrutam.core.http.fast import fast
from amrutam.core.http.json_answer import (
    NO_CACHE,
    NO_STORE,
    VARY_BY_CODING,
    JsonAnswer,
    WireHeader,
    accepts_gzip,
)
from amrutam.core.http.openapi import FROM_REPLICAS, raises, signs_in
from amrutam.core.ratelimit import limited
from amrutam.core.replicas.reader import reads
from amrutam.core.resources import Resources, resources_of
from amrutam.doctors import actions
from amrutam.doctors.access import may_change, visible_doctor
from amrutam.doctors.answers import Private, check_current, profile_json, profile_tag
from amrutam.doctors.approval_queue import waiting_doctors
from amrutam.doctors.errors import AccountNotLinkable, NotYoursToChange, RegistrationTaken
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.schemas import (
    Cities,
    DoctorAnswer,
    DoctorChange,
    DoctorPage,
    NewDoctor,
    Specializations,
    WaitingPage,
)
from amrutam.doctors.search import pages, queries
from amrutam.doctors.search.page_cache import recent_page
from amrutam.doctors.search.query import Search, query_parameters, search_of

router = APIRouter(tags=["doctors"])

_PUBLIC = [Depends(limited("ip"))]
_OWN = [Depends(limited("account"))]
_LINK = {
    "headers": {
        "Link": {
            "description": "The URL of the next page, with `rel=next`",
            "schema": {"type": "string"},
        }
    }
}
_TAG: dict[str, Any] = {"headers": etags.ETAG_HEADER}


@signs_in("optional")
async def _permitted(request: Request) -> Search:
    """A FastAPI dependency that returns the search in the request's query string.

    Raises what `search_of` raises. With `approved=false`, which only administrators may send, also raises what
    `accounts.access.role` raises.
    """
    search = search_of(request.scope["query_string"])
    if search.approved is False:
        await role("admin")(request)
    return search


@router.get(
    "/v1/doctors",
    dependencies=_PUBLIC,
    summary="Find doctors",
    response_model=DoctorPage | WaitingPage,
    responses={200: _LINK, **raises(SignInRequired, NotAllowed)},
    openapi_extra={"parameters": query_parameters(), **FROM_REPLICAS},
)
@fast
async def find(request: Request, search: Annotated[Search, Depends(_permitted)]) -> Response:
    if search.approved is False:
        return await _waiting(request, search)
    resources = resources_of(request)

    async def make(source: Queries) -> JsonAnswer:
        return _page_answer(search, await pages.find_doctors(resources, search, source))

    gzip = accepts_gzip(request.headers.get("accept-encoding", ""))
    return await recent_page(resources, request.scope["query_string"], make, gzip=gzip)


async def _waiting(request: Request, search: Search) -> Response:
    page = await waiting_doctors(resources_of(request), search.limit, search.cursor)
    headers = [NO_STORE, *_next_link(search, page.next_cursor)]
    return JsonAnswer(page.model_dump_json().encode(), headers=headers)


def _page_answer(search: Search, page: pages.Page) -> JsonAnswer:
    cursor = f'"{page.next_cursor}"' if page.next_cursor else "null"
    body = f'{{"items":[{",".join(page.items)}],"next_cursor":{cursor},"match":"{page.match}"}}'
    headers = [NO_CACHE, VARY_BY_CODING, *_next_link(search, page.next_cursor)]
    return JsonAnswer(body.encode(), headers=headers)


def _next_link(search: Search, cursor: str | None) -> list[WireHeader]:
    if cursor is None:
        return []
    return [(b"link", f'<{search.link}{cursor}>; rel="next"'.encode())]


@router.get(
    "/v1/doctors/{doctor_id}",
    dependencies=_PUBLIC,
    summary="Read a doctor's profile",
    response_model=DoctorAnswer,
    responses={
        200: _TAG,
        304: {"description": "The version in the If-None-Match header is still the present one"},
    },
    openapi_extra=FROM_REPLICAS,
)
async def profile(
    request: Request,
    doctor_id: UUID,
    caller: MaybeSignedIn,
    if_none_match: Annotated[
        str | None,
        Header(
            max_length=etags.MAX_LENGTH,
            description=f"The version that the client has: {etags.EXAMPLE}",
        ),
    ] = None,
) -> Response:
    resources = resources_of(request)
    found = await visible_doctor(resources, doctor_id, caller)
    own = may_change(found, caller)
    answer = await doctor_answer(resources, found, own=own)
    answer.headers["cache-control"] = "no-store" if own else "no-cache"
    if etags.unchanged(if_none_match, answer.headers["etag"]):
        # A 304 has the headers that a cache updates its copy with (RFC 9110, 15.4.5).
        kept = {name: answer.headers[name] for name in ("etag", "cache-control")}
        return Response(status_code=304, headers=kept)
    return answer


@router.get(
    "/v1/specializations",
    dependencies=_PUBLIC,
    summary="List the specializations, with the number of doctors in each",
    response_model=Specializations,
    openapi_extra=FROM_REPLICAS,
)
async def specializations(request: Request) -> Response:
    return _facets(await pages.facets(resources_of(request), "specializations"))


@router.get(
    "/v1/cities",
    dependencies=_PUBLIC,
    summary="List the cities, with the number of doctors in each",
    response_model=Cities,
    openapi_extra=FROM_REPLICAS,
)
async def cities(request: Request) -> Response:
    return _facets(await pages.facets(resources_of(request), "cities"))


@router.post(
    "/v1/doctors",
    dependencies=_OWN,
    summary="Add a doctor, whom patients cannot find before approval",
    status_code=201,
    response_model=DoctorAnswer,
    responses={201: _TAG, **raises(RegistrationTaken, AccountNotLinkable, StepUpRequired)},
)
async def create(request: Request, admin: Admin, new: Annotated[NewDoctor, Body()]) -> Response:
    resources = resources_of(request)
    if new.account_id is not None:
        await check_recently_proved(resources, admin)
    made = await actions.create_doctor(resources, admin, new)
    answer = await doctor_answer(resources, made, status=201)
    answer.headers["location"] = f"/v1/doctors/{made.id}"
    return answer


@router.patch(
    "/v1/doctors/{doctor_id}",
    dependencies=_OWN,
    summary="Change a doctor's profile, settings or consultation types",
    description="Administrators can change every field. Doctors can change these fields of their own profile: "
    + ", ".join(f"`{name}`" for name in sorted(actions.OWN_FIELDS))
    + ". `consultation_types` replaces the whole list: a type with its `id` is changed, and a type that is"
    " left out can no longer be booked.",
    response_model=DoctorAnswer,
    responses={
        200: _TAG,
        **raises(
            NotFound,
            RegistrationTaken,
            AccountNotLinkable,
            NotYoursToChange,
            StepUpRequired,
            VersionMismatch,
        ),
    },
)
async def change(
    request: Request,
    doctor_id: UUID,
    caller: DoctorOrAdmin,
    wanted: Annotated[DoctorChange, Body()],
    if_match: etags.IfMatch = None,
) -> Response:
    resources = resources_of(request)
    if caller.role == "admin" and "account_id" in wanted.model_fields_set:
        await check_recently_proved(resources, caller)
    changed = await actions.change_doctor(
        resources, caller, doctor_id, wanted, lambda present: check_current(if_match, present)
    )
    return await doctor_answer(resources, changed)


@router.post(
    "/v1/doctors/{doctor_id}/approve",
    dependencies=[*_OWN, Depends(recently_proved)],
    summary="Approve a doctor, so that patients can find and book the doctor",
    response_model=DoctorAnswer,
    responses={200: _TAG, **raises(NotFound, StepUpRequired)},
)
async def approve(request: Request, doctor_id: UUID, admin: Admin) -> Response:
    resources = resources_of(request)
    return await doctor_answer(resources, await actions.approve_doctor(resources, admin, doctor_id))


async def doctor_answer(
    resources: Resources, found: DoctorProfile, status: int = 200, *, own: bool = True
) -> Response:
    """The HTTP response with a doctor's profile and the header `cache-control: no-store`. `status` is the HTTP status.

    `own`: the caller is the doctor or an administrator, so the response contains the private part, and the next
    available slot is read from the primary instead of a replica.
    """
    source = resources.database if own else reads(resources)
    next_at = await queries.next_available(source, found.id)
    private = Private(await queries.meeting_url(resources.database, found.id)) if own else None
    headers = {"etag": profile_tag(found, next_at, private), "cache-control": "no-store"}
    body = profile_json(found, next_at, private)
    return Response(body, status, headers=headers, media_type="application/json")


def _facets(body: bytes) -> Response:
    return Response(body, media_type="application/json", headers={"cache-control": "no-cache"})
