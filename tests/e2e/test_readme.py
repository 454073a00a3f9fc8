"""Runs the README's commands for a booking."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.acceptance.launched import Platform

_README = Path(__file__).parents[2] / "README.md"


def test_its_booking_works_as_it_stands_there(platform: Platform) -> None:
    (script,) = re.findall(
        r"^```sh\n(site=.*?)^```$", _README.read_text(), re.DOTALL | re.MULTILINE
    )
    script = script.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{platform.port}")
    # The script waits for a mail, which may be late on two busy cores.
    script = script.replace("sleep 2", "sleep 8")
    run = subprocess.run(["bash", "-ec", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["status"] == "booked", run.stdout
