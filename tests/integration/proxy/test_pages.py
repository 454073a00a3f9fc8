"""Checks that the proxy caches the pages that the website marks as the same for all, for the time that the website's headers set."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from amrutam.embedded.waiting import until
from tests.cast.proxied import PATIENCE_SECONDS, Answer, Asked, Proxied, Said, Server, proxied

RSC = "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch"
LONG = "public, max-age=0, must-revalidate, s-maxage=600, stale-while-revalidate=1, stale-if-error=3600"
SHORT = (
    "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600"
)
GZIP = {"accept_encoding": "gzip, deflate, br, zstd"}


@pytest.fixture(scope="module")
async def proxy(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Proxied]:
    async with proxied(tmp_path_factory.mktemp("kept pages") / "nginx") as made:
        yield made


@pytest.fixture(autouse=True)
async def _forgotten(proxy: Proxied) -> None:
    proxy.website.asked.clear()


class Website:
    """Numbers the answers of a website, so that a cached one is recognised."""

    def __init__(self, caching: str = LONG, status: int = 200, *more: tuple[str, str]) -> None:
        self.caching, self.status, self.more = caching, status, more
        self.made = 0

    def __call__(self, asked: Asked) -> Said:
        self.made += 1
        kind = "payload" if "rsc" in asked.headers else "page"
        body = f"{kind} {self.made} {asked.target} ".ljust(3000, ".").encode()
        headers = (("content-type", "text/html"), ("cache-control", self.caching), ("vary", RSC))
        return Said(self.status, (*headers, *self.more), body)


@pytest.fixture
def website(proxy: Proxied) -> Website:
    proxy.website.answer = made = Website()
    return made


def _number(answer: Answer) -> int:
    body = answer.body
    if answer.headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return int(body.split()[1])


async def test_a_page_for_all_is_made_once(proxy: Proxied, website: Website) -> None:
    cookies = {"cookie": "session=a; NEXT_LOCALE=hi"}
    first = await proxy.ask("/en/once", **cookies)
    for other in ({"cookie": "session=b"}, {}, {"user_agent": "another"}):
        assert (await proxy.ask("/en/once", **other)).body == first.body
    assert website.made == 1
    assert first.headers["cache-control"] == LONG
    assert "rsc" in first.headers["vary"]
    assert "Accept-Encoding" in first.headers["vary"]


async def test_each_address_and_language_has_its_own(proxy: Proxied, website: Website) -> None:
    bodies = {
        (await proxy.ask(target)).body
        for target in ("/en/own", "/hi/own", "/en/own?q=a", "/en/own?q=b", "/en/own/", "/en//own")
    }
    assert len(bodies) == 6
    assert (await proxy.ask("/en/own", host="another.test")).body not in bodies


async def test_there_is_one_compressed_and_one_plain_copy(proxy: Proxied, website: Website) -> None:
    packed = [
        await proxy.ask("/en/copies", accept_encoding=said)
        for said in ("gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.8", "deflate,gzip;q=1.000")
    ]
    plain = [
        await proxy.ask("/en/copies", accept_encoding=said)
        for said in ("identity", "br", "gzip;q=0", "gzip;q=0.000, br", "xgzipx")
    ]
    assert website.made == 2
    assert len({answer.body for answer in packed}) == 1
    assert gzip.decompress(packed[0].body).startswith(b"page 1 ")
    assert {answer.headers["content-encoding"] for answer in packed} == {"gzip"}
    assert all("content-encoding" not in answer.headers for answer in plain)
    assert len({answer.body for answer in plain}) == 1


async def test_pages_and_router_payloads_are_kept_apart(proxy: Proxied, website: Website) -> None:
    for _ in range(2):
        assert (await proxy.ask("/en/apart", **GZIP)).headers["content-encoding"] == "gzip"
        payload = await proxy.ask("/en/apart", rsc="1", **GZIP)
        assert gzip.decompress(payload.body).startswith(b"payload")
        prefetched = await proxy.ask("/en/apart", rsc="1", next_router_prefetch="1")
        assert prefetched.body.startswith(b"payload")
        assert (await proxy.ask("/en/apart")).body.startswith(b"page")
    assert website.made == 4


@pytest.mark.parametrize(
    ("caching", "more"),
    [
        ("no-store", ()),
        ("private, s-maxage=600", ()),
        ("public, no-cache", ()),
        ("public, max-age=31536000, immutable", ()),
        ("public, s-maxage=0", ()),
        (LONG, (("set-cookie", "a=b"),)),
        (LONG, (("vary", "*"),)),
    ],
)
async def test_what_is_not_for_all_is_made_each_time(
    proxy: Proxied, caching: str, more: tuple[tuple[str, str], ...]
) -> None:
    proxy.website.answer = made = Website(caching, 200, *more)
    numbers = [_number(await proxy.ask("/en/mine")) for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert made.made == 3


async def test_whoever_authorizes_neither_reads_nor_fills_the_kept_pages(
    proxy: Proxied, website: Website
) -> None:
    signed = {"authorization": "Bearer x"}
    numbers = [
        _number(await proxy.ask("/en/signed", **headers)) for headers in (signed, {}, signed, {})
    ]
    assert numbers == [1, 2, 3, 2]


async def test_writes_go_past_the_kept_pages(proxy: Proxied, website: Website) -> None:
    await proxy.ask("/en/form")
    answer = await proxy.ask("/en/form", "POST", b"a=b", cookie="c=d")
    assert _number(answer) == 2
    assert proxy.website.asked[-1].body == b"a=b"
    assert proxy.website.asked[-1].headers["cookie"] == "c=d"


async def test_a_head_and_a_part_come_from_the_kept_page(proxy: Proxied, website: Website) -> None:
    whole = await proxy.ask("/en/parts")
    head = await proxy.ask("/en/parts", "HEAD")
    assert (head.status, head.body) == (200, b"")
    part = await proxy.ask("/en/parts", range="bytes=0-9")
    assert part.status in (200, 206)
    assert whole.body.startswith(part.body)
    assert website.made == 1


async def test_a_forged_host_changes_no_page_of_others(proxy: Proxied) -> None:
    def told(asked: Asked) -> Said:
        return Said(headers=(("cache-control", LONG),), body=str(dict(asked.headers)).encode())

    proxy.website.answer = told
    forged = {"x_forwarded_host": "evil.test", "x_forwarded_proto": "https", "forwarded": "host=evil.test",
              "x_forwarded_prefix": "/evil.test", "x_host": ""}  # fmt: skip
    await proxy.ask("/en/forged", **forged)
    await proxy.ask("http://127.0.0.1/en/forged", host="evil.test")
    for answer in (await proxy.ask("/en/forged"), await proxy.ask("/en/forged", host="127.0.0.1")):
        assert b"evil" not in answer.body


async def test_a_page_changes_within_four_seconds(proxy: Proxied) -> None:
    proxy.website.answer = Website(SHORT)
    assert _number(await proxy.ask("/en/changing")) == 1

    async def changed() -> bool:
        return _number(await proxy.ask("/en/changing")) > 1

    await until(changed, 4)


async def test_the_first_late_visitor_gets_a_new_page(proxy: Proxied) -> None:
    proxy.website.answer = website = Website(SHORT)
    await proxy.ask("/en/late")
    # Other requests, while nginx's clock advances, must not raise the number of `website`.
    proxy.website.answer = Website(LONG)
    await _seconds_pass(proxy, 3)
    proxy.website.answer = website
    assert _number(await proxy.ask("/en/late")) == 2


async def _seconds_pass(proxy: Proxied, seconds: int) -> None:
    """Waits until the proxy's clock has advanced by `seconds`, as the Date header of its answers shows."""
    told = {(await proxy.ask("/metrics")).headers["date"]}

    async def passed() -> bool:
        told.add((await proxy.ask("/metrics")).headers["date"])
        return len(told) > seconds

    await until(passed, PATIENCE_SECONDS, 0.1)


