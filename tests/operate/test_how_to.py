"""Checks the code blocks of the how-to pages: each is shell code, and
the blocks of several pages work on a separate host.

There, all blocks run in order, in one shell (host.py).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.operate.pages import HOW_TO, blocks, runnable

PAGES = sorted(page.name for page in HOW_TO.glob("*.md"))
# Shortens the lame-duck time, because the units restart some twenty times.
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
# Makes the unit of PostgreSQL that Debian's package has on the second machine of read-replicas.md.
SECOND_MACHINE = """
echo 'host amrutam amrutam_app 10.0.0.0/24 scram-sha-256' >>"$primary_data/pg_hba.conf" # copied to the replica
cat >/etc/systemd/system/postgresql@.service <<END
[Service]
Type=oneshot
User=postgres
Group=postgres
ExecStart="$(command -v pg_ctl)" -D /var/lib/postgresql/18/main -s -w -l /var/lib/postgresql/log -o "-c listen_addresses=10.0.0.7 -c unix_socket_directories= -c max_connections=200" start
END
install -d -o postgres -g postgres /var/lib/postgresql
"""
# Replacements for the words of read-replicas.md that require TLS, without which the embedded PostgreSQL is built.
WITHOUT_TLS = {"hostssl replication": "host replication", " sslmode=verify-full": ""}
REPLICA_IS_READ = """
amrutam check | grep '^ok *replica 1 *is '
for _ in $(seq 40); do
    ask "$site/v1/doctors?limit=$((1 + RANDOM % 50))" >/dev/null
    ask "$site/v1/doctors/$doctor/slots?from=$(date -u -d "+$((1 + RANDOM % 9))day" +%F)&to=$(date -u -d "+$((10 + RANDOM % 9))day" +%F)" >/dev/null
    ! curl --silent http://127.0.0.1:8030/metrics | grep '^amrutam_replica_reads_total{answered="replica"} [1-9]' || break
    sleep 0.2
done
curl --silent http://127.0.0.1:8030/metrics | grep '^amrutam_replica'
ask "$site/v1/doctors"
curl --silent http://127.0.0.1:8030/metrics | grep '^amrutam_replica_reads_total{answered="replica"} [1-9]'
curl --silent http://127.0.0.1:8010/metrics http://127.0.0.1:8011/metrics | grep '^amrutam_availability_instead_total'
runuser -u postgres -- pg_ctl -D /var/lib/postgresql/18/main -s -m immediate stop
"""
QUEUED = """
echo
status() { curl --silent --insecure --resolve "$name:443:127.0.0.1" --header 'content-type: application/json' --output /tmp/answer --write-out '%{http_code}' "$@"; }
hold=$(printf '{"doctor_id": "%s", "starts_at": "%s"}' "$doctor" "$starts_at")
for _ in $(seq 50); do
    refused=$(status "$site/v1/holds" --header "authorization: Bearer $token" --data "$hold")
    ! grep --quiet 'admission' /tmp/answer || break
    sleep 0.2
done
echo "held without a place: $refused $(cat /tmp/answer)"
ask "$site/v1/doctors/$doctor/admission" --request POST --header "authorization: Bearer $token"
"""
SCRAPED = """
prometheus --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path=/var/lib/prometheus-test \
    --web.listen-address=127.0.0.1:9090 >/var/lib/prometheus.log 2>&1 &
prometheus=$!
query() { curl --silent --get --data-urlencode "query=$1" http://127.0.0.1:9090/api/v1/query | field "['data']['result']"; }
for _ in $(seq 300); do
    up=$(query 'count(up{job="amrutam"} == 1)' 2>/dev/null || true)
    case $up in *"'6'"*) break ;; esac
    sleep 0.2
