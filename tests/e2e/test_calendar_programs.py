"""Checks that four programs read every time zone in the platform's calendar files alike.

The programs are icalendar, vobject, dateutil and ical.js. Each zone gets a made-up name, so that the programs use the
definition in the file (VTIMEZONE, RFC 5545) instead of their own.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
import vobject
from dateutil.tz import tzical
from icalendar import Calendar

from amrutam.booking.calendar_zone import times_of_event, vtimezone
from amrutam.embedded.binaries import node_program

YEARS = 2
BESIDE = [timedelta(minutes=minutes) for minutes in (-180, -60, -45, -30, -15, 0, 15, 30, 180)]
"""The distances of events from a change of the clock, so that some local times occur twice."""
VISIT = timedelta(minutes=30)
_SCRIPT = Path(__file__).parent / "tools" / "calendars.mjs"
_NO_PLACES = ("Etc/", "SystemV/", "posix", "right")

Files = dict[str, str]
Starts = dict[str, list[int]]


def zones() -> list[str]:
    places = (zone for zone in available_timezones() if not zone.startswith(_NO_PLACES))
    return sorted(zone for zone in places if zone not in {"Factory", "localtime"})


def changes(zone: ZoneInfo, start: datetime) -> Iterator[datetime]:
    """Yields the instants (UTC) at which the zone's offset changes in the `YEARS` years after `start`.

    They are exact to a quarter of an hour, counted from `start`.
    """

    def offset(at: datetime) -> timedelta | None:
        return at.astimezone(zone).utcoffset()

    for day in (start + timedelta(days=n) for n in range(YEARS * 366)):
        if offset(day) != offset(day + timedelta(days=1)):
            quarters = (day + n * timedelta(minutes=15) for n in range(1, 97))
            yield next(at for at in quarters if offset(at) != offset(day))


def own_name(name: str, year: int) -> str:
    return f"Ours-{name.replace('/', '-')}-{year}"


def file_of(name: str, year: int, instants: list[datetime]) -> str:
    """Returns a calendar file as the platform writes it
    (booking/calendar_file.py), with an event at each of the instants.
    """
    own = own_name(name, year)
    zone = vtimezone(name, year).decode().replace(f"TZID:{name}", f"TZID:{own}")
    events = [
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART{start_of(name, own, at)}\r\nEND:VEVENT\r\n"
        for number, at in enumerate(instants)
    ]
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    return head + zone + "".join(events) + "END:VCALENDAR\r\n"


def start_of(name: str, own: str, at: datetime) -> str:
    """Returns the parameter and the value of DTSTART as the platform writes
    them: a zone and a local time, or a time in UTC.
    """
    starts, _ = times_of_event(ZoneInfo(name), at, at + VISIT)
    written = f"{starts:%Y%m%dT%H%M%S}"
    return f":{written}Z" if starts.tzinfo is UTC else f";TZID={own}:{written}"


@pytest.fixture(scope="module")
def files() -> tuple[Files, Starts]:
    """Returns the calendar files and the Unix seconds of their events,
    both by zone and year, such as `Asia/Kolkata 2027`.
    """
    files, starts = {}, {}
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    for name in zones():
        years = defaultdict[int, list[datetime]](list, {now.year: [now]})
        for change in changes(ZoneInfo(name), now):
            for at in (change + beside for beside in BESIDE):
                years[at.year].append(at)
        for year, instants in years.items():
            files[f"{name} {year}"] = file_of(name, year, instants)
            starts[f"{name} {year}"] = [int(at.timestamp()) for at in instants]
    return files, starts


def by_icalendar(file: str) -> list[int]:
    calendar: Any = Calendar.from_ical(file)
    return [int(event.start.timestamp()) for event in calendar.walk("VEVENT")]


def by_vobject(file: str) -> list[int]:
    events = vobject.readOne(file).vevent_list
    return [int(event.dtstart.value.timestamp()) for event in events]


def by_dateutil(file: str) -> list[int]:
    """Returns the Unix seconds of the file's events. dateutil reads only
    zones, so the times are taken from the file's lines.
    """
    zone = tzical(StringIO(file)).get()
    events = file.partition("BEGIN:VEVENT")[2]
    written = [
        line.rpartition(":")[2] for line in events.splitlines() if line.startswith("DTSTART")
    ]
    times = (
        datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S").replace(
            tzinfo=UTC if text.endswith("Z") else zone
        )
        for text in written
    )
    return [int(time.timestamp()) for time in times]


@pytest.mark.parametrize("read", [by_icalendar, by_vobject, by_dateutil])
def test_python_s_programs_agree_on_every_zone(
    files: tuple[Files, Starts], read: Callable[[str], list[int]]
) -> None:
    written, starts = files
    found = {name: read(file) for name, file in written.items()}
    assert {name: times for name, times in found.items() if times != starts[name]} == {}


async def test_ical_js_agrees_on_every_zone(files: tuple[Files, Starts]) -> None:
    written, starts = files
    process = await asyncio.create_subprocess_exec(
        str(node_program()),
        str(_SCRIPT),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await asyncio.wait_for(process.communicate(json.dumps(written).encode()), 120)
    assert process.returncode == 0
    found: Starts = json.loads(said)
    assert {name: times for name, times in found.items() if times != starts[name]} == {}


def test_enough_changes_were_tried(files: tuple[Files, Starts]) -> None:
    _, starts = files
    assert sum(map(len, starts.values())) > 1500