def _failing(status: int) -> Callable[[Asked], Said]:
    return lambda _asked: Said(status, (("cache-control", "no-store"),), b"it failed")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_kept_page_is_shown_while_the_website_fails(proxy: Proxied, status: int) -> None:
    path = f"/en/failing-{status}"
    proxy.website.answer = Website(SHORT)
    await proxy.ask(path)
    proxy.website.answer = _failing(status)
    await _seconds_pass(proxy, 3)
    for _ in range(2):
        answer = await proxy.ask(path)
        assert (answer.status, _number(answer)) == (200, 1)
    other = await proxy.ask(f"{path}/never-kept")
    assert (other.status, other.body) == (status, b"it failed")


async def test_a_kept_page_is_shown_while_the_website_is_away(proxy: Proxied) -> None:
    proxy.website.answer = Website(SHORT)
    await proxy.ask("/en/away")
    await proxy.website.close()
    try:
        await _seconds_pass(proxy, 3)
        assert _number(await proxy.ask("/en/away")) == 1
        assert (await proxy.ask("/en/away/never-kept")).status == 503
    finally:
        await proxy.website.open()
    assert _number(await proxy.ask("/en/away")) == 2


@pytest.mark.parametrize("name", ["failing", "breaking"])
async def test_a_failing_website_hides_behind_a_kept_page_no_longer_than_that_page_said(
    proxy: Proxied, name: str
) -> None:
    path = f"/en/bounded-{name}"
    failing = _failing(500) if name == "failing" else lambda _asked: Server.broken
    proxy.website.answer = Website("public, s-maxage=1, stale-if-error=1")
    await proxy.ask(path)
    proxy.website.answer = failing
    await _seconds_pass(proxy, 4)
    assert (await proxy.ask(path)).status in (500, 503)


async def test_what_is_not_there_may_be_kept_as_the_website_says(proxy: Proxied) -> None:
    proxy.website.answer = made = Website("no-store", 404)
    for _ in range(2):
        assert (await proxy.ask("/en/doctors/nobody")).status == 404
    assert made.made == 2


async def test_a_start_forgets_the_pages_of_another_build(tmp_path: Path) -> None:
    async with proxied(tmp_path / "nginx") as proxy:
        proxy.website.answer = Website()
        assert _number(await proxy.ask("/en")) == 1
        assert proxy.process
        proxy.process.kill()
        await proxy.process.wait()
        await proxy.start()
        assert _number(await proxy.ask("/en")) == 2


async def test_the_cache_is_bounded(tmp_path: Path) -> None:
    async with proxied(tmp_path / "nginx", proxy_cache_megabytes=1) as proxy:
        large = Said(headers=(("cache-control", LONG),), body=b"x" * 100_000)
        proxy.website.answer = lambda _asked: large
        for number in range(40):
            await proxy.ask(f"/en/doctors/{number}")

        async def is_small() -> bool:
            kept = (tmp_path / "nginx" / "cache").rglob("*")
            return sum(file.stat().st_size for file in kept if file.is_file()) < 1_400_000

        await until(is_small, PATIENCE_SECONDS, 0.2)
