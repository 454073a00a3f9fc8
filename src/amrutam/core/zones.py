"""Time zones that PostgreSQL, Python and browsers all know, each by one canonical name.

`zones.txt` has a zone on each line: the canonical name, then the other names of the same zone. The
canonical names are those of `zone.tab` in the IANA database. Another name stands with the zone of its
own country, which is not always the target of its link there: `Iceland` is `Atlantic/Reykjavik`, not
`Africa/Abidjan`. Names of no country (`UTC`, `EST`) stand for themselves.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

DEFAULT_ZONE = "Asia/Kolkata"
_FILE = Path(__file__).with_name("zones.txt")


@cache
def zone_names() -> dict[str, str]:
    """Maps each known name of a zone to its canonical name."""
    lines = [line.split() for line in _FILE.read_text().splitlines()]
    return {name: names[0] for names in lines for name in names}


def canonical_zone(name: str) -> str:
    """The canonical name of a zone, such as `Asia/Kolkata` for `Asia/Calcutta`.

    Raises `ValueError` for a name that is not in `zones.txt`, such as `localtime`.
    """
    try:
        return zone_names()[name]
    except KeyError as reason:
        raise ValueError("must be an IANA time zone, for example Asia/Kolkata") from reason


def zone_if_known(name: str) -> str | None:
    """The canonical name of the zone; None for a name that is not in `zones.txt`."""
    try:
        return canonical_zone(name)
    except ValueError:
        return None


ZoneName = Annotated[
    str,
    Field(min_length=1, max_length=64, examples=["Asia/Kolkata"]),
    AfterValidator(canonical_zone),
]
"""A time zone in a request; its value is the canonical name."""
