"""Tests the website as `amrutam up` serves it.

Pages are in both languages, their Content-Security-Policy is strict, and all processes of the website share one
page cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.acceptance.launched import Platform, free_port, lives, wait_for
from tests.cast.valkeys import ValkeyCluster, valkey_cluster

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]

_SERVE_WEB = Path(__file__).parents[2] / "scripts" / "serve-web"
NOBODY = "018cc29b-3200-762c-acf6-000000000000"
KEPT = (
    "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600"
)
_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    status: int
    headers: dict[str, str]
    text: str


@pytest.fixture(scope="module")
def doctor(platform: Platform) -> dict[str, str]:
    found: dict[str, str] = platform.curl("/v1/doctors?limit=1").body["items"][0]
    return found


def got(port: int, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Page:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        said = {name.lower(): value for name, value in answer.getheaders()}
        return Page(answer.status, said, answer.read().decode())
    finally:
        connection.close()


@pytest.mark.parametrize("locale", ["en", "hi"])
@pytest.mark.parametrize("path", ["", "/doctors", "/sign-in"])
def test_pages_are_served_in_both_languages(platform: Platform, locale: str, path: str) -> None:
    page = got(platform.port, f"/{locale}{path}")
    assert page.status == 200
    assert f'<html lang="{locale}"' in page.text
    words = {"en": "Sign in", "hi": "साइन इन"}
    assert words[locale] in page.text


def test_an_address_without_a_language_leads_to_the_visitors(platform: Platform) -> None:
    answer = got(platform.port, "/", "GET", b"", **{"accept-language": "hi-IN,hi;q=0.9,en;q=0.8"})
    assert answer.status == 307
    assert urlsplit(answer.headers["location"]).path == "/hi"


def test_search_reads_without_javascript(platform: Platform, doctor: dict[str, str]) -> None:
    page = got(platform.port, "/en/doctors?mode=&q=&city=")
    assert doctor["name"] in page.text
    assert doctor["registration_number"] in page.text
    assert re.search(r'href="/en/doctors/[0-9a-f-]{36}\?time=', page.text)
    assert re.search(r'<form [^>]*action="/en/doctors"', page.text)
    assert page.headers["cache-control"] == KEPT


def test_a_search_that_finds_nobody_offers_a_way_on(platform: Platform) -> None:
    page = got(platform.port, "/en/doctors?language=sd&gender=other&max_fee=1")
    assert page.status == 200
    assert "No doctor matches your search" in page.text
    assert 'href="/en/doctors"' in page.text


def test_a_doctors_page_tells_search_engines_who_it_is(
    platform: Platform, doctor: dict[str, str]
) -> None:
    page = got(platform.port, f"/hi/doctors/{doctor['id']}")
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text)
    physician = json.loads(told)
    assert "Physician" in physician["@type"]
    assert physician["identifier"]["value"] == doctor["registration_number"]
    home = f"http://127.0.0.1:{platform.port}"
    assert f'<link rel="canonical" href="{home}/hi/doctors/{doctor["id"]}"/>' in page.text
    assert f'hrefLang="en" href="{home}/en/doctors/{doctor["id"]}"' in page.text


@pytest.mark.parametrize(
    "path", [f"/en/doctors/{NOBODY}", "/en/doctors/x", "/hi/nowhere", "/x.png"]
)
def test_what_is_not_there_is_not_found(platform: Platform, path: str) -> None:
    assert got(platform.port, path).status == 404


@pytest.mark.parametrize("path", ["/en", "/hi/sign-in", "/en/doctors", "/en/nowhere", "/x.png"])
def test_every_inline_script_is_named_by_the_policy(platform: Platform, path: str) -> None:
    for _ in range(2):  # the first answer may be rendered, and the second read from the page cache
        page = got(platform.port, path)
        policy = dict(
            part.split(" ", 1) for part in page.headers["content-security-policy"].split("; ")
        )
        assert "unsafe-inline" not in policy["script-src"] + policy["style-src"]
        assert "<style" not in re.sub(_SCRIPT, "", page.text)
        scripts = _SCRIPT.findall(page.text)
        assert scripts
        for attributes, text in scripts:
            nonce = re.search(r'nonce="([^"]+)"', attributes)
            allowed = [f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"]
            allowed += [f"'nonce-{nonce[1]}'"] if nonce else []
            assert any(one in policy["script-src"] for one in allowed), text[:80]


def test_two_answers_never_share_a_nonce(platform: Platform) -> None:
    policies = {
        got(platform.port, "/en/nowhere").headers["content-security-policy"] for _ in range(2)
    }
    assert len(policies) == 2


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/llms.txt"])
def test_machines_find_their_way(platform: Platform, path: str) -> None:
    page = got(platform.port, path)
    assert page.status == 200
    assert f"http://127.0.0.1:{platform.port}" in page.text


@pytest.mark.parametrize("path", ["/manifest.webmanifest", "/sw.js", "/offline-hi.html"])
def test_it_can_be_installed(platform: Platform, path: str) -> None:
    assert got(platform.port, path).status == 200


@pytest.fixture(scope="module")
def replica(platform: Platform) -> Iterator[tuple[int, dict[str, str]]]:
    """Runs a second process of the website beside the platform's own; yields (its port, the environment of the other).

    The environments of the two processes differ by the port only.
    """
    process = psutil.Process(platform.part("web")["pid"])
    environment = process.environ()
    port = free_port()
    with _serving(process.cmdline(), {**environment, "AMRUTAM_WEB_PORT": str(port)}):
        yield port, environment


class _serving:  # noqa: N801 - read as a verb
    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self.port = int(environment["AMRUTAM_WEB_PORT"])

    def __enter__(self) -> None:
        wait_for(self._answers, "a website")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)

    def _answers(self) -> bool:
        try:
            return got(self.port, "/internal/health").status == 200
        except OSError:
            return False


def test_what_one_replica_hears_of_all_make_anew(
    platform: Platform, doctor: dict[str, str], replica: tuple[int, dict[str, str]]
) -> None:
    other, environment = replica
    own = platform.part("web")["port"]
    path = f"/en/doctors/{doctor['id']}"
    got(own, path)
    wait_for(partial(_is_kept, other, path), "the page to be kept")
    heard = _revalidated(own, doctor["id"], environment["AMRUTAM_REVALIDATE_SECRET"])
    assert heard.status == 204
    assert not _is_kept(other, path)
    wait_for(partial(_is_kept, own, path), "the new page to be kept")


@pytest.fixture
async def cluster() -> AsyncIterator[ValkeyCluster]:
    async with valkey_cluster() as made:
        yield made


def test_a_cluster_keeps_pages_too(
    platform: Platform, replica: tuple[int, dict[str, str]], cluster: ValkeyCluster
) -> None:
    """Pages are cached, and dropped by their doctor's tag after a change, when Redis is a cluster.

    Pages of eight doctors are used, so that pages and tags are spread over the servers of the cluster.
    """
    ids = [each["id"] for each in platform.curl("/v1/doctors?limit=8").body["items"]]
    command = psutil.Process(platform.part("web")["pid"]).cmdline()
    environment = replica[1]
    ports = [free_port(), free_port()]
    with ExitStack() as stack:
        for port in ports:
            own = {"AMRUTAM_WEB_REDIS_URL": cluster.url, "AMRUTAM_WEB_PORT": str(port)}
            stack.enter_context(_serving(command, {**environment, **own}))
        for id_ in ids:
            path = f"/en/doctors/{id_}"
            got(ports[0], path)
            wait_for(partial(_is_kept, ports[1], path), "the page to be kept")
            secret = environment["AMRUTAM_REVALIDATE_SECRET"]
            assert _revalidated(ports[0], id_, secret).status == 204
            assert not _is_kept(ports[1], path)


def _is_kept(port: int, path: str) -> bool:
    """Requests a page, which must have status 200; returns whether the page cache had it."""
    before = _missed(port)
    assert got(port, path).status == 200
    return _missed(port) == before


def _missed(port: int) -> int:
    """Returns the number of pages that the website's process at `port` has not found in the page cache."""
    told = got(port, "/internal/metrics").text
    (count,) = re.findall(r'amrutam_web_page_cache_total{outcome="missed"} (\d+)', told)
    return int(count)


