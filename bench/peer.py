"""`make bench ARGS=--peer`: measures a lean Express server (`peer/server.mjs`) in the same run as the platform.

The server uses pg and ioredis on the platform's PostgreSQL and Valkey.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import OctKey

from amrutam.core.database_connecting import connect
from amrutam.embedded.ports import free_ports
from bench.floors import wait_for
from bench.load import Target, measure
from bench.operations import Operation, Visit
from bench.platform import Platform

_COMPARED = ("search", "slots of a day (32)", "hold + confirm, a new patient each")
_START = """
    . scripts/node-env
    cd bench/peer
    [ -d node_modules ] || install_locked
    exec node server.mjs
"""
_TABLE = """
    DROP TABLE IF EXISTS peer_appointment;
    CREATE TABLE peer_appointment (
        id uuid PRIMARY KEY, doctor_id uuid NOT NULL, account_id uuid NOT NULL,
        starts_at timestamptz NOT NULL, status text NOT NULL, UNIQUE (doctor_id, starts_at));
    INSERT INTO peer_appointment
    SELECT id, doctor_id, account_id, starts_at, status FROM appointment
    WHERE starts_at < now() ON CONFLICT DO NOTHING;
    ANALYZE peer_appointment;
"""


async def peer(platform: Platform, operations: Sequence[Operation]) -> None:
    """Prints the Express server's costs of the three tasks that it and the platform do.

    The Express server has its own table of appointments, which is dropped at the end.
    """
    connection = await connect(platform.settings.owner_database_url)
    await connection.execute(_TABLE, timeout=600)
    secret = secrets.token_hex(32)
    with _served(platform, secret) as target:
        for name, work, operation, warm_up in operations:
            if name in _COMPARED:
                theirs = [_signed(item, secret) for item in work]
                cost = await measure(target, f"Express: {name}"[:34], theirs, operation, warm_up)
                print(cost.row(), flush=True)
    await connection.execute("DROP TABLE peer_appointment")
    await connection.close()


def _signed(item: object, secret: str) -> object:
    """Returns a visit with a token that the Express server can verify, and any other work item unchanged.

    The token is signed with HS256, the cheapest algorithm.
    """
    if not isinstance(item, Visit):
        return item
    claims = {"sub": str(uuid4()), "role": "patient", "exp": int(time.time()) + 600}
    return replace(item, token=jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret)))


@contextmanager
def _served(platform: Platform, secret: str) -> Iterator[Target]:
    port = free_ports(1)[0]
    environment = {
        **os.environ,
        "NODE_ENV": "production",
        "PEER_PORT": str(port),
        "PEER_SECRET": secret,
        "PEER_DATABASE_URL": platform.settings.owner_database_url,
        "PEER_REDIS_URL": platform.settings.redis_url,
    }
    process = subprocess.Popen(["/bin/bash", "-euc", _START], env=environment)
    try:
        wait_for(port)
        pids = platform.target.pids | {"api": process.pid}
        yield replace(platform.target, url=f"http://127.0.0.1:{port}", pids=pids)
    finally:
        process.terminate()
        process.wait()
