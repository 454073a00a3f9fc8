"""Parses JSON from clients, and refuses input that JSON parsers could read differently."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict

from amrutam.core.errors import BadRequest

_MAX_DEPTH = 32


class Body(BaseModel):
    """The base of the types of request bodies: a body with an unknown member is refused with status 422."""

    model_config = ConfigDict(extra="forbid")


def read_json(body: bytes) -> object:
    """The parsed value of a JSON body.

    Raises `BadRequest` for a body that is not well-formed JSON in UTF-8, and for input on which JSON
    parsers disagree (RFC 8259 sections 4, 6, 8 and 9; I-JSON, RFC 7493): duplicate names, NaN, 1e400 and other numbers
    beyond the range of a double, NUL, lone surrogates, more than 32 levels of nesting.
    """
    try:
        _check_depth(body)
        text = body.decode("utf-8")
        value: object = _checked.decode(text)
        if "\\u" in text or "\x00" in text:
            _check_text(value)
    except (ValueError, RecursionError) as reason:
        said = str(reason) if isinstance(reason, _BadJson) else "The body is not well-formed JSON"
        raise BadRequest(said, errors=[{"pointer": "", "detail": said}]) from reason
    return value


class _BadJson(ValueError):
    pass


def _check_depth(body: bytes) -> None:
    if body.count(b"[") + body.count(b"{") <= _MAX_DEPTH:
        return
    depth, in_text, escaped = 0, False, False
    for byte in body:
        if in_text:
            escaped, in_text = (byte == 0x5C and not escaped), (byte != 0x22 or escaped)
        elif byte == 0x22:
            in_text = True
        elif byte in b"[{":
            depth += 1
            if depth > _MAX_DEPTH:
                raise _BadJson(f"The body is nested deeper than {_MAX_DEPTH}")
        elif byte in b"]}":
            depth -= 1


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _BadJson("An object has the same name twice")
    return found


def _refuse(constant: str) -> float:
    raise _BadJson(f"{constant} is not JSON")


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise _BadJson("A number is out of range")
    return value


def _whole(number: str) -> int:
    _finite(number)
    return int(number)


_checked = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite, parse_int=_whole
)
"""The decoder of all bodies, made once, because `json.loads` with these arguments makes a new decoder each time."""


def _check_text(value: object) -> None:
    if isinstance(value, str):
        if "\x00" in value:
            raise _BadJson("A text contains the character NUL")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as reason:
            raise _BadJson("A text contains half of a surrogate pair") from reason
    elif isinstance(value, list):
        for part in value:
            _check_text(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            _check_text(name)
            _check_text(part)
