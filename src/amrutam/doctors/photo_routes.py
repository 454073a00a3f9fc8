"""HTTP routes of doctors' photos."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts.access import DoctorOrAdmin, MaybeSignedIn
from amrutam.core.errors import BodyTooLarge, NotAllowed, NotFound, UnsupportedMedia
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.doctors import photos
from amrutam.doctors.errors import PhotoRefused, PhotosNotInstalled

router = APIRouter(prefix="/v1/doctors/{doctor_id}/photo", tags=["doctors"])

_OWN = [Depends(limited("account"))]
_FOREVER = "public, max-age=31536000, immutable"
_IMAGE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": dict.fromkeys(photos.MEDIA_TYPES, _IMAGE),
    }
}


class DoctorPhoto(BaseModel):
    photo_url: str = Field(
        description="The photo's URL. It changes with the photo, so the image can be cached without limit"
    )


@router.put(
    "",
    summary="Add or replace a doctor's photo",
    dependencies=_OWN,
    openapi_extra=_BODY,
    responses=raises(
        NotAllowed, NotFound, BodyTooLarge, UnsupportedMedia, PhotoRefused, PhotosNotInstalled
    ),
)
async def put_photo(request: Request, doctor_id: UUID, caller: DoctorOrAdmin) -> DoctorPhoto:
    """Replace a doctor's photo by a JPEG, PNG or WebP. The photo is cropped to a square and re-encoded without metadata."""
    resources = resources_of(request)
    url = await photos.write_photo(resources, caller, doctor_id, await request.body())
    return DoctorPhoto(photo_url=url)


@router.delete(
    "",
    summary="Delete a doctor's photo",
    status_code=204,
    dependencies=_OWN,
    responses=raises(NotAllowed, NotFound),
)
async def delete_photo(request: Request, doctor_id: UUID, caller: DoctorOrAdmin) -> None:
    """Delete a doctor's photo. Initials are shown in its place."""
    await photos.drop_photo(resources_of(request), caller, doctor_id)


@router.get(
    "/{photo}.webp",
    summary="Read a doctor's photo",
    dependencies=[Depends(limited("ip"))],
    response_class=Response,
    responses={200: {"content": {"image/webp": _IMAGE}}, **raises(NotFound)},
)
async def get_photo(
    request: Request,
    doctor_id: UUID,
    photo: Annotated[str, Path(pattern=r"^[0-9a-f]{24}$", description="The version of the photo")],
    caller: MaybeSignedIn,
) -> Response:
    """Read a doctor's photo. Its URL is `photo_url` in the doctor's profile."""
    image, is_public = await photos.read_photo(resources_of(request), caller, doctor_id, photo)
    headers = {"cache-control": _FOREVER if is_public else "no-store"}
    return Response(image, media_type="image/webp", headers=headers)
