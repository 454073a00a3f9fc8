"""Tests doctors' pages, which the website makes from a frame: a document with placeholders for the doctor's data.

A doctor's text never becomes markup, and a changed doctor gets a new page. Without the API, only pages that
were made before are sent.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Thread
from typing import Any

import psutil
import pytest

from tests.acceptance.launched import Platform, wait_for
from tests.acceptance.test_shared_pages import Reply, api, is_refused, sha256, website
from tests.acceptance.test_web import _SCRIPT, KEPT, NOBODY, Page, _revalidated, got

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]

_FRAMED = '<div id="face">'
"""Only a document that is made from the frame contains this element."""


@dataclass
class Doctor:
    """An API for a website: its answers are those of the platform's API, but `changes` replace fields of one doctor.

    `calls` counts the requests for this doctor. `before_answer` is called before each answer to them. If `failure` is
    set, they get this HTTP status and an empty object.
    """

    platform: Platform
    id: str
    changes: dict[str, Any] = field(default_factory=dict)
    calls: int = 0
    before_answer: Callable[[], object] = lambda: None
    failure: int | None = None

    def reply(self, path: str) -> tuple[int, dict[str, str], bytes]:
        body = self.platform.curl(path).body
        if self.id not in path:
            return _json(200, body)
        self.calls += 1
        changed = {**body, **self.changes}
        self.before_answer()
        return _json(200, changed) if self.failure is None else _json(self.failure, {})

    def path(self, locale: str = "en") -> str:
        return f"/{locale}/doctors/{self.id}"


def _json(status: int, body: object) -> tuple[int, dict[str, str], bytes]:
    return status, {"content-type": "application/json"}, json.dumps(body).encode()


@pytest.fixture
def doctor(platform: Platform) -> Doctor:
    return Doctor(platform, platform.curl("/v1/doctors?limit=1").body["items"][0]["id"])


@contextmanager
def own_website(platform: Platform, reply: Reply, name: str) -> Iterator[int]:
    """Runs a website whose API answers by `reply`, and yields the website's port.

    In the platform's Valkey, the host name `name` separates this website's pages from those of others.
    """
    with (
        api(reply) as url,
        website(platform, AMRUTAM_INTERNAL_API_URL=url, AMRUTAM_PUBLIC_URL=f"http://{name}") as (
            port,
            _,
        ),
    ):
        yield port


def _secret(platform: Platform) -> str:
    environment = psutil.Process(platform.part("web")["pid"]).environ()
    return environment["AMRUTAM_REVALIDATE_SECRET"]


def _change_reported(platform: Platform, doctor: Doctor, port: int) -> None:
    """Reports a change of the doctor to the website, as the worker does, and repeats the report until it succeeds.

    A busy Valkey may not answer the first one in time.
    """
    secret = _secret(platform)
    wait_for(lambda: _revalidated(port, doctor.id, secret).status == 204, "Valkey to answer")


def _is_kept(port: int, doctor: Doctor, status: int) -> bool:
    """Requests the doctor's page, which must have this HTTP status.

    Returns whether the website needed no call of the API.
    """
    calls = doctor.calls
    assert got(port, doctor.path()).status == status
    return doctor.calls == calls


@pytest.mark.parametrize("locale", ["en", "hi"])
def test_scripts_in_a_doctors_texts_are_text_everywhere(
    platform: Platform, doctor: Doctor, locale: str
) -> None:
    planted = (
        "</script><script>alert(1)</script><script>self.__next_f.push(alert(3))</script>"
        """<img src=x onerror=alert(2)>"'&$&\u2028"""
    )
    clinic = {
        "id": NOBODY, "name": planted, "address": planted, "city": planted, "phone": planted,
        "location": None, "closed": None,
    }  # fmt: skip
    texts = ("name", "bio", "city", "specialization", "registration_number", "qualifications")
    doctor.changes = {
        **dict.fromkeys(texts, planted), "clinics": [clinic], "modes": ["in_person"],
    }  # fmt: skip
    with own_website(platform, doctor.reply, f"planted.{locale}") as port:
        page = got(port, doctor.path(locale))
    assert page.status == 200
    assert _FRAMED in page.text
    assert "AMRUTAM-" not in page.text
    assert page.text.count("&lt;img src=x onerror=alert(2)&gt;") >= len(texts)
    assert "<img" not in page.text
    assert "<script>alert" not in page.text
    assert "<script>self.__next_f.push(alert" not in page.text
    policy = page.headers["content-security-policy"]
    scripts = _SCRIPT.findall(page.text)
    for attributes, text in scripts:
        assert (sha256(text) in policy) is ("ld+json" not in attributes), text[:80]
    assert sha256("alert(1)") not in policy
    (told,) = [text for attributes, text in scripts if "ld+json" in attributes]
    assert json.loads(told)["name"] == planted
    assert _bookable(scripts)["name"] == planted


