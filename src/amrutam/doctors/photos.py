"""Stores, deletes and reads doctors' photos, which are turned upright, cropped to a square and re-encoded."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.staff_queries import add_event
from amrutam.core.database import Queries, retried
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.doctors import photo_queries
from amrutam.doctors.access import may_change, visible_doctor
from amrutam.doctors.cache import drop_entries_soon
from amrutam.doctors.errors import PhotoRefused, PhotosNotInstalled
from amrutam.doctors.profiles import load_profile
from amrutam.doctors.search.index import list_doctors
from amrutam.doctors.write_queries import enqueue_changed, lock_doctor, touch

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_Write = Callable[[Queries], Awaitable[None]]

MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp")
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82
_VERSION_DIGITS = 24


class _Decoders:
    """The semaphore by which a process decodes one picture at a time; a picture can need hundreds of megabytes."""

    def __init__(self, _resources: Resources) -> None:
        self.turn = asyncio.Semaphore(1)


async def write_photo(
    resources: Resources, caller: Caller, doctor_id: UUID, uploaded: bytes
) -> str:
    """Stores the photo, which replaces an earlier one, and returns its URL, a path. `uploaded`: the bytes of a JPEG, PNG or WebP.

    Waits while this process decodes another photo. Raises `NotFound` if there is no such doctor or the caller
    may not change the doctor, and `PhotosNotInstalled` and `PhotoRefused` as `portrait` does.
    """
    await _access(resources, caller, doctor_id)
    async with resources.part(_Decoders).turn:
        image = await asyncio.to_thread(
            portrait,
            uploaded,
            resources.settings.photo_pixels,
            resources.settings.photo_max_pixels,
        )
    version = sha256(image).hexdigest()[:_VERSION_DIGITS]

    async def write(transaction: Queries) -> None:
        await transaction.execute(photo_queries.WRITE, doctor_id, version, image)

    await _change(resources, caller, doctor_id, write)
    return photo_url(doctor_id, version)


async def drop_photo(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    """Deletes the photo. Raises `NotFound` if there is no such doctor or photo, and if the caller may not change the doctor."""
    await _access(resources, caller, doctor_id)

    async def drop(transaction: Queries) -> None:
        if not await transaction.value(photo_queries.DROP, doctor_id):
            raise NotFound

    await _change(resources, caller, doctor_id, drop)


async def read_photo(
    resources: Resources, caller: Caller | None, doctor_id: UUID, version: str
) -> tuple[bytes, bool]:
    """Returns (WebP image, whether a public cache may keep the image). `version` is the hash in the photo's URL.

    `caller` is None for a visitor who has not signed in. Raises `NotFound` for a doctor whom the caller may not see
    (`visible_doctor`), and for a version that is not the present one.
    """
    doctor = await visible_doctor(resources, doctor_id, caller)
    image: bytes | None = await resources.database.value(photo_queries.READ, doctor_id, version)
    if image is None:
        raise NotFound
    return image, doctor.approved


def photo_url(doctor_id: UUID, version: str) -> str:
    """The path of the photo on the platform's public URL; `version` is the hash of the image, 24 hexadecimal digits."""
    return f"/v1/doctors/{doctor_id}/photo/{version}.webp"


def portrait(uploaded: bytes, pixels: int, most_pixels: int) -> bytes:
    """Returns the uploaded picture as a square WebP with sides of `pixels` pixels. The call blocks while it decodes.

    Raises `PhotosNotInstalled` without the extra `photos`, and `PhotoRefused` for a file that is no
    JPEG, PNG or WebP, is broken, has a side of less than `pixels` / 4, or has more than
    `most_pixels` pixels.
    """
    try:
        from PIL import Image, ImageOps  # noqa: PLC0415 - an extra: servers run without it
    except ImportError as reason:
        raise PhotosNotInstalled from reason
    try:
        with Image.open(BytesIO(uploaded), formats=_FORMATS) as picture:
            _check_size(picture, pixels, most_pixels)
            # A JPEG is decoded at the smallest scale that is large enough, which needs a fraction of the memory.
            picture.draft("RGB", (2 * pixels, 2 * pixels))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except PhotoRefused:
        raise
    except Exception as reason:  # decoders raise a dozen kinds of errors
        raise PhotoRefused("The file is not a readable JPEG, PNG or WebP") from reason
    fitted = ImageOps.fit(
        upright, (pixels, pixels), Image.Resampling.LANCZOS, centering=(0.5, 0.35)
    )
    plain = Image.new("RGB", fitted.size, "white")  # a new picture: no metadata, no transparency
    plain.paste(fitted, mask=fitted)
    written = BytesIO()
    plain.save(written, "WEBP", quality=_QUALITY, method=4)
    return written.getvalue()


def _check_size(picture: Picture, pixels: int, most_pixels: int) -> None:
    """Checks the size before any pixel is decoded, because a small file can declare an enormous size."""
    if picture.width * picture.height > most_pixels:
        raise PhotoRefused(f"The photo has more than {most_pixels // 1_000_000} million pixels")
    if min(picture.width, picture.height) < pixels // 4:
        raise PhotoRefused(f"The photo is less than {pixels // 4} pixels wide or high")


async def _access(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    doctor = await visible_doctor(resources, doctor_id, caller)
    if not may_change(doctor, caller):
        raise NotFound


async def _change(resources: Resources, caller: Caller, doctor_id: UUID, write: _Write) -> None:
    async def act() -> None:
        async with resources.database.transaction() as transaction:
            await lock_doctor(transaction, doctor_id)
            present = await load_profile(transaction, doctor_id)
            if present is None or not may_change(present, caller):
                raise NotFound
            await write(transaction)
            await touch(transaction, doctor_id)
            await list_doctors(transaction, [doctor_id])
            await enqueue_changed(transaction, doctor_id)
            if caller.role == "admin":
                await add_event(transaction, caller.account_id, "doctor_changed", str(doctor_id))

    await retried(act)
    await drop_entries_soon(resources)
