"""Tests doctors' photos: uploaded by staff, re-encoded, cached by browsers for a year."""

from __future__ import annotations

from io import BytesIO

import pytest
from httpx import AsyncClient, Response
from PIL import ExifTags, Image

from amrutam.core.resources import Resources
from tests.cast.booking import problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.pictures import picture

CANARY = b"taken at home by Meera"
POSITION = b"18.5158 N 73.8419 E"


def tagged() -> bytes:
    """Returns a photo with Exif tags: a description (`CANARY`), an orientation (6: turned by 90 degrees) and a position."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = CANARY.decode()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = POSITION.decode()
    return picture("JPEG", exif=exif)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id)


async def upload(
    client: AsyncClient, person: Person, doctor: Doctor, content: bytes, media: str = "image/jpeg"
) -> Response:
    headers = {**person.headers, "content-type": media}
    return await client.put(f"/v1/doctors/{doctor.id}/photo", content=content, headers=headers)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_is_a_square_webp_that_is_kept_for_ever(
    client: AsyncClient, meera: Person, doctor: Doctor, kind: str
) -> None:
    written = await upload(client, meera, doctor, picture(kind), f"image/{kind.lower()}")
    assert written.status_code == 200, written.text
    url = written.json()["photo_url"]
    sent = await client.get(url)
    assert sent.headers["content-type"] == "image/webp"
    assert sent.headers["cache-control"] == "public, max-age=31536000, immutable"
    with Image.open(BytesIO(sent.content)) as shown:
        assert (shown.format, shown.size) == ("WEBP", (480, 480))


async def test_profile_and_card_name_it_and_a_new_one_has_another_address(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    first = (await upload(client, meera, doctor, picture("JPEG"))).json()["photo_url"]
    admin = await make_admin(resources)
    second = (await upload(client, admin, doctor, picture("JPEG", (700, 700)))).json()["photo_url"]
    assert first == second  # the same pixels give a photo with the same URL
    other = BytesIO()
    Image.new("RGB", (600, 600), (1, 90, 60)).save(other, "PNG")
    third = (await upload(client, admin, doctor, other.getvalue(), "image/png")).json()["photo_url"]
    assert third != first
    assert (await client.get(first)).status_code == 404
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["photo_url"] == third
    found = await client.get("/v1/doctors", params={"q": doctor.name, "limit": 100})
    card = next(item for item in found.json()["items"] if item["id"] == str(doctor.id))
    assert card["photo_url"] == third

    path = f"/v1/doctors/{doctor.id}/photo"
    assert (await client.delete(path, headers=meera.headers)).status_code == 204
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["photo_url"] is None
    assert (await client.get(third)).status_code == 404


async def test_nothing_of_the_file_but_its_pixels_is_kept(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    content = tagged()
    assert CANARY in content
    assert POSITION in content
    url = (await upload(client, meera, doctor, content)).json()["photo_url"]
    sent = await client.get(url)
    assert CANARY not in sent.content
    assert POSITION not in sent.content
    with Image.open(BytesIO(sent.content)) as shown:
        assert not shown.getexif()
        assert "icc_profile" not in shown.info


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(40),
        picture("JPEG")[:400],
        picture("JPEG", (60, 600)),
        picture("PNG", (9_000, 9_000)),
    ],
    ids=["nothing", "svg", "gif", "broken", "too small", "a bomb"],
)
async def test_what_is_no_photo_is_refused(
    client: AsyncClient, meera: Person, doctor: Doctor, content: bytes
) -> None:
    refused = await upload(client, meera, doctor, content)
    assert (refused.status_code, problem(refused)) == (422, "photo-refused")
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["photo_url"] is None


async def test_other_kinds_and_larger_bodies_are_not_read(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    for other_type in ("application/json", "image/gif"):
        refused = await upload(client, meera, doctor, b"{}", other_type)
        assert (refused.status_code, "JPEG" in refused.json()["detail"]) == (415, True)
    assert (await upload(client, meera, doctor, bytes(5_000_001))).status_code == 413
    other = f"/v1/doctors/{doctor.id}"
    headers = {**meera.headers, "content-type": "image/jpeg"}
    assert (await client.patch(other, content=b"x", headers=headers)).status_code == 415


async def test_a_photo_is_its_doctors_and_administrators_to_change(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    dev, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    assert (await upload(client, dev, doctor, picture("JPEG"))).status_code == 404
    assert (await upload(client, asha, doctor, picture("JPEG"))).status_code == 403


async def test_the_photo_of_an_unlisted_doctor_is_kept_by_nobody(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, admin = await make_doctor(resources, approved=False), await make_admin(resources)
    url = (await upload(client, admin, doctor, picture("JPEG"))).json()["photo_url"]
    assert (await client.get(url)).status_code == 404
    own = await client.get(url, headers=admin.headers)
    assert (own.status_code, own.headers["cache-control"]) == (200, "no-store")
