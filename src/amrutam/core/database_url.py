"""PostgreSQL URLs in libpq's form, with one host or several.

`postgresql://user:password@host1,host2:5433/name`: of several hosts, one that accepts writes is
used, unless `target_session_attrs` asks for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

_STANDARD_PORT = 5432
_ATTRIBUTES = ("any", "read-write", "read-only", "primary", "standby", "prefer-standby")
_PARAMETERS = frozenset(
    (
        "host", "port", "user", "password", "dbname", "database", "passfile", "service", "sslmode",
        "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslpassword", "sslnegotiation",
        "ssl_min_protocol_version", "ssl_max_protocol_version", "target_session_attrs",
        "krbsrvname", "gsslib", "application_name", "options",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """The parts of a PostgreSQL URL.

    `hosts` are (host, port) in the order of the URL; a host that begins with `/` is the folder of a
    Unix socket. `user` is empty if the URL names none; `database` is the user's name if the URL names no database.
    """

    hosts: tuple[tuple[str, int], ...]
    user: str
    database: str
    target_session_attrs: str


def parse_database_url(url: str) -> DatabaseUrl:
    """Parses a PostgreSQL URL of the form that this module describes.

    Raises `ValueError` for any other text; the message never contains the password.
    """
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgresql", "postgres"):
        raise ValueError("must start with postgresql://")
    if any(character.isspace() for character in url) or "#" in url:
        raise ValueError("must not contain spaces or #; percent-encode them")
    # urlsplit is not used, because some releases of Python 3.11 refuse an IPv6 address that is not
    # the first host.
    before_query, _, query = rest.partition("?")
    authority, _, path = before_query.partition("/")
    sign_in, _, location = authority.rpartition("@")
    if "@" in sign_in:
        raise ValueError("an @ in the name or the password must be written %40")
    if "/" in path:
        raise ValueError("must end with the database's name (a / in it is written %2F)")
    said = _parameters(query)
    hosts = _hosts(said.get("host") or location, said.get("port", ""))
    # libpq's default is "any". With several hosts the default here is "read-write", because a
    # process that writes needs the primary.
    standard = "any" if len(hosts) == 1 else "read-write"
    attributes = said.get("target_session_attrs", standard)
    if attributes not in _ATTRIBUTES:
        raise ValueError(f"target_session_attrs must be one of {', '.join(_ATTRIBUTES)}")
    user = said.get("user") or unquote(sign_in.partition(":")[0])
    database = said.get("dbname") or said.get("database") or unquote(path)
    return DatabaseUrl(hosts, user, database or user, attributes)


def _parameters(query: str) -> dict[str, str]:
    try:
        said = dict(parse_qsl(query, strict_parsing=True)) if query else {}
    except ValueError:
        raise ValueError("must have only name=value pairs after the ?") from None
    unknown = said.keys() - _PARAMETERS
    if unknown:
        raise ValueError(f"has parameters that are not known: {', '.join(sorted(unknown))}")
    return said


def _hosts(hosts: str, ports: str) -> tuple[tuple[str, int], ...]:
    """Splits the hosts, which are separated by commas, into (host, port).

    `ports` comes from the URL's query: one port for all hosts, or one for each, separated by commas; empty for the
    standard port. A port after a host takes precedence.
    """
    names = hosts.split(",")
    given = ports.split(",") if ports else [""]
    if len(given) not in (1, len(names)):
        raise ValueError("there must be one port, or as many as hosts")
    each = given * len(names) if len(given) == 1 else given
    return tuple(_host(name, port) for name, port in zip(names, each, strict=True))


def _host(text: str, port: str) -> tuple[str, int]:
    name, colon, own_port = text.rpartition(":")
    if not colon or text.endswith("]"):
        name, own_port = text, port
    name = unquote(name)
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    if not name:
        raise ValueError("must name a host, or several with commas between them")
    return name, _port(own_port)


def _port(text: str) -> int:
    if not text:
        return _STANDARD_PORT
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ValueError("each port must be a number from 1 to 65535")
    return int(text)
