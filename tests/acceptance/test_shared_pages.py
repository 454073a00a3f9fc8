"""Tests pages that are the same for all visitors and may be cached, and
the website's answers when the API refuses or fails.
"""

from __future__ import annotations

import hashlib
import json
import re
import signal
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from threading import Event, Thread

import psutil
import pyotp
import pytest

from amrutam.seeding.demo import DOCTOR, PASSWORD, TOTP_SECRET
from tests.acceptance.launched import Platform, free_port, wait_for
from tests.acceptance.test_web import _SCRIPT, KEPT, Page, got

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]

SHARED = ["/en", "/hi", "/en/doctors", "/hi/doctors?q=", "/en/doctors/{doctor}", "/en/sign-in"]
VISITOR = {
    "cookie": "__Host-amrutam=1; amrutam=1", "accept-language": "hi", "authorization": "Bearer x",
    "user-agent": "Googlebot", "x-forwarded-for": "203.0.113.9",
}  # fmt: skip
Reply = Callable[[str], tuple[int, dict[str, str], bytes]]


def web_port(platform: Platform) -> int:
    return int(platform.part("web")["port"])


@contextmanager
def website(platform: Platform, **changes: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Runs a second process of the website; yields (port, process).

    Its environment is that of the platform's own website, except for `changes`.
    """
    like, port = psutil.Process(platform.part("web")["pid"]), free_port()
    environment = {**like.environ(), "AMRUTAM_WEB_PORT": str(port), **changes}
    with subprocess.Popen(like.cmdline(), env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: answers(port), "a website")
            yield port, process
        finally:
            process.terminate()


def answers(port: int) -> bool:
    try:
        return got(port, "/internal/health").status == 200
    except OSError:
        return False


@contextmanager
def api(reply: Reply) -> Iterator[str]:
    """Runs a server that answers GET and POST by `reply`, from the path to (status, headers, body); yields its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = reply(self.path)
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("path", SHARED)
def test_a_page_for_all_may_be_kept_and_does_not_depend_on_who_asks(
    platform: Platform, path: str
) -> None:
    port = web_port(platform)
    path = path.format(doctor=platform.curl("/v1/doctors?limit=1").body["items"][0]["id"])
    one, other = got(port, path), got(port, path, "GET", b"", **VISITOR)
    for page in (one, other):
        assert page.status == 200
        assert page.headers["cache-control"] == KEPT
        assert page.headers["vary"].startswith("rsc")
        assert "set-cookie" not in page.headers
        assert "nonce=" not in page.text
        assert "nonce" not in page.headers["content-security-policy"]
    assert seen(one) == seen(other)


def seen(page: Page) -> list[str]:
    """Returns the page's HTML split at each `<`, without what differs between two answers.

    These are inline scripts, in which Next's router has its data in chunks of any size, and sealed cursors.
    """
    return re.sub(r"cursor=[\w-]+", "", _SCRIPT.sub("", page.text)).split("<")


def test_a_changed_doctor_is_seen_through_the_proxy(platform: Platform) -> None:
    proof = {"email": DOCTOR, "password": PASSWORD, "totp": pyotp.TOTP(TOTP_SECRET).now()}
    token = platform.curl("/v1/auth/token", proof).body["access_token"]
    path = f"/doctors/{platform.curl('/v1/me', None, token).body['doctor_id']}"
    new = f"Seen by everybody: {token_hex(8)}"
    kept = got(platform.port, f"/en{path}")
    assert kept.status == 200
    assert new not in kept.text

    changed = platform.curl(f"/v1{path}", {"bio": new}, token, "--request", "PATCH")

    assert changed.status == 200
    wait_for(lambda: new in got(platform.port, f"/en{path}").text, "the changed page")


def test_the_routers_data_may_be_kept_too_as_another_answer(platform: Platform) -> None:
    page = got(web_port(platform), "/en/doctors?_rsc", "GET", b"", rsc="1", **VISITOR)
    assert page.status == 200
    assert page.headers["content-type"] == "text/x-component"
    assert page.headers["cache-control"] == KEPT
    assert "rsc" in page.headers["vary"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 307),
        ("/en/nowhere", 404),
        ("/en/doctors/018cc29b-3200-762c-acf6-000000000000", 404),
        ("/x.png", 404),
        ("/en/appointments", 200),
        ("/en/book", 200),
        ("/en/practice", 307),
    ],
)
def test_nothing_else_may_be_kept(platform: Platform, path: str, status: int) -> None:
    page = got(web_port(platform), path)
    assert page.status == status
    assert page.headers["cache-control"] == "private, no-store"


