"""Runs Lighthouse, with the platform's Node (`node_program`), in a Chromium of its own."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from amrutam.embedded.binaries import node_program

_SCRIPT = Path(__file__).parent / "tools" / "lighthouse.mjs"
_LONGEST_SECONDS = 400


async def examined(chromium: str, categories: list[str], urls: list[str]) -> list[dict[str, Any]]:
    """Returns for each page `{url, scores: {category: 0..100}, lacks: [names of failed checks]}`."""
    command = [str(node_program()), str(_SCRIPT), chromium, ",".join(categories), *urls]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(_LONGEST_SECONDS):
        said, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()[-2000:]
    return [json.loads(line) for line in said.decode().splitlines()]
