"""Libraries of Lua functions in Redis, one for each file of `src/amrutam/lua` other than `library.lua`.

Protocol: https://valkey.io/topics/functions-intro. A function's name in Redis ends with the hash of its library's
text (the first 12 hexadecimal digits), so that processes of two releases do not replace each other's functions.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

_LUA = files("amrutam").joinpath("lua")
_VERSION_LENGTH = 12

UNKNOWN = "ERR Function not found"
"""The error of a server that lacks the library, for example because it was restarted without its data file."""

ALREADY_LOADED = "ERR Library '"
"""The beginning of the error of `FUNCTION LOAD` when another connection has loaded the library first."""


class Function(str):
    """The function's name in Redis; `name` is the name in metrics and in the Lua file."""

    __slots__ = ("library", "name")
    library: Library
    name: str


class Library:
    """A Lua library: `kind` is the name of its file without `.lua`, `lua` its text, `name` its name in Redis.

    `version`: the first 12 hexadecimal digits of the text's SHA-256; `name` ends with it.
    """

    def __init__(self, kind: str, lua: str) -> None:
        self.kind = kind
        self.lua = lua
        self.version = sha256(lua.encode()).hexdigest()[:_VERSION_LENGTH]
        self.name = f"{kind}_{self.version}"

    @classmethod
    def read(cls, kind: str) -> Library:
        """Returns the library whose text is that of `library.lua` and then that of `<kind>.lua`."""
        texts = (_LUA.joinpath(f"{name}.lua").read_text() for name in ("library", kind))
        return cls(kind, "\n".join(texts))

    @property
    def code(self) -> str:
        """The argument of `FUNCTION LOAD`: a line with the library's name, and the text with the version."""
        first_line = f"#!lua name={self.name}\n"
        return first_line + self.lua.replace("VERSION", self.version)

    def function(self, name: str) -> Function:
        """The function that the Lua file registers by this name; the name is not checked."""
        made = Function(f"{name}_{self.version}")
        made.library, made.name = self, name
        return made
