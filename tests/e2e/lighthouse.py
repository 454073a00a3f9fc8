"""Runs Lighthouse, with the platform's Node (`node_program`), in a Chromium that is started for each page."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from amrutam.embedded.binaries import node_program

_SCRIPT = Path(__file__).parent / "tools" / "lighthouse.mjs"
_LONGEST_SECONDS = 400


async def examined(chromium: str, categories: list[str], urls: list[str]) -> list[dict[str, Any]]:
    """Returns for each page `{url, scores: {category: 0..100}, lacks: [[audit's id, shown value, details], ...]}`.

    `lacks` has the audits that lower a score. Fails the test if Lighthouse fails, and raises TimeoutError after
    `_LONGEST_SECONDS`.
    """
    command = [str(node_program()), str(_SCRIPT), chromium, ",".join(categories), *urls]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(_LONGEST_SECONDS):
        said, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()[-2000:]
    return [json.loads(line) for line in said.decode().splitlines()]
