"""Describes to an operator why Redis cannot be used; the texts never contain a password or an address."""

from __future__ import annotations

import ssl
from collections.abc import Sequence

# Each row has the beginning of the server's answer, the cause, and whether an operator must change
# something.
_ANSWERS: Sequence[tuple[str, str, bool]] = (
    ("NOAUTH", "asks for a password, and AMRUTAM_REDIS_URL holds none", True),
    ("WRONGPASS", "refuses the name or the password", True),
    ("ERR invalid password", "refuses the password", True),
    ("ERR AUTH", "has no password, and AMRUTAM_REDIS_URL holds one", True),
    ("ERR Client sent AUTH", "has no password, and AMRUTAM_REDIS_URL holds one", True),
    ("NOPERM", "does not let this user run our commands (ACL)", True),
    ("DENIED", "is in protected mode, and lets only its own machine in", True),
    ("ERR DB index", "has no database of this number", True),
    ("ERR SELECT is not allowed", "is a cluster: write redis+cluster:// (TLS: rediss+cluster://) in AMRUTAM_REDIS_URL, without the number of a database", True),
    ("ERR max number of clients", "has as many connections as it may have (maxclients)", True),
    ("MOVED", "is a cluster: write redis+cluster:// (TLS: rediss+cluster://) in AMRUTAM_REDIS_URL", True),
    ("READONLY", "is a read-only replica: name the primary in AMRUTAM_REDIS_URL", True),
    ("OOM", "is full, and takes no holds (maxmemory with noeviction)", True),
    ("MISCONF", "cannot write to its disk, and takes no changes", True),
    ("NOREPLICAS", "has fewer replicas than it must have to take changes", True),
    ("LOADING", "is loading its data", False),
    ("BUSY", "is busy with a script", False),
    ("CLUSTERDOWN", "is a cluster with slots that no server has", False),
    ("MASTERDOWN", "is a replica whose primary is unreachable", False),
)  # fmt: skip

AWAY_ANSWERS = tuple(answer for answer, _, _ in _ANSWERS if answer != "MOVED")
"""Prefixes of error answers that count as an outage.

`MOVED` is not among them, because the client of a cluster sends the command again to the server that the answer names.
`open_redis` adds `MOVED` for the client of one server.
"""

REFUSED_WRITES = ("OOM", "MISCONF", "NOREPLICAS")
"""Prefixes of error answers of a server that refuses this write, but still runs reads and `allow-oom` functions."""

NO_CLUSTER = "is no cluster: write redis:// (TLS: rediss://) in AMRUTAM_REDIS_URL"


def why_refused(answer: str) -> tuple[str, bool]:
    """Returns (the cause of an error answer, whether an operator must change something).

    An answer that no row of `_ANSWERS` describes is named by its first word, and an operator must change something.
    """
    for beginning, cause, is_refusal in _ANSWERS:
        if answer.startswith(beginning):
            return cause, is_refusal
    return f"refuses ({answer.partition(' ')[0]})", True


def why_lost(error: BaseException | None) -> tuple[str, bool]:
    """Returns (the cause of a failed or lost connection, whether an operator must change something).

    The cause ends a sentence about the server, such as "does not answer". `error` None: the connection ended without one.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return "has a certificate that is not trusted", True
    if isinstance(error, ssl.SSLError):
        return "does not speak TLS as AMRUTAM_REDIS_URL has it", True
    if isinstance(error, ConnectionRefusedError):
        return "does not answer (connection refused)", False
    return "does not answer", False
