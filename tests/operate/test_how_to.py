"""Checks the how-to pages: runs their code blocks in order, in one shell, on a separate host."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.operate.pages import HOW_TO, blocks

PAGES = sorted(page.name for page in HOW_TO.glob("*.md"))
# The lame-duck time is short, because the units restart some twenty times.
HASTE = "echo AMRUTAM_LAME_DUCK_SECONDS=1.5 >>/etc/amrutam/amrutam.env\n"
FROM_THE_MAIL = """
code=
for _ in $(seq 200); do
    code=$(curl --silent --header 'accept: application/json' 'http://127.0.0.1:1026/demo/mailbox?to=me@example.org' |
        field "['items'][0]['text']" 2>/dev/null | grep -oE '\\b[0-9]{6}\\b' || true)
    [ -z "$code" ] || break
    sleep 0.2
done
"""
VISIT = """
echo
ask "$site/en" | grep --quiet '<html lang="en"'
statuses=$(mktemp)
visit() {
    curl --silent --insecure --resolve "$name:443:127.0.0.1" --output /dev/null --write-out '%{http_code}/%{exitcode}' "$site/v1/doctors?q=meera"
}
# An nginx that reloads ends an HTTP/2 connection on which nothing was asked yet (curl: 16). As a browser does, ask again.
(while :; do
    status=$(visit) || [ $? != 16 ] || status=$(visit) || true
    echo "$status" >>"$statuses"
    sleep 0.1
done) &
visitor=$!
"""
ENDS = """
kill "$visitor"
echo "visited: $(sort "$statuses" | uniq --count | xargs)"
"""
INSTALLING = 1  # the number of first blocks, which need a package index
SECRETS = 3  # the index of the block after which the settings exist


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_a_shells(page: str) -> None:
    for block in blocks(page):
        done = subprocess.run(
            ["bash", "-n"], input=block.text, text=True, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), block.text


def _runnable(page: str) -> list[str]:
    return [block.text for block in blocks(page) if not block.real]


def _on_a_host(script: str) -> subprocess.CompletedProcess[str]:
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    return subprocess.run(
        [*command, sys.executable, "-m", "tests.operate.host"], cwd=HOW_TO.parents[1],
        input=script, text=True, capture_output=True, check=False, timeout=900,
    )  # fmt: skip


@pytest.mark.requires(
    "unshare", "setpriv", "runuser", "systemd-sysusers", "psql", "openssl", "curl", root=True
)
def test_from_an_empty_host_to_a_booking_and_on() -> None:
    """A visitor gets an answer to each request while parts are upgraded or added and keys are changed."""
    runnable = _runnable("deploy-on-one-host.md")
    runnable.insert(SECRETS, HASTE)
    asked = next(at for at, text in enumerate(runnable) if text.startswith("challenge="))
    runnable.insert(asked + 1, FROM_THE_MAIL)
    later = [*_runnable("upgrade.md"), *_runnable("scale-up.md"), *_runnable("keys.md")]
    parts = [*runnable[:INSTALLING], "host_is_up\n", *runnable[INSTALLING:], VISIT, *later,
             "amrutam check\n", ENDS]  # fmt: skip
    done = _on_a_host("".join(parts))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-8000:]
    (booked,) = [line for line in done.stdout.splitlines() if line.startswith('{"id"')]
    assert json.loads(booked)["status"] == "booked"
    (visited,) = [line for line in done.stdout.splitlines() if line.startswith("visited: ")]
    assert re.fullmatch(r"visited: \d+ 200/0", visited)
