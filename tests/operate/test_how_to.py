"""The how-to pages do what they say: their blocks are run, in order, in one shell, on a host of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.operate.pages import HOW_TO, blocks

PAGES = sorted(page.name for page in HOW_TO.glob("*.md"))
FROM_THE_MAIL = """
sleep 2
code=$(curl --silent --header 'accept: application/json' 'http://127.0.0.1:1026/demo/mailbox?to=me@example.org' |
    field "['items'][0]['text']" | grep -oE '\\b[0-9]{6}\\b')
"""
INSTALLING = 1  # blocks that need a package index


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_a_shells(page: str) -> None:
    for block in blocks(page):
        done = subprocess.run(
            ["bash", "-n"], input=block.text, text=True, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), block.text


def _on_a_host(script: str) -> subprocess.CompletedProcess[str]:
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    return subprocess.run(
        [*command, sys.executable, "-m", "tests.operate.host"], cwd=HOW_TO.parents[1],
        input=script, text=True, capture_output=True, check=False, timeout=900,
    )  # fmt: skip


@pytest.mark.requires(
    "unshare", "setpriv", "runuser", "systemd-sysusers", "psql", "openssl", "curl", root=True
)
def test_from_an_empty_host_to_a_booking_and_an_upgrade() -> None:
    runnable = [block.text for block in blocks("deploy-on-one-host.md") if not block.real]
    asked = next(at for at, text in enumerate(runnable) if text.startswith("challenge="))
    runnable.insert(asked + 1, FROM_THE_MAIL)
    upgrade = [block.text for block in blocks("upgrade.md") if not block.real]
    parts = [*runnable[:INSTALLING], "host_is_up\n", *runnable[INSTALLING:], "echo\n", *upgrade]
    done = _on_a_host("".join(parts))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-8000:]
    (booked,) = [line for line in done.stdout.splitlines() if line.startswith('{"id"')]
    assert json.loads(booked)["status"] == "booked"
