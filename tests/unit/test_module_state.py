"""Modules hold no state: a process's caches are parts of its `Resources`.

The linter refuses `global`. This test checks that no module of the package creates an empty
container or a cache at its top level, and that none changes a container that it holds. Constants and results of pure
functions that `functools` caches are allowed.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "amrutam"
CONTAINERS = {"dict", "list", "set", "defaultdict", "OrderedDict", "deque", "bytearray",
              "WeakKeyDictionary", "WeakValueDictionary", "WeakSet"}  # fmt: skip
CHANGES = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "popleft",
           "appendleft", "remove", "discard", "clear"}  # fmt: skip


def state_of(source: str) -> list[int]:
    """Returns the numbers of the lines of a module's text that create or change state of the module."""
    module = ast.parse(source)
    bound = [each for each in module.body if isinstance(each, ast.Assign | ast.AnnAssign)]
    names = {node.id for each in bound for node in ast.walk(each)
             if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}  # fmt: skip
    makers = [each.lineno for each in bound if each.value and _is_empty_container(each.value)]
    changers = [node.lineno for node in ast.walk(module)
                if isinstance(node, ast.expr) and _changed(node) in names]  # fmt: skip
    return makers + changers


def _is_empty_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        name = _name(value.func)
        return name == "LRUCache" or (name in CONTAINERS and not value.args)
    return ast.unparse(value) in ("{}", "[]")


def _changed(node: ast.expr) -> str:
    """Returns the name of the container that the expression changes; empty if it changes none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _name(node.func.value) if node.func.attr in CHANGES else ""
    is_target = isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)
    return _name(node.value) if is_target else ""  # type: ignore[attr-defined]


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_no_module_holds_state() -> None:
    files = list(PACKAGE.rglob("*.py"))
    assert len(files) > 200
    found = [f"{path.relative_to(PACKAGE)}:{line}"
             for path in files for line in state_of(path.read_text())]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "known = {}",
        "known: dict[str, int] = {}",
        "listeners: list[int] = []",
        "known = LRUCache(8192)",
        "seen = set()",
        "TABLE = {1: 2}\ndef f():\n    TABLE[3] = 4",
        "TABLE = {1: 2}\ndef f():\n    del TABLE[1]",
        "listeners = [print]\ndef f():\n    listeners.append(repr)",
    ],
)
def test_state_is_found(source: str) -> None:
    assert state_of(source)
