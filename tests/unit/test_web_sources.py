"""Checks of the website's sources that need no Node."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from amrutam.accounts.record_reads import What

WEB = Path(__file__).parents[2] / "web"
MESSAGES = WEB / "messages"
_VALUE = re.compile(r"(?<!one )(?<!other )(?<!\d )\{(\w+)(?:, (\w+))?[,}]")
"""A pattern for a placeholder, `{name}` or `{count, plural, ...}`: its name and kind, but no branch such as `one {doctor}`."""
_TAG = re.compile(r"<(/?\w+)>")


def test_the_client_was_made_from_the_present_document() -> None:
    (recorded,) = re.findall(r"sha256 ([0-9a-f]{64})", (WEB / "src/api/schema.d.ts").read_text())
    now = hashlib.sha256((WEB / "openapi.json").read_bytes()).hexdigest()
    assert recorded == now, "run `make client`"


@pytest.mark.parametrize("folder", [WEB, WEB / "graphiql"], ids=["website", "graphiql"])
def test_the_lock_names_no_host(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text())
    packages = {name: said for name, said in lock["packages"].items() if name}
    assert len(packages) > 100
    assert not [name for name, said in packages.items() if "resolved" in said]
    assert not [name for name, said in packages.items() if "integrity" not in said]


def test_both_languages_say_the_same_things() -> None:
    english = {path.name: _names(path) for path in (MESSAGES / "en").glob("*.json")}
    hindi = {path.name: _names(path) for path in (MESSAGES / "hi").glob("*.json")}
    assert english == hindi
    listed = re.findall(r'^  "(\w+)",$', (WEB / "src/i18n/catalogue.ts").read_text(), re.MULTILINE)
    assert sorted(f"{name}.json" for name in listed) == sorted(english), "run `npm run catalogue`"


_SAID_BY_STATUS = {
    "sign-in-required",
    "not-found",
    "version-mismatch",
    "step-up-required",
    "too-many-requests",
}
_SERVER_FAULTS = {"internal-error", "out-of-time", "overloaded", "unavailable"}
_FAULTS_OF_PROGRAMS = {
    "bad-request", "csrf-refused", "document-refused", "document-too-large", "document-unknown", "hold-not-for-this", "idempotency-key-missing",
    "idempotency-key-reused", "if-match-required", "method-not-allowed", "one-secret-a-document", "origin-refused", "refresh-refused",
    "too-many-sockets", "too-many-subscriptions", "unsupported-media-type",
}  # fmt: skip
_OF_THE_ADMISSION_QUEUE = {"admission-required", "too-many-places"}
"""Problems that the page of a booking explains itself."""


def test_each_refusal_of_the_api_has_words_in_both_languages() -> None:
    table = (WEB.parent / "docs/reference/errors.md").read_text()
    codes = set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))
    others = _SAID_BY_STATUS | _SERVER_FAULTS | _FAULTS_OF_PROGRAMS | _OF_THE_ADMISSION_QUEUE
    for locale in ("en", "hi"):
        known = json.loads((MESSAGES / locale / "errors.json").read_text())["known"]
        assert set(known) == codes - others


def test_each_kind_of_record_read_has_words() -> None:
    listed = (WEB / "src/features/operations/read-list.tsx").read_text()
    (calls,) = re.findall(r"^const CALLS = \[(.*)\]", listed, re.MULTILINE)
    for locale in ("en", "hi"):
        words = json.loads((MESSAGES / locale / "operations.json").read_text())["reads"]["what"]
        assert set(words) == set(get_args(What)) == set(json.loads(f"[{calls}]"))


_KEYS_OF_ANOTHER_FILE = (
    "booking.trouble.",
    "common.action.",
    "common.nav.",
    "operations.sections.",
    "passkey.errors.",
    "practice.next.join",
)
"""Messages whose key one file names, and a file with their namespace uses."""


def test_each_message_is_used() -> None:
    """A file with the namespace of a message also names the rest of its key, whole or as a template.

    A message can pass because of another text of the file, but a message that fails is not used.
    """
    unused = {
        f"{path.stem}{key}" for path in (MESSAGES / "en").glob("*.json") for key, _ in _names(path)
    }
    for path in (WEB / "src").rglob("*.ts*"):
        source = path.read_text()
        spaces = re.findall(r'(?:ranslations\w*\(\s*|namespace: )"(\w+)"|"(\w+(?:\.\w+)+)"', source)
        before = tuple({f"{one or other}." for one, other in spaces})
        named = _named_in(source)
        rests = ((key, space) for key in unused for space in before if key.startswith(space))
        unused -= {key for key, space in rests if named.fullmatch(key.removeprefix(space))}
    assert not [key for key in sorted(unused) if not key.startswith(_KEYS_OF_ANOTHER_FILE)]


def _named_in(source: str) -> re.Pattern[str]:
    """Returns a pattern for what the file names: strings, fields of objects, and templates with any name in each gap."""
    plain = re.findall(r'"[\w.-]+"|\b\w+:', source)
    templates = re.findall(r"`([^`\s/]*\$\{[^`/]*)`", source)
    parts = [re.split(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", each) for each in templates]
    filled = [
        r"[\w-]+".join(map(re.escape, each)) for each in parts if re.search(r"[a-z]", "".join(each))
    ]
    return re.compile("|".join([*(re.escape(each.strip('":')) for each in plain), *filled]))


def _names(path: Path) -> set[tuple[str, frozenset[object]]]:
    """Returns for each message of the file (its key, the names of its placeholders and tags)."""
    return set(_flat(json.loads(path.read_text()), ""))


def _flat(messages: dict[str, Any], before: str) -> list[tuple[str, frozenset[object]]]:
    found: list[tuple[str, frozenset[object]]] = []
    for name, said in messages.items():
        place = f"{before}.{name}"
        if isinstance(said, dict):
            found += _flat(said, place)
        else:
            found.append((place, frozenset([*_VALUE.findall(said), *_TAG.findall(said)])))
    return found


def test_no_form_of_entries_is_sent_as_part_of_a_url() -> None:
    """Every form is sent with POST, or its entries are meant to be in the URL (a search, the choice of a day).

    Until the page's script runs, a form's button makes the browser submit the form, by default with GET.
    The entries would then appear in the URL and in logs.
    """
    forms = [
        (path.name, form)
        for path in (WEB / "src").rglob("*.tsx")
        for form in re.findall(r"<form\s.{,160}", path.read_text(), re.DOTALL)
    ]
    assert len(forms) > 20
    meant = re.compile(r'method="post"|role="search"|action=')
    assert not [name for name, form in forms if not meant.search(form)]