def sha256(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("status", "told", "title"),
    [(429, 429, "Too many requests"), (500, 503, "This page is not available")],
)
def test_a_page_that_the_api_refuses_says_so(
    platform: Platform, status: int, told: int, title: str
) -> None:
    problem = b'{"type":"/problems/too-many-requests","title":"","status":429}'
    headers = {"content-type": "application/problem+json", "retry-after": "17"}
    with (
        api(lambda _: (status, headers, problem)) as url,
        website(platform, AMRUTAM_INTERNAL_API_URL=url, AMRUTAM_WEB_REDIS_URL="") as (port, _),
    ):
        for path in ("/en", "/en/doctors", "/en/appointments", "/en/practice"):
            is_refused(got(port, path), told, "17", f"<h1>{title}")
        assert '<html lang="hi"' in got(port, "/hi/doctors").text
        moved = got(port, "/en/doctors?_rsc", "GET", b"", rsc="1")
        is_refused(moved, told, "17", "")


def test_without_the_api_a_page_is_away_for_the_moment(platform: Platform) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    with website(platform, AMRUTAM_INTERNAL_API_URL=away, AMRUTAM_WEB_REDIS_URL="") as (port, _):
        for path in ("/en", "/hi/doctors", "/en/account", "/sitemap.xml"):
            is_refused(got(port, path), 503, "5", "<h1>")


def is_refused(page: Page, status: int, retry_after: str, words: str) -> None:
    assert (page.status, page.headers["retry-after"]) == (status, retry_after)
    assert page.headers["cache-control"] == "private, no-store"
    assert words in page.text


def test_a_request_under_way_is_answered_before_the_website_ends(platform: Platform) -> None:
    asked, go_on = Event(), Event()

    def reply(path: str) -> tuple[int, dict[str, str], bytes]:
        asked.set()
        go_on.wait(4)
        return (
            200,
            {"content-type": "application/json"},
            json.dumps(platform.curl(path).body).encode(),
        )

    found: list[Page] = []
    with (
        api(reply) as url,
        website(platform, AMRUTAM_INTERNAL_API_URL=url, AMRUTAM_WEB_REDIS_URL="") as (
            port,
            process,
        ),
    ):
        asking = Thread(target=lambda: found.append(got(port, "/en")))
        asking.start()
        asked.wait(30)
        process.send_signal(signal.SIGTERM)
        wait_for(lambda: not answers(port), "the website to accept no more")
        go_on.set()
        asking.join(30)
        assert process.wait(30) == 0
    assert found[0].status == 200


def test_pages_lie_in_a_memory_of_their_own_that_has_a_ceiling(platform: Platform) -> None:
    environment = psutil.Process(platform.part("web")["pid"]).environ()
    assert "AMRUTAM_REDIS_URL" not in environment
    assert f":{platform.part('valkey-pages')['port']}/" in environment["AMRUTAM_WEB_REDIS_URL"]
    told = (platform.data / "valkey-pages" / "valkey.conf").read_text().splitlines()
    last = dict(line.split(" ", 1) for line in told)
    assert last["maxmemory"] == "64mb"
    assert last["maxmemory-policy"] == "allkeys-lru"
    assert last["appendonly"] == "no"


def test_one_command_prints_what_the_website_is_started_with(platform: Platform) -> None:
    command = [*platform.command()[:3], "web-environment", "--data", str(platform.data)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    lines = [line.removeprefix("export ").split("=", 1) for line in done.stdout.splitlines()]
    started = psutil.Process(platform.part("web")["pid"]).environ()
    assert len(lines) >= 6
    for name, value in lines:
        assert started[name] == value.strip("'"), name
