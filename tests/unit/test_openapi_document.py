"""The website's client is made from `web/openapi.json`: it must be what this code answers to."""

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
    """By a process of its own: no order of earlier imports, no random seed of this one."""
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
