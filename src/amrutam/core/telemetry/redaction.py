"""Redacts log lines: masks values of personal keys, and what looks personal or secret in other values.

Redaction is the second protection; the first protection is that no code logs personal or secret
values.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

GONE = "[redacted]"

_PERSONAL_KEYS = frozenset(
    (
        "access_token", "address", "authorization", "body", "code", "contact", "cookie", "csrf",
        "email", "headers", "hold_id", "key", "mail", "mobile", "name", "otp", "password",
        "patient", "patient_name", "payload", "phone", "query", "query_string", "reason",
        "recipient", "refresh_token", "secret", "subject", "text", "to", "token", "totp", "user",
        "username",
    )
)  # fmt: skip
_OWN_KEYS = frozenset(
    {
        "timestamp",
        "level",
        "request_id",
        "trace_id",
        "span_id",
        "route",
        "method",
        "where",
        "checkpoint",
    }
)
"""Keys whose values are never personal, such as ids, times and code locations; `redact` leaves these as they are."""

_LOOKS = re.compile(
    r"""
      [^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+                              # an e-mail address
    | eyJ[\w-]+\.[\w-]+\.[\w-]*                                      # a JWT
    | (?<![\w/+=-])(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])[\w+-]{40,}=*     # a token, a sealed value
    | (?<![\w.:-])\+?\(?\d(?:[\ ()-]{0,2}\d){9,14}(?![\w:-])         # a phone number
    | (?<![\w.:-])\d{3}[\ -]?\d{3}(?![\w:-])                         # a one-time code
    """,
    re.VERBOSE,
)


def masked(text: str) -> str:
    """The text, in which each part that looks personal or secret (`_LOOKS`) is replaced by `GONE`."""
    return _LOOKS.sub(GONE, text)


def redact(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: masks the values of personal keys, and the parts of other values that look personal.

    Values of `_OWN_KEYS` and of keys that begin with `_` stay as they are. Bytes are masked as a whole. Keys of nested
    dictionaries are masked as texts are.
    """
    for name, value in event.items():
        if name in _PERSONAL_KEYS:
            event[name] = GONE
        elif name not in _OWN_KEYS and not name.startswith("_"):
            event[name] = _masked_deep(value)
    return event


def _masked_deep(value: object) -> object:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return GONE
    if isinstance(value, dict):
        return {
            masked(str(name)): GONE if name in _PERSONAL_KEYS else _masked_deep(part)
            for name, part in value.items()
        }
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_masked_deep(part) for part in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return masked(str(value))


def where(error: BaseException) -> list[str]:
    """The types and code locations of an error and of its chain of causes and contexts; never messages or values.

    For each error, its class is followed by its frames as `file:line function`, the outermost call first.
    """
    said: list[str] = []
    seen: set[int] = set()
    present: BaseException | None = error
    while present is not None and id(present) not in seen:
        seen.add(id(present))
        said.append(type(present).__qualname__)
        said += [
            f"{frame.filename.rpartition('site-packages/')[2].rpartition('/src/')[2]}"
            f":{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(present.__traceback__)
        ]
        present = present.__cause__ or present.__context__
    return said


def exceptions_without_values(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: replaces `exc_info` by the keys `error` (the exception's class) and `where`."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        event["where"] = where(error)
    return event