def test_only_who_knows_the_secret_is_heard(
    platform: Platform, doctor: dict[str, str], replica: tuple[int, dict[str, str]]
) -> None:
    assert _revalidated(replica[0], doctor["id"], "a guess").status == 401
    answer = got(platform.port, "/internal/revalidate", "POST", b"{}")
    assert answer.status == 404


def test_without_its_cache_pages_are_made_each_time(
    platform: Platform, doctor: dict[str, str], replica: tuple[int, dict[str, str]]
) -> None:
    port = free_port()
    away = {
        "AMRUTAM_WEB_REDIS_URL": f"redis://127.0.0.1:{free_port()}",
        "AMRUTAM_WEB_PORT": str(port),
    }
    command = psutil.Process(platform.part("web")["pid"]).cmdline()
    with _serving(command, {**replica[1], **away}):
        for _ in range(2):
            page = got(port, f"/en/doctors/{doctor['id']}")
            assert page.status == 200
            assert doctor["name"] in page.text


def test_the_documented_start_leaves_nothing_behind(replica: tuple[int, dict[str, str]]) -> None:
    port = free_port()
    environment = {**replica[1], "AMRUTAM_WEB_PORT": str(port)}
    serving = _serving([str(_SERVE_WEB)], environment)
    with serving:
        family = psutil.Process(serving.process.pid).children(recursive=True)
    assert serving.process.returncode == 0
    assert not [process for process in family if lives(process.pid)]
    with pytest.raises(ConnectionRefusedError):
        got(port, "/internal/health")


