"""Cache, in a process's memory, of the search pages that the process has just sent.

Most visitors ask for the same few pages. A page is stored with the generation in which it was made, so a
change to any doctor, or to the free days that the worker computes, invalidates all pages. Because a
slot is not available after its start, a page also expires after one second (two while another request makes the
next page), and earlier if the replica from which the page was read lagged behind.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from amrutam.core.cache import LRUCache
from amrutam.core.database import Queries
from amrutam.core.http.json_answer import JsonAnswer
from amrutam.core.resources import Resources
from amrutam.doctors.cache import page_generation, reads_of

SECONDS = 1.0

_BYTES = 16_000_000


@dataclass(slots=True)
class _CachedPage:
    """A cached page. `until` and `ends` are times on the monotonic clock.

    After `until` one request makes the next page (`is_renewed`); meanwhile other requests get this
    page, at most until `ends`.
    """

    generation: bytes
    until: float
    ends: float
    answer: JsonAnswer
    is_renewed: bool = False
    compressed: JsonAnswer | None = None

    def as_accepted(self, *, gzip: bool) -> JsonAnswer:
        """The answer; with `gzip`, compressed.

        Only pages that are sent repeatedly are compressed here; the proxy compresses other pages.
        """
        if not gzip:
            return self.answer
        if self.compressed is None:
            self.compressed = self.answer.compressed()
        return self.compressed


async def recent_page(
    resources: Resources,
    query: bytes,
    make: Callable[[Queries], Awaitable[JsonAnswer]],
    *,
    gzip: bool = False,
) -> JsonAnswer:
    """The page for this query string, from the cache or newly made.

    `query` is the raw query string. `make` makes the page by reading from the given database server; while Redis is
    unreachable, `make` is called every time. `gzip`: the client accepts answers that are compressed with gzip. Raises
    what `make` raises, and with replicas also `Unavailable` as `page_generation` does.
    """
    pages = resources.part(_pages)
    present = await page_generation(resources)
    kept = pages.get(query)
    now = monotonic()
    if kept is not None and kept.generation == present:
        # The first request that finds the page expired makes the next one; other requests get the
        # old page in the meantime.
        if now < kept.until or (kept.is_renewed and now < kept.ends):
            return kept.as_accepted(gzip=gzip)
        kept.is_renewed = True
    source = resources.database if present is None else reads_of(resources, present.split(b" "))
    answer = await make(source)
    if present is not None:
        ends = min(now + 2 * SECONDS, source.fresh_until)
        pages.put(query, _CachedPage(present, min(now + SECONDS, ends), ends, answer))
    return answer


def _pages(_resources: Resources) -> LRUCache[bytes, _CachedPage]:
    return LRUCache(_BYTES, weigh=lambda page: 2 * len(page.answer.body))
