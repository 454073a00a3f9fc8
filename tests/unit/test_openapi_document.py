"""`web/openapi.json`, from which the website's client is made, matches the code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "web" / "openapi.json"


@cache
def printed(**environment: str) -> str:
    """Returns the document as a separate process prints it, so that this process's imports and hash seed have no influence."""
    ran = subprocess.run(
        [sys.executable, "-m", "amrutam", "openapi"],
        capture_output=True, text=True, check=True, timeout=60,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
    return ran.stdout


def test_it_is_printed_without_settings_and_the_same_each_time() -> None:
    text = printed(PYTHONHASHSEED="1")
    assert text == printed(PYTHONHASHSEED="2", AMRUTAM_PUBLIC_URL="https://elsewhere.example")
    document = json.loads(text)
    assert document["openapi"] == "3.1.0"
    assert "/v1/appointments" in document["paths"]


def test_the_websites_copy_is_what_the_command_prints() -> None:
    assert KEPT.read_text(encoding="utf-8") == printed(PYTHONHASHSEED="1"), "run `make client`"


def test_every_operation_declares_a_summary_that_is_not_the_functions_name() -> None:
    document = json.loads(printed(PYTHONHASHSEED="1"))
    summaries = [
        (f"{method} {path}", operation["summary"])
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    assert not [said for said in summaries if said[1].istitle()]


def test_an_operations_own_errors_do_not_hide_those_that_many_have_in_common() -> None:
    document = json.loads(printed(PYTHONHASHSEED="1"))
    lacking = [
        f"{method} {path}"
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if "requestBody" in operation
        and "`invalid-request`" not in operation["responses"]["422"]["description"]
    ]
    assert lacking == []


def test_every_error_response_names_the_errors_that_it_can_be() -> None:
    document = json.loads(printed(PYTHONHASHSEED="1"))
    unnamed = [
        f"{method} {path} {status}: {answer['description']}"
        for path, item in document["paths"].items()
        for method, operation in item.items()
        for status, answer in operation["responses"].items()
        if status >= "400" and not answer["description"].startswith("`")
    ]
    assert unnamed == ["get /readyz 503: The database is unreachable, or the process is stopping"]