def test_a_change_that_could_not_be_written_is_told_to_the_worker(
    platform: Platform, doctor: dict[str, str], replica: tuple[int, dict[str, str]]
) -> None:
    port = free_port()
    away = {
        "AMRUTAM_WEB_REDIS_URL": f"redis://127.0.0.1:{free_port()}",
        "AMRUTAM_WEB_PORT": str(port),
    }
    command = psutil.Process(platform.part("web")["pid"]).cmdline()
    secret = replica[1]["AMRUTAM_REVALIDATE_SECRET"]
    with _serving(command, {**replica[1], **away}):
        assert _revalidated(port, doctor["id"], secret).status == 503


def _revalidated(port: int, doctor_id: str, secret: str) -> Page:
    body = json.dumps({"tags": [f"doctor:{doctor_id}"]}).encode()
    return got(port, "/internal/revalidate", "POST", body, authorization=f"Bearer {secret}")


@pytest.mark.parametrize("name", ["api-1", "api-2"])
def test_pages_are_made_while_an_api_process_hangs(platform: Platform, name: str) -> None:
    pid = platform.part(name)["pid"]
    os.kill(pid, signal.SIGSTOP)
    try:
        wait_for(
            lambda: 'href="/en/doctors/' in got(platform.port, "/en/doctors?q=").text, "doctors"
        )
    finally:
        os.kill(pid, signal.SIGCONT)


def test_a_website_that_is_killed_comes_back(platform: Platform) -> None:
    killed = platform.part("web")["pid"]
    os.kill(killed, 9)
    wait_for(lambda: platform.part("web")["pid"] not in (None, killed), "another web")
    wait_for(lambda: platform.part("web")["state"] == "running", "web to run")
    assert got(platform.port, "/en").status == 200
