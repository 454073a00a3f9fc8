"""HTTP routes of the settings that administrators change while the platform runs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts.access import Admin, recently_proved, role
from amrutam.accounts.errors import StepUpRequired
from amrutam.core.adjustable import ADJUSTABLE, Group, Paired
from amrutam.core.errors import IfMatchRequired, NotAllowed, NotFound, VersionMismatch
from amrutam.core.http import etags
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.json_body import Body
from amrutam.core.http.openapi import NEEDED, raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.numbers import WHOLE
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.operations import setting_changes

router = APIRouter(
    prefix="/v1/operations",
    tags=["operations"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)

_NAMES: dict[str, Any] = {"enum": list(ADJUSTABLE)}
_PROVED = [Depends(role("admin")), Depends(recently_proved)]
_CHANGED: dict[int | str, dict[str, Any]] = {
    200: {"headers": etags.ETAG_HEADER},
    **raises(NotAllowed, NotFound, IfMatchRequired, VersionMismatch, StepUpRequired),
}


async def known_setting(
    setting: Annotated[str, Path(description="The name of the setting", json_schema_extra=_NAMES)],
) -> str:
    """A FastAPI dependency that returns the setting's name. Raises `NotFound` if administrators cannot change it."""
    if setting not in ADJUSTABLE:
        raise NotFound
    return setting


SettingName = Annotated[str, Depends(known_setting)]
IfMatch = Annotated[
    str | None,
    Header(
        max_length=etags.MAX_LENGTH,
        description='The `version` that you last read, for example `"3"`. `*` is refused, because a'
        " change must name the version that it replaces",
        json_schema_extra=etags.HEADER_SCHEMA | NEEDED,
    ),
]


class SettingView(BaseModel):
    """A setting that administrators can change, a number. The environment of the processes gives the default."""

    name: str = Field(json_schema_extra=_NAMES)
    group: Group = Field(
        description="`person`: limits of one person; `hold`: holds; `visit`: windows and cut-offs; `clinic`: limits of a clinic"
    )
    value: float
    default: float
    is_default: bool = Field(description="True if `value` comes from the environment")
    least: int
    most: int
    least_setting: Paired | None = Field(
        description="The other setting whose present value is `least`; null if `least` depends on no setting"
    )
    most_setting: Paired | None = Field(
        description="The other setting whose present value is `most`; null if `most` depends on no setting"
    )
    version: int = Field(
        description="Number of changes so far. `If-Match` must contain this number"
    )
    changed_at: datetime | None = Field(
        description="Time of the last change; null if the setting was never changed"
    )
    changed_by: str | None = Field(
        description="E-mail address of the administrator who made the last change; null if the setting was never changed"
    )


class SettingList(BaseModel):
    items: list[SettingView]


class SettingChange(BaseModel):
    id: int
    name: str = Field(json_schema_extra=_NAMES)
    previous: float = Field(description="The value before the change")
    value: float = Field(description="The value after the change")
    is_default: bool = Field(description="True if the change went back to the default")
    at: datetime
    by: str | None = Field(description="E-mail address of the administrator who made the change")


class SettingChanges(BaseModel):
    items: list[SettingChange]
    next_cursor: str | None


class NewSettingValue(Body):
    value: Annotated[int, Field(strict=True, ge=0, le=100_000), WHOLE] = Field(
        description="A whole number from `least` to `most`", examples=[3]
    )


@router.get(
    "/settings",
    summary="Read the settings that administrators can change",
    responses=raises(NotAllowed),
)
async def read_settings(request: Request, _admin: Admin) -> SettingList:
    """Read the limits and periods that administrators can change, with their defaults and ranges."""
    items = await setting_changes.list_settings(resources_of(request))
    return SettingList.model_validate({"items": items})


@router.get(
    "/setting-changes",
    summary="List the changes of settings",
    dependencies=[Depends(plain_query)],
    responses=raises(NotAllowed),
)
async def list_changes(
    request: Request,
    _admin: Admin,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> SettingChanges:
    """List who changed which setting, newest first."""
    items, following = await setting_changes.changes_page(resources_of(request), limit, cursor)
    return SettingChanges.model_validate({"items": items, "next_cursor": following})


@router.put(
    "/settings/{setting}",
    summary="Change a setting, in all processes within seconds",
    dependencies=_PROVED,
    responses=_CHANGED,
)
async def change_setting(
    request: Request,
    response: Response,
    setting: SettingName,
    admin: Admin,
    body: NewSettingValue,
    if_match: IfMatch = None,
) -> SettingView:
    changed = await setting_changes.change_setting(
        resources_of(request), admin, setting, body.value, _expected(if_match)
    )
    return _answer(response, changed)


@router.delete(
    "/settings/{setting}",
    summary="Give a setting its default value again",
    dependencies=_PROVED,
    responses=_CHANGED,
)
async def reset_setting(
    request: Request,
    response: Response,
    setting: SettingName,
    admin: Admin,
    if_match: IfMatch = None,
) -> SettingView:
    changed = await setting_changes.reset_setting(
        resources_of(request), admin, setting, _expected(if_match)
    )
    return _answer(response, changed)


def _expected(if_match: str | None) -> frozenset[str]:
    """The versions that the header names. Raises `IfMatchRequired`, also for `*`."""
    try:
        tags = etags.tags_of(if_match or "")
    except ValueError as reason:
        raise IfMatchRequired from reason
    if tags is None:
        raise IfMatchRequired
    return tags


def _answer(response: Response, changed: setting_changes.Setting) -> SettingView:
    response.headers["etag"] = f'"{changed["version"]}"'
    return SettingView.model_validate(changed)
