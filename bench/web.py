"""`make bench-web`: prints Lighthouse's performance score (the median of five) of the pages home, search and doctor.

Exits with 1 if one of these medians is below 95.

The results depend on other load, so run it alone on an idle machine. `make test` runs
Lighthouse's audits that do not depend on load.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from tests.acceptance.launched import Platform, free_port
from tests.e2e.lighthouse import examined

_RUNS, _WANTED = 5, 95


async def _scores(chromium: str, urls: list[str]) -> dict[str, list[int]]:
    scores: dict[str, list[int]] = {url: [] for url in urls}
    for _ in range(_RUNS):
        for page in await examined(chromium, ["performance"], urls):
            scores[page["url"]].append(page["scores"]["performance"])
    return scores


def _urls(port: int) -> list[str]:
    door = f"http://127.0.0.1:{port}"
    with urlopen(f"{door}/v1/doctors?limit=1") as answer:  # noqa: S310 - our own proxy
        doctor = json.load(answer)["items"][0]
    return [f"{door}/en", f"{door}/en/doctors", f"{door}/en/doctors/{doctor['id']}"]


def _measured() -> dict[str, list[int]]:
    chromium = (Path(__file__).parents[1] / ".venv" / "chromium").read_text()
    with tempfile.TemporaryDirectory(prefix="amrutam bench ") as folder:
        platform = Platform(Path(folder) / "data", free_port())
        platform.start()
        try:
            return asyncio.run(_scores(chromium, _urls(platform.port)))
        finally:
            platform.stop()


if __name__ == "__main__":
    found = _measured()
    for url, scores in found.items():
        print(f"{median(scores):5} median of {sorted(scores)}  {url.partition('/en')[2] or '/'}")
    sys.exit(0 if min(median(scores) for scores in found.values()) >= _WANTED else 1)
