"""Python and browsers know every accepted name of a zone, and each zone has the name that its own country uses.

Node's `Intl` stands for that of browsers.
"""

from __future__ import annotations

import json
import subprocess
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from amrutam.core.zones import canonical_zone, zone_names
from amrutam.embedded.binaries import node_program

TZDATA = files("tzdata").joinpath("zoneinfo")
INTL = """
const known = JSON.parse(process.argv[1]).filter((timeZone) => {
  try { return new Intl.DateTimeFormat("en", { timeZone }); } catch { return false; }
});
console.log(JSON.stringify(known));
"""


def in_tables() -> dict[str, str]:
    """Returns the country's code (ISO 3166) of each zone in tzdata's `zone.tab`, by the zone's name."""
    lines = TZDATA.joinpath("zone.tab").read_text().splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: country for country, _, name, *_ in fields}


def test_browsers_know_them_all() -> None:
    names = sorted(zone_names())
    ran = subprocess.run(
        [node_program(), "-e", INTL, json.dumps(names)], capture_output=True, check=True
    )
    assert json.loads(ran.stdout) == names


def test_python_knows_them_all() -> None:
    assert all(ZoneInfo(name).key == name for name in zone_names())


def test_every_zone_of_the_table_is_canonical_and_no_name_of_another_country_leads_to_it() -> None:
    countries = in_tables()
    assert {name: canonical_zone(name) for name in countries} == {name: name for name in countries}
    assert canonical_zone("Europe/Copenhagen") == "Europe/Copenhagen"  # a link to Europe/Berlin


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Eastern", "America/New_York"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("America/Virgin", "America/St_Thomas"),
        ("Pacific/Yap", "Pacific/Chuuk"),
        ("Etc/UTC", "UTC"),
        ("EST", "EST"),
    ],
)
def test_other_names_lead_to_the_zone_of_their_own_country(name: str, canonical: str) -> None:
    assert canonical_zone(name) == canonical


@pytest.mark.parametrize("name", ["localtime", "Factory", "posixrules", "asia/kolkata", "IST", ""])
def test_what_is_not_known_everywhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="IANA"):
        canonical_zone(name)
