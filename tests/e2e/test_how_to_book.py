"""Runs the code blocks of docs/how-to/book-by-api.md."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.binaries import node_program
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.concurrency.processes import api_process

_PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "book-by-api.md").read_text()
BLOCKS = {
    title: (language, block)
    for title, language, block in re.findall(
        r"^## ([^\n]+)$(?:(?!^## ).)*?^```(\w+)\n(.*?)^```$", _PAGE, re.DOTALL | re.MULTILINE
    )
}


@pytest.fixture(scope="module")
async def site(settings: Settings) -> AsyncIterator[str]:
    async with api_process(settings, log_level="error") as url:
        yield url


def test_the_page_shows_all_four() -> None:
    assert list(BLOCKS) == ["curl", "Python", "TypeScript", "GraphQL"]


@pytest.mark.parametrize("title", BLOCKS)
async def test_a_booking_works_as_it_stands_there(
    site: str, resources: Resources, tmp_path: Path, title: str
) -> None:
    language, block = BLOCKS[title]
    script = tmp_path / f"book.{ {'sh': 'sh', 'python': 'py', 'ts': 'mts'}[language] }"
    script.write_text(block)
    programs: dict[str, list[str]] = {
        "sh": ["bash", "-eu", "-o", "pipefail"],
        "python": [sys.executable],
        "ts": [str(node_program())],
    }
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    token = asha.headers["authorization"].removeprefix("Bearer ")
    process = await asyncio.create_subprocess_exec(
        *programs[language], str(script),
        env={**os.environ, "SITE": site, "TOKEN": token, "DOCTOR": str(doctor.id), "NO_PROXY": "*"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, errors = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, said.decode()) == (0, "booked\n"), errors.decode()