def _bookable(scripts: list[tuple[str, str]]) -> dict[str, Any]:
    """Returns the doctor's data from which the browser shows free times,
    parsed from the document's data for Next's router.
    """
    calls = [re.fullmatch(r"self\.__next_f\.push\((.*)\)", text, re.DOTALL) for _, text in scripts]
    rows = "".join(json.loads(call[1])[1] for call in calls if call)
    (found,) = re.findall(r'"bookable":("(?:[^"\\]|\\.)*")', rows)
    bookable: dict[str, Any] = json.loads(json.loads(found))
    return bookable


def test_a_change_while_a_page_is_being_made_is_in_the_next_page(
    platform: Platform, doctor: Doctor
) -> None:
    asked, go_on = Event(), Event()

    def wait() -> None:
        asked.set()
        go_on.wait(4)

    doctor.changes, doctor.before_answer = {"bio": "Before the change"}, wait
    found: list[Page] = []
    with own_website(platform, doctor.reply, "changed.example") as port:
        asking = Thread(target=lambda: found.append(got(port, doctor.path())))
        asking.start()
        assert asked.wait(30)
        doctor.changes = {"bio": "After the change"}
        _change_reported(platform, doctor, port)
        go_on.set()
        asking.join(30)
        later = [got(port, doctor.path()) for _ in range(3)]
        wait_for(partial(_is_kept, port, doctor, 200), "the new page to be kept")
    assert "Before the change" in found[0].text
    assert all("After the change" in page.text for page in later)


def test_a_page_that_was_made_is_kept_and_sent_while_the_api_is_away(
    platform: Platform, doctor: Doctor
) -> None:
    with own_website(platform, doctor.reply, "kept.example") as port:
        page = got(port, doctor.path())
        wait_for(partial(_is_kept, port, doctor, 200), "the page to be kept")
        doctor.failure = 500
        again = got(port, f"{doctor.path()}?time=x")
        known = got(port, doctor.path(), "GET", b"", **{"if-none-match": page.headers["etag"]})
        is_refused(got(port, doctor.path("hi")), 503, "5", '<html lang="hi"')
        doctor.failure = None
        assert got(port, doctor.path("hi")).status == 200
    assert (page.status, again.status, known.status) == (200, 200, 304)
    assert page.text == again.text
    assert page.headers["cache-control"] == known.headers["cache-control"] == KEPT
    assert page.headers["vary"] == again.headers["vary"] == known.headers["vary"]
    assert "content-security-policy" not in known.headers


def test_a_doctor_who_disappears_is_not_found_and_comes_back(
    platform: Platform, doctor: Doctor
) -> None:
    with own_website(platform, doctor.reply, "gone.example") as port:
        assert got(port, doctor.path()).status == 200
        doctor.failure = 404
        _change_reported(platform, doctor, port)
        assert {got(port, doctor.path()).status for _ in range(2)} == {404}
        wait_for(partial(_is_kept, port, doctor, 404), "the missing page to be kept")
        doctor.failure = None
        _change_reported(platform, doctor, port)
        assert got(port, doctor.path()).status == 200


def test_nobody_is_shown_a_frame(platform: Platform, doctor: Doctor) -> None:
    port = int(platform.part("web")["port"])
    digest = hmac.new(_secret(platform).encode(), b"the frame of doctors' pages", hashlib.sha256)
    hidden = "-".join(re.findall(r"^(.{8})(.{4})(.{4})(.{4})(.{12})", digest.hexdigest())[0])
    framed = got(
        port, f"/en/doctors/{hidden}?_rsc", "GET", b"", **{"amrutam-frame": "a guess", "rsc": "1"}
    )
    # Contains a placeholder, so `hidden` is the id of the frame.
    assert "AMRUTAM-BOOKABLE" in framed.text
    for path in (doctor.path(), "/en/doctors", f"/en/doctors/{NOBODY}"):
        page = got(port, path, "GET", b"", **{"amrutam-frame": "a guess"})
        assert "AMRUTAM-" not in page.text
        assert hidden not in page.text + str(page.headers)
