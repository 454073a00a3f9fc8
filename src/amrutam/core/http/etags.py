"""Entity tags in If-Match and If-None-Match (RFC 9110, 8.8.3 and 13.1).

A proxy that compresses an answer sends its tag on as `W/"3"` (nginx) or `"3-gzip"` (Apache, Caddy).
Our tags name versions of a record, not bytes, so both still name version 3: tags are compared
without them, docs/decisions/0035.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Header

from amrutam.core.errors import BadRequest, VersionMismatch

MAX_LENGTH = 1000
EXAMPLE = '`"3"`, as the ETag header had it; also a list of such tags, or `*` for any version'

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_LIST = re.compile(rf"[ \t,]*{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*")
_OPAQUE = re.compile(r'"([^"]*)"')
_CODING = re.compile("-(?:gzip|zstd|br|deflate)$")

IfMatch = Annotated[
    str | None,
    Header(max_length=MAX_LENGTH, description=f"The version you last read: {EXAMPLE}"),
]
"""The header of a call that may be made without it."""

Tags = frozenset[str] | None
"""What tags name, without quotes, `W/` and a coding's suffix; None is `*`: whatever there is."""

HEADER_SCHEMA: dict[str, Any] = {
    "pattern": r'^(\*|(W/)?"[!#-~]*"([ \t]*,[ \t]*(W/)?"[!#-~]*")*)$',
}
ETAG_HEADER: dict[str, Any] = {
    "ETag": {
        "schema": {"type": "string", "pattern": r'^(W/)?"[!#-~]+"$'},
        "description": 'The version, e.g. `"3"`. A proxy that compresses may send it as `W/"3"` or '
        '`"3-gzip"`; If-Match and If-None-Match take each of these for the same version.',
    }
}


def tags_of(header: str) -> Tags:
    """Raises `ValueError` for what is neither `*` nor a list of entity tags."""
    if header.strip(" \t") == "*":
        return None
    if not _LIST.fullmatch(header):
        raise ValueError("not a list of entity tags")
    return frozenset(_CODING.sub("", opaque) for opaque in _OPAQUE.findall(header))


def unchanged(if_none_match: str | None, etag: str) -> bool:
    """Whether the client has this version already; a malformed If-None-Match is ignored."""
    if if_none_match is None:
        return False
    try:
        known = tags_of(if_none_match)
    except ValueError:
        return False
    return known is None or bool(known & (tags_of(etag) or frozenset()))


def check_match(if_match: str | None, is_current: Callable[[str], bool]) -> None:
    """Raises `VersionMismatch` if no tag of the header is current, and `BadRequest` for what is no If-Match header."""
    if if_match is None:
        return
    try:
        tags = tags_of(if_match)
    except ValueError as reason:
        raise BadRequest("If-Match must be ETags of this address") from reason
    if tags is not None and not any(is_current(tag) for tag in tags):
        raise VersionMismatch
