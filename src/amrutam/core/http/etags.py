"""Parses and compares entity tags in If-Match and If-None-Match (RFC 9110, 8.8.3 and 13.1).

A proxy that compresses a response changes its tag to `W/"3"` (nginx) or `"3-gzip"` (Apache, Caddy).
The API's tags are versions of a record and not of the bytes of a response, so `W/` and the suffix are removed before
tags are compared: docs/decisions/0035-etags-survive-compression.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Header

from amrutam.core.errors import BadRequest, VersionMismatch

MAX_LENGTH = 1000
EXAMPLE = 'a value of the ETag header such as `"3"`, a list of such values, or `*` for any version'

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_LIST = re.compile(rf"[ \t,]*{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*")
_OPAQUE = re.compile(r'"([^"]*)"')
_CODING = re.compile("-(?:gzip|zstd|br|deflate)$")

IfMatch = Annotated[
    str | None,
    Header(max_length=MAX_LENGTH, description=f"The version that you last read: {EXAMPLE}"),
]
"""The If-Match header of a route that does not require the header; None without it."""

Tags = frozenset[str] | None
"""The versions that a header names, without quotes, `W/` and suffix; None stands for `*`, which matches any version."""

HEADER_SCHEMA: dict[str, Any] = {
    "pattern": r'^(\*|(W/)?"[!#-~]*"([ \t]*,[ \t]*(W/)?"[!#-~]*")*)$',
}
ETAG_HEADER: dict[str, Any] = {
    "ETag": {
        "schema": {"type": "string", "pattern": r'^(W/)?"[!#-~]+"$'},
        "description": 'The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or '
        '`"3-gzip"`; If-Match and If-None-Match take each of these for the same version.',
    }
}


def tags_of(header: str) -> Tags:
    """Returns the versions in the header, None for `*`. Raises `ValueError` for anything but `*` or a list of tags."""
    if header.strip(" \t") == "*":
        return None
    if not _LIST.fullmatch(header):
        raise ValueError("not a list of entity tags")
    return frozenset(_CODING.sub("", opaque) for opaque in _OPAQUE.findall(header))


def unchanged(if_none_match: str | None, etag: str) -> bool:
    """Whether If-None-Match names the version of `etag`, an ETag with its quotes, so that the response is 304.

    `*` names every version; None (no header) and a malformed header name none.
    """
    if if_none_match is None:
        return False
    try:
        known = tags_of(if_none_match)
    except ValueError:
        return False
    return known is None or bool(known & (tags_of(etag) or frozenset()))


def check_match(if_match: str | None, is_current: Callable[[str], bool]) -> None:
    """Checks an If-Match header: `*` and None (no header) match any version.

    `is_current` gets a version without quotes. Raises `VersionMismatch` if no version in the header is current, and
    `BadRequest` if the header is malformed.
    """
    if if_match is None:
        return
    try:
        tags = tags_of(if_match)
    except ValueError as reason:
        raise BadRequest(
            "If-Match must have values of the ETag header of this resource"
        ) from reason
    if tags is not None and not any(is_current(tag) for tag in tags):
        raise VersionMismatch
