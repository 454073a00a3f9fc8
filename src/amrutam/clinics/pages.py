"""Makes pages of clinics, and the public answer for a clinic."""

from __future__ import annotations

from uuid import UUID

from amrutam.clinics import queries
from amrutam.clinics.schemas import ClinicAnswer
from amrutam.core.database import Row
from amrutam.core.pagination import CursorText, decode_cursor, encode_cursor
from amrutam.core.replicas.reader import reads
from amrutam.core.resources import Resources

_Position = tuple[CursorText, UUID]


async def list_clinics(
    resources: Resources, city: str | None, limit: int, cursor: str | None, *, closed: bool = False
) -> tuple[list[ClinicAnswer], str | None]:
    """Lists clinics without doctors' own practices, by city and id. Returns (page, cursor of the next page or None).

    `city` is a slug or a name (in English or Hindi, in any case); None and "" list every city, and an unknown city has
    no clinics. `limit`: the most clinics of a page. `cursor` None is the first page. Open clinics are listed, or closed
    clinics if `closed` is true. A replica that is within the lag bound can answer. Raises `Invalid` for a cursor that
    is not one of this list.
    """
    scope = _scope(city, closed=closed)
    after = decode_cursor(resources.keyring, scope, cursor, _Position) if cursor else None
    rows = await queries.clinics(reads(resources), city or None, after, limit + 1, closed=closed)
    items = [shown(row) for row in rows[:limit]]
    if len(rows) <= limit:
        return items, None
    return items, cursor_after(resources, city, items[-1], closed=closed)


def cursor_after(
    resources: Resources, city: str | None, last: ClinicAnswer, *, closed: bool = False
) -> str:
    """The cursor of the page that begins after the clinic `last` of the same list. `city` and `closed` as for `list_clinics`."""
    position = (last.city_slug, last.id)
    return encode_cursor(resources.keyring, _scope(city, closed=closed), position)


def shown(row: Row) -> ClinicAnswer:
    """The answer body of a clinic's row (`queries.clinic`)."""
    location = None
    if row["latitude"] is not None:
        location = {"latitude": row["latitude"], "longitude": row["longitude"]}
    return ClinicAnswer.model_validate({**row, "location": location})


def _scope(city: str | None, *, closed: bool) -> str:
    return f"clinics:{closed}:{city or ''}"