done
echo "scraped: $up"
echo "roles: $(query 'count by (role) (up{job="amrutam"} == 1)')"
echo "rules: $(curl --silent http://127.0.0.1:9090/api/v1/rules | grep -o 'https://git.example.org/amrutam/docs/runbooks/[a-z-]*.md' | sort -u | wc -l)"
ls "$(sed -n 's/^ *path: //p' /etc/grafana/provisioning/dashboards/*.y*ml)"
kill "$prometheus"
wait "$prometheus" || true
"""
INSTALLING = 1  # the number of blocks, from the first, that need a package index
SECRETS = 3  # the number of blocks, from the first, after which the settings and secrets exist


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_a_shells(page: str) -> None:
    for block in blocks(page):
        done = subprocess.run(
            ["bash", "-n"], input=block.text, text=True, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), block.text


def _on_a_host(script: str) -> subprocess.CompletedProcess[str]:
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    done = subprocess.run(
        [*command, sys.executable, "-m", "tests.operate.host"], cwd=HOW_TO.parents[1],
        input=script, text=True, capture_output=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-8000:]
    return done


needs_a_host = pytest.mark.requires(
    "unshare", "ip", "setpriv", "runuser", "systemd-sysusers", "psql", "openssl", "curl", root=True
)


def _installed() -> list[str]:
    """Returns the blocks of deploy-on-one-host.md that a test can run, with three additions.

    These are `HASTE`, the commands that read the one-time code from the e-mail (`FROM_THE_MAIL`), and the line
    `host_is_up` (host.py) after the blocks that need a package index.
    """
    found = runnable("deploy-on-one-host.md")
    found.insert(SECRETS, HASTE)
    asked = next(at for at, text in enumerate(found) if text.startswith("challenge="))
    found.insert(asked + 1, FROM_THE_MAIL)
    return [*found[:INSTALLING], "host_is_up\n", *found[INSTALLING:]]


def _without_tls(texts: list[str]) -> list[str]:
    joined = "".join(texts)
    for written, replaced in WITHOUT_TLS.items():
        assert joined.count(written) == 1
        joined = joined.replace(written, replaced)
    return [joined]


@needs_a_host
def test_from_an_empty_host_to_a_booking_and_on() -> None:
    """The pages lead from an empty host to a booking, and a visitor gets 200
    for each request while later pages are followed.

    These pages upgrade the platform, add processes and change keys.
    """
    later = [*runnable("upgrade.md"), *runnable("scale-up.md"), *runnable("keys.md")]
    done = _on_a_host("".join([*_installed(), VISIT, *later, "amrutam check\n", ENDS]))
    (booked,) = [line for line in done.stdout.splitlines() if line.startswith('{"id"')]
    assert json.loads(booked)["status"] == "booked"
    (visited,) = [line for line in done.stdout.splitlines() if line.startswith("visited: ")]
    assert re.fullmatch(r"visited: \d+ 200/0", visited)


@needs_a_host
@pytest.mark.requires("prometheus", "promtool")
def test_a_rush_replicas_and_monitoring_on_an_installed_host() -> None:
    """Runs the blocks of prepare-for-a-rush.md, monitor.md and read-replicas.md, one page after another, on a host that deploy-on-one-host.md has installed."""
    later = [
        *runnable("prepare-for-a-rush.md"), QUEUED,
        *runnable("monitor.md"), SCRAPED,
        SECOND_MACHINE, *_without_tls(runnable("read-replicas.md")), REPLICA_IS_READ,
    ]  # fmt: skip
    said = _on_a_host("".join([*_installed(), *later])).stdout
    assert said.count('"on":true') >= 2
    assert re.search(r"^held without a place: 4\d\d .*admission-required", said, re.MULTILINE)
    assert "with the admission queue" in said
    assert re.search(r"^scraped: .*'6'", said, re.MULTILINE)
    for role in ("api", "realtime", "worker", "web"):
        assert f"'role': '{role}'" in said
    assert re.search(r"^rules: [1-9]\d", said, re.MULTILINE)
    assert "amrutam-overview.json" in said
    assert "ok    replica 1    is " in said
    assert not re.search(r"^amrutam_availability_instead_total [1-9]", said, re.MULTILINE)
