"""Pages of a search as this process sent them a moment ago.

Many ask for the same few pages. A change to any doctor, or to the free days that the worker keeps,
ends them all: they carry the generation they were made in. They end after a second too (two, while the
next is being made), because free times pass.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from amrutam.core.cache import LRUCache
from amrutam.core.http.json_answer import JsonAnswer
from amrutam.core.resources import Resources
from amrutam.doctors.cache import page_generation

SECONDS = 1.0

_BYTES = 16_000_000


@dataclass(slots=True)
class _Page:
    generation: bytes
    until: float
    answer: JsonAnswer
    is_renewed: bool = False
    compressed: JsonAnswer | None = None

    def as_accepted(self, *, gzip: bool) -> JsonAnswer:
        """Only a page that is given again is compressed here: the proxy compresses the others."""
        if not gzip:
            return self.answer
        if self.compressed is None:
            self.compressed = self.answer.compressed()
        return self.compressed


async def recent_page(
    resources: Resources,
    query: bytes,
    make: Callable[[], Awaitable[JsonAnswer]],
    *,
    gzip: bool = False,
) -> JsonAnswer:
    """The page for this query string, made if need be. Without Redis it is made every time.

    `gzip`: whether it may be compressed.
    """
    pages = resources.part(_pages)
    present = await page_generation(resources)
    kept = pages.get(query)
    now = monotonic()
    if kept is not None and kept.generation == present:
        # Whoever finds it too old makes the next one; others get the old one meanwhile.
        if now < kept.until or (kept.is_renewed and now < kept.until + SECONDS):
            return kept.as_accepted(gzip=gzip)
        kept.is_renewed = True
    answer = await make()
    if present is not None:
        pages.put(query, _Page(present, now + SECONDS, answer))
    return answer


def _pages(_resources: Resources) -> LRUCache[bytes, _Page]:
    return LRUCache(_BYTES, weigh=lambda page: 2 * len(page.answer.body))
